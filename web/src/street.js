// The street that everything is filmed in, built of a few shapes. The same each time: its variety comes from a
// fixed row of numbers. Squares of the grid on the ground are one unit wide, so that moves can be counted.

import {
  BoxGeometry, BufferGeometry, ConeGeometry, CylinderGeometry, Float32BufferAttribute, Group, IcosahedronGeometry, InstancedMesh,
  LineBasicMaterial, LineSegments, Matrix4, Mesh, MeshBasicMaterial, MeshLambertMaterial, PlaneGeometry, Quaternion, Vector3, Color, Euler,
} from "three";
import { UNIT } from "./rig.js";

const NEAR_END = 64;
const FAR_END = -96;
const WALLS = [0xe8d9c0, 0xd9b08c, 0xc9cfc4, 0xb8c7d1, 0xe3c7b5, 0xcfae9a, 0xf0e6d2, 0xa9b8a5];
const ROOFS = [0x9c4a3a, 0x7d4438, 0x5f6670, 0xa65a3f, 0x6e5348];
const LEAVES = [0x5d8a48, 0x6f9a4f, 0x4e7d4a, 0x86a650];

/// Numbers from 0 to 1 that look like chance and are none.
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const boxOnGround = () => new BoxGeometry(1, 1, 1).translate(0, 0.5, 0);

/// A roof over a square of one by one, one high, its ridge along z.
function gable() {
  const [a, b, c, d] = [[-0.5, 0, 0.5], [0.5, 0, 0.5], [0.5, 0, -0.5], [-0.5, 0, -0.5]];
  const [e, f] = [[0, 1, 0.5], [0, 1, -0.5]];
  const corners = [a, b, e, c, d, f, b, c, f, b, f, e, d, a, e, d, e, f];
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(corners.flat(), 3));
  geometry.computeVertexNormals();
  return geometry;
}

/// Many of one shape, drawn at once.
function many(geometry, material, things) {
  const mesh = new InstancedMesh(geometry, material, things.length);
  const matrix = new Matrix4();
  const color = new Color();
  things.forEach((thing, index) => {
    const turn = new Quaternion().setFromEuler(new Euler(0, thing.turn ?? 0, 0));
    mesh.setMatrixAt(index, matrix.compose(new Vector3(...thing.at), turn, new Vector3(...thing.size)));
    mesh.setColorAt(index, color.set(thing.color));
  });
  mesh.castShadow = mesh.receiveShadow = true;
  mesh.frustumCulled = false;
  return mesh;
}

const flat = (options) => new MeshLambertMaterial({ flatShading: true, ...options });

function housesOf(side, next, lists) {
  for (let z = NEAR_END; z > FAR_END; ) {
    const width = 6 + next() * 4;
    const depth = 7 + next() * 3;
    const height = 4.4 + Math.floor(next() * 3) * 1.6;
    const middle = z - width / 2;
    const front = 8 + next() * 0.8;
    const wall = WALLS[Math.floor(next() * WALLS.length)];
    lists.walls.push({ at: [side * (front + depth / 2), 0, middle], size: [depth, height, width], color: wall });
    const turned = next() < 0.5;
    lists.roofs.push({
      at: [side * (front + depth / 2), height, middle],
      size: turned ? [width + 0.7, 2 + next() * 1.2, depth + 0.9] : [depth + 0.9, 2 + next() * 1.2, width + 0.7],
      turn: turned ? Math.PI / 2 : 0,
      color: ROOFS[Math.floor(next() * ROOFS.length)],
    });
    const columns = width > 8 ? 3 : 2;
    for (let floor = 0; floor * 1.9 + 2.6 < height; ++floor) {
      for (let column = 0; column < columns; ++column) {
        const isDoor = floor === 0 && column === 1;
        const along = middle + ((column + 0.5) / columns - 0.5) * (width - 0.8);
        lists.frames.push({
          at: [side * (front - 0.02), isDoor ? 0 : floor * 1.9 + 1.1, along],
          size: [0.1, isDoor ? 2.25 : 1.3, isDoor ? 1.15 : 1.1],
          color: 0xf4efe4,
        });
        (isDoor ? lists.doors : lists.panes).push({
          at: [side * (front - 0.06), isDoor ? 0 : floor * 1.9 + 1.2, along],
          size: [0.1, isDoor ? 2.1 : 1.1, 0.9],
          color: isDoor ? ROOFS[Math.floor(next() * ROOFS.length)] : next() < 0.6 ? 0xffffff : 0x777777,
        });
      }
    }
    if (next() < 0.7) {
      lists.walls.push({ at: [side * (front + depth * 0.62), height, middle + width * 0.2], size: [0.7, 3, 0.7], color: 0x8a5a4a });
    }
    z -= width + 0.6 + next() * 2.2;
  }
}

