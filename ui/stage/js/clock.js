// One clock for all panels: which step is shown, and how fast it moves on.

const PLAY_SECONDS = 8; // a whole run at speed 1
const SLOWEST = 4; // steps a second at speed 1, so that a short run is not a still picture

/** @typedef {ReturnType<typeof createClock>} Clock */

/**
 * A clock that stands at a step and can run. It knows nothing of what is drawn.
 * @param {number} steps the last step there is
 * @param {number} at where it stands
 */
export function createClock(steps, at) {
  const listeners = new Set();
  const lengths = new Map();
  const clock = {
    at, steps, speed: 1, playing: false,
    /** The step after which nothing moves any more: playing ends there. */
    busyUntil: steps,
    /** Shows step k; a clock that was told by hand stops playing. */
    seek(k) { clock.pause(); return place(k); },
    step(by) { return clock.seek(clock.at + by); },
    toggle() { return clock.playing ? clock.pause() : clock.play(); },
    play() {
      if (clock.playing || clock.steps === 0) return;
      if (clock.at >= clock.busyUntil) place(0);
      clock.playing = true;
      advance.position = clock.at;
      advance.then = performance.now();
      requestAnimationFrame(advance);
      tell("play");
    },
    pause() {
      if (!clock.playing) return;
      clock.playing = false;
      tell("pause");
    },
    /**
     * A run of another length: whoever looked at the end still looks at the end.
     * A clock with several stages goes as far as the longest of them.
     */
    setSteps(steps, busyUntil, stage = clock) {
      const atEnd = clock.at >= clock.steps;
      lengths.set(stage, { steps, busyUntil: Math.min(busyUntil, steps) });
      measure();
      place(atEnd ? clock.steps : clock.at);
    },
    /** A stage that goes takes its length along. */
    forget(stage) {
      lengths.delete(stage);
      if (lengths.size) measure();
    },
    /** Calls back with "play", "pause" or "move". @returns {() => void} forget this listener */
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get listeners() { return listeners.size; },
  };

  function measure() {
    clock.steps = Math.max(...[...lengths.values()].map((length) => length.steps));
    clock.busyUntil = Math.max(...[...lengths.values()].map((length) => length.busyUntil));
  }

  function place(k) {
    const next = Math.max(0, Math.min(clock.steps, Math.round(k)));
    if (next === clock.at) return;
    clock.at = next;
    tell("move");
  }

  function advance(now) {
    if (!clock.playing) return;
    const pace = clock.speed * Math.max(SLOWEST, clock.busyUntil / PLAY_SECONDS);
    advance.position += pace * Math.min(0.1, (now - advance.then) / 1000);
    advance.then = now;
    place(Math.min(Math.floor(advance.position), Math.max(clock.busyUntil, clock.at)));
    if (clock.at >= clock.busyUntil) clock.pause();
    else requestAnimationFrame(advance);
  }

  function tell(what) {
    for (const listener of listeners) listener(what);
  }

  return clock;
}

/**
 * The clock of a stage: its own, or the one shared by every stage that names the same link.
 * @param {string|undefined} link
 * @param {number} steps
 * @param {number} at
 * @returns {Clock}
 */
export function clockFor(link, steps, at) {
  if (!link) return createClock(steps, at);
  const shared = (globalThis.__stageClocks ??= new Map());
  if (!shared.get(link)?.listeners) shared.set(link, createClock(steps, at));
  return shared.get(link);
}
