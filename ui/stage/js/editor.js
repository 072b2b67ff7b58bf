// Edits in the hand: each changes the scene at once; letting go commits the whole experiment.
import { sameGround, surfacePart } from "./commit.js";
import { bindSurface, nameRuns } from "./scene.js";
import { dressRun, turnKnob } from "./schedules.js";

const MOST = 8; // runs on one stage

/**
 * What a person can change on the stage.
 * @param {object} scene
 * @param {{changed: (what: "rerun"|"facts") => void, commit: () => void}} stage
 */
export function createEditor(scene, stage) {
  const editor = { holding: false, events: null, apply };
  const runOf = (id) => scene.runs.find((run) => run.id === id);

  /** Between the first move and letting go, answers from Python wait. */
  function changed(final, what = "rerun") {
    editor.holding = !final;
    nameRuns(scene);
    stage.changed(what);
    if (final) stage.commit();
  }

  editor.events = {
    moveStart(x, y, final) {
      if (!scene.header?.editable) return;
      const moved = x !== scene.start[0] || y !== scene.start[1];
      scene.start = [x, y];
      if (moved || final) changed(final, moved ? "rerun" : "facts");
    },
    knob(id, name, value, final) {
      const run = runOf(id);
      if (!run) return;
      turnKnob(scene, run, name, value);
      if (run.knobs.find((knob) => knob.name === name)?.structural) run.replaced = true; // needs another program: Python prints it
      changed(final);
    },
    surfaceKnob(name, value, final) {
      bindSurface(scene, { ...scene.surface.values, [name]: value });
      changed(final);
    },
    reset(id) {
      const run = runOf(id);
      if (run.knobs.some((knob) => knob.structural && run.values[knob.name] !== run.defaults[knob.name])) run.replaced = true;
      run.values = { ...run.own.defaults };
      dressRun(scene, run);
      changed(true);
    },
    show(id, shown) {
      runOf(id).hidden = !shown;
      scene.runsVersion += 1;
      changed(true, "facts");
    },
    hide(id) { editor.events.show(id, Boolean(runOf(id).hidden)); },
    remove(id) {
      scene.runs = scene.runs.filter((run) => run.id !== id);
      scene.runsVersion += 1;
      changed(true, "facts");
    },
    duplicate(id) {
      if (scene.runs.length >= MOST) return;
      const twin = runOf(id);
      scene.runs = [...scene.runs, { ...twin, ...freeLook(scene), id: freeId(scene), values: { ...twin.values } }];
      scene.runsVersion += 1;
      changed(true, "facts");
    },
    select(id) {
      scene.selected = id;
      stage.changed("facts");
    },
  };

  /** Goes back (or on) to a document, as far as the browser can alone; Python's answer brings the rest. */
  function apply(doc) {
    if (!sameGround(doc.surface, surfacePart(scene.surface))) return;
    scene.start = [...doc.start];
    bindSurface(scene, doc.surface.values);
    scene.runs = doc.runs.flatMap(({ id, method, values, hidden }) => {
      const run = scene.runs.find((known) => known.id === id && known.method === method);
      if (!run) return [];
      const replaced = run.replaced || run.knobs.some((knob) => knob.structural && values[knob.name] !== run.values[knob.name]);
      return [dressRun(scene, { ...run, values: { ...values }, hidden, replaced })];
    });
    changedByHistory();
  }

  function changedByHistory() {
    editor.holding = false;
    nameRuns(scene);
    stage.changed("rerun");
  }

  return editor;
}

/** Colour, dash and marker that no run wears yet, from the looks the page declares. */
function freeLook(scene) {
  return scene.header.looks?.find(({ colour }) => scene.runs.every((run) => run.colour !== colour)) ?? {};
}

function freeId(scene) {
  let n = scene.runs.length + 1;
  while (scene.runs.some((run) => run.id === `r${n}`)) n += 1;
  return `r${n}`;
}
