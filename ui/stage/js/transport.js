// The bar under the map: play, step, scrub, speed; undo, link, full screen.
import { domNode, iconButton, iconNode, setTextWhenNew, setWhenNew } from "./icons.js";
import { stepOf, unitWords } from "./pace.js";
import { runColour } from "./palette.js";
import { isLost } from "./paths.js";
import { formatNumber } from "./scale.js";
import { sharesByHand } from "./share.js";
import { label } from "./symbols.js";

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];

/**
 * The transport bar.
 * @param {HTMLElement} host
 * @param {{seek: (k: number) => void, step: (by: number) => void, toggle: () => void, speed: (factor: number) => void,
 *   undo: () => void, redo: () => void, copyLink: () => Promise<boolean>, fullScreen: () => void, save: (() => void)|undefined}} events
 */
export function createTransport(host, events) {
  const button = (icon, press) => iconButton(icon, "", press);
  const first = button("first", () => events.seek(0));
  const back = button("stepBack", () => events.step(-1));
  const play = button("play", () => events.toggle());
  const forward = button("stepForward", () => events.step(1));
  const last = button("last", () => events.seek(Infinity));
  const scrubber = domNode("input", { type: "range", class: "scrubber", min: 0, step: 1 });
  const marks = domNode("div", { class: "scrub-marks", "aria-hidden": "true" });
  const count = domNode("span", { class: "step-count", "aria-hidden": "true" });
  const paces = SPEEDS.map((factor) => domNode("option", { value: factor, selected: factor === 1 }, `${factor}×`));
  const speed = domNode("select", { class: "speed" }, ...paces);
  const undo = button("undo", () => events.undo());
  const redo = button("redo", () => events.redo());
  const link = button(sharesByHand() ? "share" : "link", copyLink);
  const linkWords = link.appendChild(domNode("span", { class: "give-words", "aria-hidden": "true" }));
  const save = button("save", () => events.save?.());
  const screen = button("fullScreen", () => events.fullScreen());
  const badge = domNode("span", { class: "difference", hidden: true });
  const status = domNode("p", { class: "spoken", role: "status" });
  const said = { give: "", copied: "" };
  play.classList.add("play");
  link.classList.add("give");
  link.classList.toggle("shares", sharesByHand());
  screen.hidden = !document.fullscreenEnabled;
  const taken = location.protocol === "file:"; // a saved page has no link to give away, and need not be saved again
  link.hidden = taken;
  save.hidden = taken || !events.save;
  host.classList.add("transport");
  host.setAttribute("role", "group");
  host.append(
    domNode("div", { class: "transport-keys" }, first, back, play, forward, last),
    domNode("div", { class: "scrub" }, scrubber, marks), count, speed,
    domNode("div", { class: "transport-tools" }, badge, undo, redo, link, save, screen), status);
  scrubber.addEventListener("input", () => events.seek(Number(scrubber.value)));
  speed.addEventListener("change", () => events.speed(Number(speed.value)));

  async function copyLink() {
    if (!(await events.copyLink())) return;
    showLink("done", said.copied);
    setTextWhenNew(status, said.copied);
    setTimeout(() => showLink("link", said.give), 1600);
  }

  function showLink(icon, words) {
    link.firstChild.replaceWith(iconNode(icon));
    linkWords.textContent = words;
  }

  return {
    /** Everything but the step: words, length of the run, what can be undone. */
    update(scene, story) {
      host.setAttribute("aria-label", label(scene, "Player"));
      said.give = sharesByHand() ? label(scene, "Share") : label(scene, "Copy the link");
      said.copied = label(scene, "Link copied");
      if (linkWords.textContent !== said.copied) linkWords.textContent = said.give;
      const words = [
        [first, label(scene, "To the start"), "Home"], [last, label(scene, "To the end"), "End"],
        [back, label(scene, "One step back"), "←"], [forward, label(scene, "One step on"), "→"],
        [undo, label(scene, "Undo"), "Ctrl+Z"], [redo, label(scene, "Redo"), "Ctrl+Y"],
        [link, said.give], [save, label(scene, "Save as a page")], [screen, label(scene, "Full screen")],
      ];
      for (const [target, name, keys] of words) nameButton(target, name, keys);
      scrubber.setAttribute("aria-label", label(scene, "Step"));
      speed.setAttribute("aria-label", label(scene, "Speed"));
      speed.title = label(scene, "Speed");
      setWhenNew(scrubber, "max", scene.steps);
      undo.hidden = redo.hidden = !scene.header.editable;
      if (scene.header.link) save.hidden = true; // a saved page holds one stage
      undo.disabled = !story.canUndo;
      redo.disabled = !story.canRedo;
      drawMarks(marks, scene);
    },
    /** The step: called every frame. */
    tick(scene, playing) {
      const words = playing ? label(scene, "Pause") : label(scene, "Play");
      if (play.getAttribute("aria-label") !== words) {
        nameButton(play, words, label(scene, "Space"));
        play.replaceChildren(iconNode(playing ? "pause" : "play"));
      }
      if (Number(scrubber.value) !== scene.at) scrubber.value = scene.at;
      scrubber.style.setProperty("--done", scene.steps ? scene.at / scene.steps : 1);
      setWhenNew(scrubber, "aria-valuetext", clockWords(scene));
      setTextWhenNew(count, `${scene.at} / ${scene.steps} ${unitWords(scene)}`.trim());
    },
    /** Says in words what the pictures show: for a screen reader, when the clock has come to rest. */
    speak(scene, others) { setTextWhenNew(status, spokenStatus(scene, others)); },
    /** @param {number|null} difference between Python's iterates and the browser's */
    showDifference(difference) {
      badge.hidden = difference === null;
      badge.textContent = difference === null ? "" : `Δ ${formatNumber(difference, 2)}`;
    },
  };
}