function houses(panes) {
  const next = numbers(7);
  const lists = { walls: [], roofs: [], frames: [], panes: [], doors: [] };
  for (const side of [-1, 1]) housesOf(side, next, lists);
  return [
    many(boxOnGround(), flat(), lists.walls),
    many(gable(), flat(), lists.roofs),
    many(boxOnGround(), flat(), lists.frames),
    many(boxOnGround(), panes, lists.panes),
    many(boxOnGround(), flat(), lists.doors),
  ];
}

function trees() {
  const next = numbers(23);
  const trunks = [];
  const crowns = [];
  for (const side of [-1, 1]) {
    for (let z = 52 + side * 2.5; z > -88; z -= 10 + next() * 3) {
      const tall = 1.9 + next() * 0.8;
      const x = side * (5.9 + next() * 0.5);
      trunks.push({ at: [x, 0, z], size: [0.16, tall, 0.16], color: 0x6d4f3a });
      for (let ball = 0; ball < 3; ++ball) {
        const size = 1.15 - ball * 0.2 + next() * 0.3;
        crowns.push({
          at: [x + (next() - 0.5) * 0.9, tall + 0.5 + ball * 0.6, z + (next() - 0.5) * 0.9],
          size: [size, size, size],
          turn: next() * 6,
          color: LEAVES[Math.floor(next() * LEAVES.length)],
        });
      }
    }
  }
  return [
    many(new CylinderGeometry(0.8, 1, 1, 7).translate(0, 0.5, 0), flat(), trunks),
    many(new IcosahedronGeometry(1, 1), flat(), crowns),
  ];
}

function lamps(glow) {
  const poles = [];
  const heads = [];
  for (let z = 55; z > -90; z -= 16) {
    for (const side of [-1, 1]) {
      const at = z - (side > 0 ? 0 : 8);
      poles.push({ at: [side * 4.3, 0, at], size: [0.06, 3.6, 0.06], color: 0x2f3438 });
      heads.push({ at: [side * 4.3, 3.6, at], size: [0.2, 0.42, 0.2], color: 0xffffff });
    }
  }
  return [
    many(new CylinderGeometry(0.8, 1.3, 1, 8).translate(0, 0.5, 0), flat(), poles),
    many(new CylinderGeometry(1, 0.7, 1, 8).translate(0, 0.5, 0), glow, heads),
  ];
}

/// What stands about: cars, benches, a letter box. Near things show best that the camera moves.
function things() {
  const boxes = [];
  const wheels = [];
  for (const [x, z, color] of [[2.5, -5.5, 0x3d7f8c], [-2.5, -13, 0xd8a23c], [2.5, -24, 0x8b4a6b], [-2.5, 16, 0x6c7a89], [2.5, 22, 0xb9c4c9]]) {
    boxes.push({ at: [x, 0.35, z], size: [1.7, 0.6, 4], color });
    boxes.push({ at: [x, 0.95, z + 0.15], size: [1.5, 0.55, 2.1], color: 0x27323a });
    boxes.push({ at: [x, 1.5, z + 0.15], size: [1.45, 0.06, 1.9], color });
    for (const side of [-0.8, 0.8]) for (const end of [-1.2, 1.2]) wheels.push({ at: [x + side, 0.36, z + end], size: [0.36, 0.2, 0.36], color: 0x1c1f22 });
  }
  for (const [x, z] of [[-4.9, -3], [4.9, -16], [-4.9, 26]]) {
    boxes.push({ at: [x, 0.42, z], size: [0.5, 0.07, 1.8], color: 0x8d6441 });
    boxes.push({ at: [x + Math.sign(x) * 0.22, 0.55, z], size: [0.06, 0.45, 1.8], color: 0x8d6441 });
    for (const end of [-0.7, 0.7]) boxes.push({ at: [x, 0, z + end], size: [0.42, 0.42, 0.08], color: 0x3a3f44 });
  }
  boxes.push({ at: [-3.95, 0, 1.4], size: [0.42, 1.15, 0.42], color: 0xc9962c });
  boxes.push({ at: [-3.95, 1.15, 1.4], size: [0.48, 0.14, 0.48], color: 0x9c7420 });
  const wheel = new CylinderGeometry(1, 1, 1, 16).rotateZ(Math.PI / 2);
  for (const one of wheels) one.size = [0.2, 0.36, 0.36];
  return [many(boxOnGround(), flat(), boxes), many(wheel, flat(), wheels)];
}

