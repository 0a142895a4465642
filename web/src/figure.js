// The subject: somebody in a red coat, who stands and looks at us, and turns and walks down the street in a
// tracking shot.

import { BoxGeometry, CapsuleGeometry, CylinderGeometry, Group, Mesh, MeshLambertMaterial, SphereGeometry, TorusGeometry } from "three";

const STRIDE = 1.3; // metres of two steps

function part(geometry, color, x, y, z, parent) {
  const mesh = new Mesh(geometry, new MeshLambertMaterial({ color }));
  mesh.position.set(x, y, z);
  mesh.castShadow = true;
  parent.add(mesh);
  return mesh;
}

/// A group that swings about its own origin.
function joint(x, y, parent) {
  const group = new Group();
  group.position.set(x, y, 0);
  parent.add(group);
  return group;
}

function leg(x, parent) {
  const hip = joint(x, 0.86, parent);
  part(new CapsuleGeometry(0.085, 0.62, 4, 10), 0x2c3550, 0, -0.4, 0, hip);
  part(new BoxGeometry(0.14, 0.1, 0.28), 0x3b2a20, 0, -0.81, 0.05, hip);
  return hip;
}

function arm(x, parent) {
  const shoulder = joint(x, 1.32, parent);
  shoulder.rotation.z = x * 0.5;
  part(new CapsuleGeometry(0.065, 0.44, 4, 10), 0xb3312c, 0, -0.26, 0, shoulder);
  part(new SphereGeometry(0.065, 10, 8), 0xe8b995, 0, -0.55, 0, shoulder);
  return shoulder;
}

function head(parent) {
  part(new SphereGeometry(0.14, 20, 16), 0xe8b995, 0, 1.58, 0, parent);
  part(new SphereGeometry(0.155, 20, 12, 0, Math.PI * 2, 0, Math.PI * 0.52), 0x33221a, 0, 1.6, -0.025, parent).rotation.x = -0.35;
  part(new SphereGeometry(0.07, 12, 10), 0x33221a, 0, 1.72, -0.1, parent);
  for (const x of [-0.05, 0.05]) part(new SphereGeometry(0.017, 8, 6), 0x1d1512, x, 1.59, 0.13, parent);
  part(new SphereGeometry(0.022, 8, 6), 0xd99f7c, 0, 1.555, 0.142, parent);
}

export class Figure {
  constructor() {
    this.group = new Group();
    this.body = joint(0, 0, this.group);
    this.legs = [leg(-0.11, this.body), leg(0.11, this.body)];
    this.arms = [arm(-0.25, this.body), arm(0.25, this.body)];
    part(new CylinderGeometry(0.17, 0.3, 0.66, 16), 0xc63a33, 0, 1.06, 0, this.body);
    part(new SphereGeometry(0.172, 16, 8, 0, Math.PI * 2, 0, Math.PI / 2), 0xc63a33, 0, 1.38, 0, this.body).scale.set(1.35, 0.55, 0.9);
    part(new TorusGeometry(0.115, 0.05, 8, 18), 0xf0c24b, 0, 1.44, 0, this.body).rotation.x = Math.PI / 2;
    part(new BoxGeometry(0.1, 0.36, 0.05), 0xf0c24b, 0.08, 1.26, 0.2, this.body).rotation.x = -0.2;
    head(this.body);
  }

  /// `metres` down the street, turned away from us by `away` from 0 to 1.
  stand(metres, away) {
    this.group.position.z = -metres;
    this.group.rotation.y = Math.PI * away + 0.18 * (1 - away);
    const phase = (metres / STRIDE) * 2 * Math.PI;
    const swing = Math.sin(phase) * 0.55 * away;
    this.legs[0].rotation.x = swing;
    this.legs[1].rotation.x = -swing;
    this.arms[0].rotation.x = -swing * 0.8;
    this.arms[1].rotation.x = swing * 0.8;
    this.body.position.y = Math.abs(Math.cos(phase)) * 0.035 * away;
  }
}
