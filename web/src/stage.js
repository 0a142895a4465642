// One canvas under all shots that are shown side by side: each shot's element says where its picture goes. Draws
// when it is asked to, never by itself.

import { PCFShadowMap, WebGLRenderer } from "three";
import { World } from "./world.js";

export class Stage {
  /// Throws where the browser has no WebGL.
  constructor(canvas) {
    this.canvas = canvas;
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio || 1));
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFShadowMap;
    this.renderer.shadowMap.autoUpdate = false;
    this.renderer.autoClear = false;
    this.world = new World();
  }

  light(name) {
    this.world.light(name);
  }

  /// Makes the canvas as large as what it lies under, in whole pixels, so that none is drawn between two.
  fit() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    const [width, height] = [Math.floor(box.width), Math.floor(box.height)];
    if (width === this.width && height === this.height) return;
    [this.width, this.height] = [width, height];
    this.renderer.setSize(width, height);
  }

  /// Each shot has a film, a camera that is aimed already, its moment, and the elements of its pictures:
  /// `element`, and `map` for the view from outside or null without.
  draw(shots) {
    this.fit();
    const { renderer, world } = this;
    const origin = this.canvas.getBoundingClientRect();
    renderer.setScissorTest(false);
    renderer.clear();
    renderer.setScissorTest(true);
    for (const shot of shots) {
      world.set(shot.moment);
      renderer.shadowMap.needsUpdate = true;
      world.sky.position.copy(shot.camera.position);
      this.drawInto(shot.element, origin, shot.camera);
      if (!shot.map) continue;
      const aspect = shot.map.clientWidth / Math.max(1, shot.map.clientHeight);
      this.drawInto(shot.map, origin, world.lookFromOutside(shot.film, shot.camera, shot.moment, aspect));
    }
  }

  drawInto(element, origin, camera) {
    const box = element.getBoundingClientRect();
    // Whole pixels inside of the element and its border: none of a picture shows beside it.
    const left = Math.ceil(box.left - origin.left + element.clientLeft);
    const bottom = Math.ceil(origin.bottom - box.bottom + element.clientTop);
    const width = Math.floor(box.right - origin.left - element.clientLeft) - left;
    const height = Math.floor(origin.bottom - box.top - element.clientTop) - bottom;
    if (width < 1 || height < 1) return;
    this.renderer.setViewport(left, bottom, width, height);
    this.renderer.setScissor(left, bottom, width, height);
    this.renderer.clear();
    camera.aspect = width / height;
    camera.updateProjectionMatrix();
    this.renderer.render(this.world.scene, camera);
  }
}