function tower() {
  return [
    many(boxOnGround(), flat(), [
      { at: [0, 0, -104], size: [7, 19, 7], color: 0xd8c3a5 },
      { at: [0, 19, -104], size: [7.8, 0.8, 7.8], color: 0xf0e6d2 },
      { at: [0, 19.8, -104], size: [5.4, 4, 5.4], color: 0xd8c3a5 },
    ]),
    many(new ConeGeometry(1, 1, 4).rotateY(Math.PI / 4).translate(0, 0.5, 0), flat(), [{ at: [0, 23.8, -104], size: [4.6, 8, 4.6], color: 0x5f6670 }]),
    many(new CylinderGeometry(1, 1, 1, 24).rotateX(Math.PI / 2), flat(), [
      { at: [0, 15.2, -100.4], size: [2, 2, 0.2], color: 0xfbf6e9 },
      { at: [0, 15.2, -100.25], size: [0.25, 0.25, 0.2], color: 0x333333 },
    ]),
    many(boxOnGround(), flat(), [
      { at: [0, 15.2, -100.25], size: [0.18, 1.6, 0.1], color: 0x333333 },
      { at: [0.55, 15.12, -100.25], size: [1.1, 0.18, 0.1], color: 0x333333 },
    ]),
  ];
}

function hills(material) {
  const next = numbers(41);
  const cones = [];
  for (let turn = 0; turn < 26; ++turn) {
    const angle = (turn / 26) * Math.PI * 2;
    const size = 40 + next() * 35;
    cones.push({ at: [Math.sin(angle) * 190, -4, Math.cos(angle) * 190 - 16], size: [size, 16 + next() * 26, size], turn: next() * 6, color: 0xffffff });
  }
  const mesh = many(new ConeGeometry(1, 1, 6).translate(0, 0.5, 0), material, cones);
  mesh.castShadow = false;
  return mesh;
}

function slab(x, width, height, color) {
  const length = NEAR_END - FAR_END + 60;
  const mesh = new Mesh(new BoxGeometry(width, 0.3, length), flat({ color }));
  mesh.position.set(x, height - 0.15, (NEAR_END + FAR_END) / 2);
  mesh.receiveShadow = true;
  return mesh;
}

function ground(lawn) {
  const meadow = new Mesh(new PlaneGeometry(600, 600).rotateX(-Math.PI / 2), lawn);
  meadow.position.y = -0.02;
  meadow.receiveShadow = true;
  const dashes = [];
  for (let z = NEAR_END; z > FAR_END; z -= 5) dashes.push({ at: [0, 0.002, z], size: [0.14, 0.012, 2], color: 0xf3efe2 });
  const marks = many(boxOnGround(), flat(), dashes);
  marks.castShadow = false;
  return [meadow, slab(0, 7.2, 0, 0x757a80), slab(-5, 2.8, 0.12, 0xbfb8aa), slab(5, 2.8, 0.12, 0xbfb8aa), marks];
}

function grid() {
  const points = [];
  const far = Math.ceil(FAR_END / UNIT.along) * UNIT.along;
  for (let x = -3; x <= 3; ++x) if (Math.abs(x * UNIT.across) < 3.6) points.push(x * UNIT.across, 0.02, NEAR_END, x * UNIT.across, 0.02, far);
  for (let z = far; z <= NEAR_END; z += UNIT.along) points.push(-3.6, 0.02, z, 3.6, 0.02, z);
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(points, 3));
  return new LineSegments(geometry, new LineBasicMaterial({ color: 0xffffff, transparent: true, opacity: 0.28 }));
}

/// The street, and the materials that are others by day and by night.
export function buildStreet() {
  const group = new Group();
  const materials = { panes: flat(), glow: new MeshBasicMaterial(), lawn: flat(), hills: flat() };
  group.add(...ground(materials.lawn), grid(), ...houses(materials.panes), ...trees(), ...lamps(materials.glow), ...things(), ...tower(), hills(materials.hills));
  return { group, materials };
}