function nameButton(button, words, keys) {
  setWhenNew(button, "aria-label", words);
  setWhenNew(button, "title", keys ? `${words} (${keys})` : words);
}

/** A tick under the scrubber where a run came to its end. */
function drawMarks(host, scene) {
  const ended = scene.runs.filter((run) => !run.hidden && run.record.last < scene.steps);
  const look = JSON.stringify([scene.theme.dark, ...ended.map((run) => [run.colour, run.record.last, scene.steps])]);
  if (host.dataset.look === look) return;
  host.dataset.look = look;
  host.replaceChildren(...ended.map((run) => {
    const mark = document.createElement("i");
    mark.style.left = `${(100 * run.record.last) / scene.steps}%`;
    mark.style.background = runColour(run, scene.theme.dark);
    return mark;
  }));
}

/** Where the clock stands: at a step, or at what has been spent. */
function clockWords(scene) {
  const unit = unitWords(scene);
  return unit ? `${scene.at} / ${scene.steps} ${unit}` : label(scene, "Step {at} of {steps}", scene);
}

/** One sentence: the step, then each run with its value or what has become of it; a player speaks for the stages it plays. */
export function spokenStatus(scene, others = []) {
  const said = scene.runs.length ? spokenRuns(scene) : others.map(({ scene: other }) => `${other.header.letter}: ${spokenRuns(other).join(", ")}`);
  return [clockWords(scene), ...said].join(" · ");
}

function spokenRuns(scene) {
  return scene.runs.filter((run) => !run.hidden).map((run) => {
    const { record, caption } = run;
    if (scene.at < record.last || record.status === "running") return `${caption} ${formatNumber(record.fx[scene.at], 3)}`;
    if (isLost(record)) return label(scene, "{run} diverged at step {step}", { run: caption, step: stepOf(record, record.last) });
    return label(scene, "{run} converged after {step} steps", { run: caption, step: stepOf(record, record.last) });
  });
}
