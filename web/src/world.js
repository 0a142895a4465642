// The scene: street, subject, sky and light, by day or by night; and the camera as it looks from outside.

import {
  BackSide, BoxGeometry, BufferGeometry, Color, CylinderGeometry, DirectionalLight, Float32BufferAttribute, Fog, Group, HemisphereLight,
  InstancedMesh, LineBasicMaterial, LineSegments, Matrix4, Mesh, MeshBasicMaterial, MeshLambertMaterial, PerspectiveCamera, Scene,
  SphereGeometry, Vector3,
} from "three";
import { Figure } from "./figure.js";
import { momentAt } from "./film.js";
import { aim, WALK } from "./rig.js";
import { buildStreet } from "./street.js";

const PALETTES = {
  day: {
    top: 0x4f8fd0, middle: 0xa9cdea, bottom: 0xf0ece0, fog: 0xdbe5ea, lawn: 0x8fb06a, hills: 0x8fae98,
    sky: 0xdcecff, earth: 0x9a8f76, ambient: 1.9, sun: 0xfff0d8, bright: 2.3, from: [14, 20, 16],
    panes: 0x7fa4bd, shine: 0x000000, glow: 0xf6f3ea,
  },
  night: {
    top: 0x131b3c, middle: 0x47406f, bottom: 0xe59a6c, fog: 0x5c4c6b, lawn: 0x4d5f4a, hills: 0x3f4266,
    sky: 0x8790d0, earth: 0x4b3f48, ambient: 1.25, sun: 0xffb27a, bright: 1.15, from: [-16, 11, 10],
    panes: 0x6a5a3a, shine: 0xd9963f, glow: 0xffe2a0,
  },
};

/// Seen by the camera that looks from outside alone.
const OUTSIDE = 1;

function sky() {
  const geometry = new SphereGeometry(400, 24, 24);
  geometry.setAttribute("color", new Float32BufferAttribute(new Float32Array(geometry.attributes.position.count * 3), 3));
  return new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: BackSide, fog: false, depthWrite: false }));
}

function paintSky(mesh, { top, middle, bottom }) {
  const { position, color } = mesh.geometry.attributes;
  const [high, half, low] = [new Color(top), new Color(middle), new Color(bottom)];
  for (let i = 0; i < position.count; ++i) {
    const height = Math.max(0, position.getY(i) / 400);
    const mixed = height < 0.16 ? low.clone().lerp(half, height / 0.16) : half.clone().lerp(high, Math.min(1, (height - 0.16) / 0.5));
    color.setXYZ(i, mixed.r, mixed.g, mixed.b);
  }
  color.needsUpdate = true;
}

/// A camera to look at: a body, a lens, and the pyramid of what it sees, one metre deep.
function prop() {
  const group = new Group();
  const black = new MeshLambertMaterial({ color: 0x22262b });
  const body = new Mesh(new BoxGeometry(0.5, 0.45, 0.75), black);
  const lens = new Mesh(new CylinderGeometry(0.2, 0.16, 0.35, 16).rotateX(Math.PI / 2), black);
  const light = new Mesh(new SphereGeometry(0.09, 10, 8), new MeshBasicMaterial({ color: 0xff4b3e }));
  lens.position.z = -0.52;
  light.position.set(0.12, 0.28, 0.3);
  const corners = [[-1, 1], [1, 1], [1, -1], [-1, -1]].map(([x, y]) => [x, y, -1]);
  const lines = corners.flatMap((corner, i) => [0, 0, 0, ...corner, ...corner, ...corners[(i + 1) % 4]]);
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(lines, 3));
  const sight = new LineSegments(geometry, new LineBasicMaterial({ color: 0xffd84d, fog: false }));
  sight.name = "sight";
  group.add(body, lens, light, sight);
  return group;
}

