// Small pieces of page around the canvases: a frame, a row of buttons, a box that follows the pointer.
import { unknownIn } from "./equation.js";
import { unitWords } from "./pace.js";
import { label } from "./symbols.js";

/** An element with a class, put into its parent. */
export function addPiece(parent, tag, className) {
  const piece = document.createElement(tag);
  piece.className = className;
  parent.append(piece);
  return piece;
}

/**
 * The title of the x axis, which is also the switch between its three units.
 * @param {HTMLElement} parent
 * @param {function(string)} choose called with "steps", "gradient" or "value"
 */
export function createAxisSwitch(parent, choose) {
  const root = addPiece(parent, "div", "axis-switch");
  root.setAttribute("role", "group");
  const buttons = ["steps", "gradient", "value"].map((axis) => {
    const button = addPiece(root, "button", "axis-choice");
    button.type = "button";
    button.dataset.axis = axis;
    button.addEventListener("click", () => choose?.(axis));
    return button;
  });
  const show = (scene) => {
    const words = {
      steps: label(scene, "steps"),
      gradient: unknownIn(scene) ? label(scene, "derivative evaluations") : label(scene, "gradient evaluations"),
      value: label(scene, "function evaluations"),
    };
    root.setAttribute("aria-label", label(scene, "horizontal axis"));
    for (const button of buttons) {
      const unit = unitWords(scene); // one clock, one axis: there is nothing to choose
      button.textContent = (button.dataset.axis === "steps" && unit) || words[button.dataset.axis];
      button.hidden = Boolean(unit) && button.dataset.axis !== "steps";
      button.setAttribute("aria-pressed", String(button.dataset.axis === scene.axis));
    }
  };
  return { root, show };
}

/**
 * A small table beside the pointer.
 * @param {HTMLElement} parent positioned box that holds it
 * @returns {{show: function(number, number, string, Array<{name: string, value: string, colour: string}>), hide: function()}}
 */
export function createReadout(parent) {
  const root = addPiece(parent, "div", "panel-readout");
  root.hidden = true;
  const show = (x, y, title, rows) => {
    const heading = document.createElement("b");
    heading.textContent = title;
    root.replaceChildren(heading, ...rows.map(readoutRow));
    root.hidden = false;
    const roomRight = parent.clientWidth - x - 14, width = root.offsetWidth;
    const left = roomRight > width ? x + 14 : Math.max(2, x - width - 14);
    const top = Math.max(2, Math.min(y + 12, parent.clientHeight - root.offsetHeight - 2));
    root.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };
  return { show, hide: () => { root.hidden = true; } };
}

function readoutRow({ name, value, colour }) {
  const row = document.createElement("div");
  const swatch = addPiece(row, "i", "readout-swatch");
  swatch.style.background = colour;
  addPiece(row, "span", "readout-name").textContent = name;
  addPiece(row, "span", "readout-value").textContent = value;
  return row;
}
