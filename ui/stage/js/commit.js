// Edits as documents: what is sent to Python, what can be undone, and the step in the address bar.

/**
 * The whole experiment as it stands in the browser, and the payload (`base`) that it was made from, so that Python can
 * merge it with what a widget changed meanwhile. Every knob is named with its value, moved or not, because what a
 * knob does by default may depend on the surface; Python leaves out again what needs no saying.
 * @param {object} scene
 * @param {number} at
 * @returns {object} DOC without its serial number
 */
export function documentOf(scene, at) {
  return {
    base: scene.header.query, surface: surfacePart(scene.surface),
    start: [...scene.start], steps: scene.steps, seed: scene.header.seed, at,
    runs: scene.runs.map((run) => ({ id: run.id, method: run.method, values: { ...run.values }, hidden: Boolean(run.hidden) })),
  };
}

/** Which surface it is: its key and knobs, and of a typed formula its text and the window on it. */
export function surfacePart({ key, values, text, domain }) {
  return { key, values: { ...values }, ...(text ? { text, window: domain } : {}) };
}

/** Whether two documents speak of one surface, whatever the values of its knobs. */
export function sameGround(a, b) {
  return a.key === b.key && a.text === b.text && JSON.stringify(a.window) === JSON.stringify(b.window);
}

/** Two documents say the same if they would draw the same runs; the step shown and the names of runs are not part of it. */
export function sameDocument(a, b) {
  if (!sameGround(a.surface, b.surface)) return false;
  const plain = (doc) => JSON.stringify([sortedEntries(doc.surface.values), doc.start, doc.steps, doc.seed,
    doc.runs.map((run) => [run.method, sortedEntries(run.values), run.hidden])]);
  return plain(a) === plain(b);
}

function sortedEntries(values) {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * Undo and redo: a line of documents and a place in it.
 * @param {number} [limit] how many are remembered
 */
export function createHistory(limit = 200) {
  let line = [];
  let place = -1;
  const history = {
    get present() { return line[place]; },
    get canUndo() { return place > 0; },
    get canRedo() { return place < line.length - 1; },
    /** @returns {boolean} whether this was something new */
    push(doc) {
      if (place >= 0 && sameDocument(line[place], doc)) return false;
      line = [...line.slice(0, place + 1), doc].slice(-limit);
      place = line.length - 1;
      return true;
    },
    undo() { return history.canUndo ? line[--place] : null; },
    redo() { return history.canRedo ? line[++place] : null; },
  };
  return history;
}

/**
 * Sends documents to Python and recognises its answers.
 * @param {{send?: (doc: object) => void}} outside without `send` in a saved file, where nobody listens
 */
export function createPost(outside) {
  let unanswered = [];
  let serial = 0;
  return {
    send(doc) {
      if (!outside.send) return;
      serial = Math.max(serial + 1, Date.now()); // grows even across page visits
      unanswered.push(doc);
      outside.send({ serial, ...doc });
    },
    /**
     * What an arriving document is: the "answer" to the latest edit, an "old" answer that a later edit has overtaken,
     * or "news" that Python decided on its own.
     */
    kindOf(doc) {
      const found = unanswered.findLastIndex((sent) => sameDocument(sent, doc));
      if (found < 0) {
        unanswered = [];
        return "news";
      }
      unanswered = unanswered.slice(found + 1);
      return unanswered.length ? "old" : "answer";
    },
  };
}

/**
 * Writes the step into the address without a message to the server; the end is the default and stays out of it.
 * @param {number} at
 * @param {number} steps
 */
export function writeAddress(at, steps) {
  const others = location.search.slice(1).split("&").filter((part) => part && !part.startsWith("at="));
  const query = [...others, ...(at < steps ? [`at=${at}`] : [])].join("&").replace(/%(28|29|2A|2C|2F|3B|3D|5E)/g, decodeURIComponent);
  try {
    const state = globalThis.history.state; // the page's own, kept
    globalThis.history.replaceState(state, "", `${location.pathname}${query ? "?" : ""}${query}${location.hash}`);
  } catch {
    // A page without an address of its own (a sandboxed frame) has nothing to write to.
  }
}

const OF_THE_EXPERIMENT = ["problem", "equation", "min", "st", "method", "formula", "with", "window", "surface", "start", "run", "steps", "seed"];

/**
 * Brings the address up to the experiment that Python shows: a link within a page changes the experiment, and
 * Streamlit leaves the address as it was.
 * @param {string} query the readable part of the link, as this page writes it
 */
export function followAddress(query) {
  const parts = (search) => [...new URLSearchParams(search)].filter(([name]) => OF_THE_EXPERIMENT.includes(name));
  if (JSON.stringify(parts(query)) === JSON.stringify(parts(location.search))) return;
  const kept = location.search.slice(1).split("&").filter((part) => part && ![...OF_THE_EXPERIMENT, "at"].includes(part.split("=")[0]));
  const next = [...query.split("&").filter(Boolean), ...kept].join("&");
  globalThis.history.pushState(globalThis.history.state, "", `${location.pathname}${next ? "?" : ""}${next}${location.hash}`);
}