/// The way of a film's camera through the street as a row of beads. Wobble is no part of it.
function wayOf(film) {
  const count = Math.min(600, Math.max(2, film.steps.length * 20));
  const material = new MeshBasicMaterial({ color: 0xff5a4a, fog: false, transparent: true, depthTest: false });
  const way = new InstancedMesh(new SphereGeometry(0.055, 8, 6), material, count + 1);
  const camera = new PerspectiveCamera();
  for (let i = 0; i <= count; ++i) {
    aim(camera, momentAt(film, (film.duration * i) / count), true);
    way.setMatrixAt(i, new Matrix4().setPosition(camera.position));
  }
  way.frustumCulled = false;
  way.renderOrder = 1;
  way.layers.set(OUTSIDE);
  return way;
}

export class World {
  constructor() {
    this.scene = new Scene();
    this.sky = sky();
    this.figure = new Figure();
    this.ambient = new HemisphereLight();
    this.sun = new DirectionalLight();
    this.sun.castShadow = true;
    this.sun.shadow.mapSize.set(2048, 2048);
    Object.assign(this.sun.shadow.camera, { left: -24, right: 24, top: 24, bottom: -24, near: 1, far: 90 });
    this.sun.shadow.bias = -0.0006;
    this.sun.shadow.normalBias = 0.03;
    this.street = buildStreet();
    this.prop = prop();
    this.way = new Group();
    this.ways = new Map();
    this.outside = new PerspectiveCamera(42, 4 / 3, 0.5, 900);
    this.outside.layers.enable(OUTSIDE);
    this.prop.traverse((one) => one.layers.set(OUTSIDE));
    this.scene.add(this.sky, this.figure.group, this.ambient, this.sun, this.sun.target, this.street.group, this.prop, this.way);
    this.light("day");
  }

  light(name) {
    const palette = PALETTES[name];
    this.palette = palette;
    this.scene.fog = new Fog(palette.fog, 40, 230);
    paintSky(this.sky, palette);
    this.ambient.color.set(palette.sky);
    this.ambient.groundColor.set(palette.earth);
    this.ambient.intensity = palette.ambient;
    this.sun.color.set(palette.sun);
    this.sun.intensity = palette.bright;
    const { panes, glow, lawn, hills } = this.street.materials;
    panes.color.set(palette.panes);
    panes.emissive.set(palette.shine);
    glow.color.set(palette.glow);
    lawn.color.set(palette.lawn);
    hills.color.set(palette.hills);
  }

  /// Everything as it is at a film's moment, the camera apart.
  set(moment) {
    const walked = moment.walked * WALK;
    this.figure.stand(walked, moment.away);
    const [x, y, z] = this.palette.from;
    this.sun.target.position.set(0, 0, -walked);
    this.sun.position.set(x, y, z - walked);
  }

  /// The view from outside on a camera, the subject and all of the film's way; `aspect` is that of its picture.
  lookFromOutside(film, camera, moment, aspect) {
    if (!this.ways.has(film)) this.ways.set(film, wayOf(film));
    if (this.way.children[0] !== this.ways.get(film)) this.way.clear().add(this.ways.get(film));
    this.prop.position.copy(camera.position);
    this.prop.quaternion.copy(camera.quaternion);
    const half = Math.tan((camera.fov * Math.PI) / 360);
    const depth = 3.2 / Math.hypot(1, half, half * camera.aspect);
    this.prop.getObjectByName("sight").scale.set(half * camera.aspect * depth, half * depth, depth);
    const subject = new Vector3(0, 1, -moment.walked * WALK);
    const middle = subject.clone().add(camera.position).multiplyScalar(0.5);
    // A picture that is not wide needs more room.
    const far = Math.max(7, subject.distanceTo(camera.position)) * Math.max(1.05, 1.9 / aspect);
    this.outside.position.set(middle.x + far * 0.72, middle.y + far * 0.62, middle.z + far * 0.5);
    this.outside.lookAt(middle);
    this.sky.position.copy(this.outside.position);
    return this.outside;
  }
}
