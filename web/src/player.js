// The clock of all films that are shown: one time for all of them.

export class Player {
  /// `changed` is called whenever the time, or whether it runs, is another one.
  constructor(changed) {
    this.changed = changed;
    this.seconds = 0;
    this.duration = 0;
    this.speed = 1;
    this.loops = false;
    this.isPlaying = false;
    this.last = null;
    this.tick = this.tick.bind(this);
  }

  seek(seconds) {
    this.seconds = Math.min(this.duration, Math.max(0, Number.isFinite(seconds) ? seconds : 0));
    this.changed();
  }

  play() {
    if (this.isPlaying || this.duration === 0) return;
    if (this.seconds >= this.duration) this.seconds = 0;
    this.isPlaying = true;
    this.last = null;
    requestAnimationFrame(this.tick);
    this.changed();
  }

  pause() {
    if (!this.isPlaying) return;
    this.isPlaying = false;
    this.changed();
  }

  toggle() {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  tick(now) {
    if (!this.isPlaying) return;
    // A tab that nobody looked at goes on where it was.
    const passed = this.last === null ? 0 : Math.min(1, (now - this.last) / 1000) * this.speed;
    this.last = now;
    this.seconds += passed;
    if (this.seconds >= this.duration) {
      if (this.loops) this.seconds %= this.duration;
      else [this.seconds, this.isPlaying] = [this.duration, false];
    }
    this.changed();
    if (this.isPlaying) requestAnimationFrame(this.tick);
  }
}
