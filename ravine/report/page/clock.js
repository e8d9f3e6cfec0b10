// The time that all pictures show, in gradient evaluations, and how it goes on. Knows nothing of the page.

class Clock {
  // `frames`: the moments at which something was recorded, rising, the first is 0. `changed` is called after a change.
  constructor(frames, changed) {
    this.frames = frames;
    this.changed = changed;
    this.last = frames[frames.length - 1];
    this.position = this.last;  // between frames while it plays
    this.speed = 1;
    this.playing = false;
    const seconds = Math.min(12, Math.max(5, (frames.length - 1) / 20));
    this.rate = this.last / seconds;  // evaluations a second
  }

  get index() { return Math.max(0, lastIndex(this.frames, this.position)); }
  get time() { return this.frames[this.index]; }
  get atEnd() { return this.position >= this.last; }

  seek(time) {
    this.position = Math.min(this.last, Math.max(0, time));
    this.changed(this);
  }
  // To another frame; stops.
  step(count) {
    this.playing = false;
    const index = Math.min(this.frames.length - 1, Math.max(0, this.index + count));
    this.seek(this.frames[index]);
  }
  play() {
    if (this.last === 0) return;
    if (this.atEnd) this.position = 0;
    this.playing = true;
    this.changed(this);
  }
  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.seek(this.time);
  }
  toggle() { this.playing ? this.pause() : this.play(); }
  // `seconds` have passed.
  advance(seconds) {
    if (!this.playing) return;
    const position = this.position + seconds * this.rate * this.speed;
    if (position >= this.last) this.playing = false;
    this.seek(position);
  }
}

// All moments of all runs, rising, each once.
function framesOf(runs) {
  const moments = new Set([0]);
  for (const run of runs) for (const step of run.steps) moments.add(step);
  return Float64Array.from(moments).sort();
}
