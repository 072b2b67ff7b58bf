// Hands on the map: pointing, moving the start, panning and zooming.
import { unknownIn } from "./equation.js";
import { createHint } from "./hint.js";
import { domNode, iconButton, setWhenNew } from "./icons.js";
import { listenToPinch } from "./pinch.js";
import { pointOn } from "./pointer.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";

const WIDEST = 8; // how many domains the view may span

/**
 * Listens to pointers and keys on the map and tells the stage what they mean.
 * Press or drag with the main button: the start. Right or middle button, or Shift: pan. Ctrl and wheel: zoom.
 * A finger moves the start by its handle or by a tap, so that the page can still be scrolled over the map; two zoom and pan.
 * @param {HTMLElement} host
 * @param {{frame: object, scene: object}} panel
 * @param {{moveStart: Function, hover: Function, setView: Function}} events
 */
export function mapGestures(host, panel, events) {
  const handle = domNode("button", { type: "button", class: "map-handle" });
  const zoomIn = iconButton("add", "", () => zoom(1 / 1.6));
  const zoomOut = iconButton("less", "", () => zoom(1.6));
  const home = iconButton("whole", "", () => events.setView(null));
  const tools = domNode("div", { class: "map-tools" }, zoomIn, zoomOut, home);
  host.append(handle, tools);
  const hint = createHint(host);
  const moveStart = (x, y, final) => {
    hint.moved();
    events.moveStart(x, y, final);
  };
  let drag = null; // {kind: "start"|"pan", id, ...} while a pointer is down

  const listeners = [
    [host, "pointerdown", press], [host, "pointermove", move], [host, "pointerup", release], [host, "pointercancel", release],
    [host, "pointerleave", () => events.hover(null)], [host, "click", tap], [host, "wheel", wheel, { passive: false }],
    [host, "contextmenu", (event) => { if (event.target.tagName === "CANVAS") event.preventDefault(); }],
    [handle, "keydown", nudge], [handle, "keyup", (event) => { if (arrowOf(event)) moveStart(...panel.scene.start, true); }],
  ];
  for (const [target, ...listening] of listeners) target.addEventListener(...listening);
  const letGo = listenToPinch(host, panel, show);

  function press(event) {
    if (!panel.frame || tools.contains(event.target)) return;
    const onHandle = event.target === handle;
    const at = pointOf(event);
    const pans = !onHandle && (event.button > 0 || event.shiftKey);
    if (!pans && (!panel.scene.header.editable || (event.pointerType === "touch" && !onHandle) || !(onHandle || at.inside))) return;
    if (pans && event.pointerType === "touch") return;
    drag = { kind: pans ? "pan" : "start", id: event.pointerId, from: at, view: panel.frame.view, frame: panel.frame, moved: !onHandle };
    host.setPointerCapture(event.pointerId);
    host.classList.add(drag.kind === "pan" ? "panning" : "dragging");
    event.preventDefault();
    if (drag.kind === "start" && !onHandle) moveStart(at.x, at.y, false);
  }

  function move(event) {
    if (!panel.frame) return;
    const at = pointOf(event);
    if (drag?.id === event.pointerId) {
      drag.moved ||= Math.hypot(at.px - drag.from.px, at.py - drag.from.py) > 2;
      if (drag.kind === "pan") pan(at);
      else if (drag.moved) moveStart(at.x, at.y, false);
    }
    const points = event.pointerType !== "touch" || drag;
    events.hover(points && (at.inside || drag) && !tools.contains(event.target) ? at : null);
  }

  function release(event) {
    if (drag?.id !== event.pointerId) return;
    const { kind, moved } = drag;
    drag = null;
    host.classList.remove("panning", "dragging");
    if (kind === "start" && moved) moveStart(...panel.scene.start, true);
    if (event.pointerType === "touch") events.hover(null);
  }

  /** A finger that tapped without scrolling. */
  function tap(event) {
    if (event.pointerType !== "touch" || event.target.tagName !== "CANVAS" || !panel.scene?.header.editable) return;
    const at = pointOf(event);
    if (at.inside) moveStart(at.x, at.y, true);
  }

  function pan(at) {
    const [dx, dy] = [drag.frame.fromX(at.px) - drag.from.trueX, drag.frame.fromY(at.py) - drag.from.trueY];
    show([drag.view[0].map((x) => x - dx), drag.view[1].map((y) => y - dy)]);
  }

  function wheel(event) {
    if (!event.ctrlKey || !panel.frame) return;
    event.preventDefault();
    zoom(1.0035 ** Math.max(-120, Math.min(120, event.deltaY)), pointOf(event));
  }

  function zoom(factor, about) {
    const { view } = panel.frame;
    const centre = about ? [about.x, about.y] : view.map(([low, high]) => (low + high) / 2);
    const next = view.map(([low, high], i) => [centre[i] + (low - centre[i]) * factor, centre[i] + (high - centre[i]) * factor]);
    show(next);
  }

  /** Another part of the map, unless it would be too wide or too narrow to be drawn. */
  function show(view) {
    const [[left, right]] = panel.scene.surface.domain;
    const share = (view[0][1] - view[0][0]) / (right - left);
    if (share < WIDEST && share > 1e-6) events.setView(view);
  }

  function nudge(event) {
    const direction = arrowOf(event);
    if (!direction || !panel.scene.header.editable) return;
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? 0.05 : 0.005;
    const [x, y] = panel.scene.start.map((value, i) => value + direction[i] * size * (panel.frame.view[i][1] - panel.frame.view[i][0]));
    moveStart(...roundedPoint(panel.frame, x, y), false);
  }

  /** Where a pointer is: on the screen, and on the map (kept inside the view, rounded to what a pixel can tell). */
  function pointOf(event) {
    const [px, py] = pointOn(host, event), { frame } = panel;
    const [x, y] = roundedPoint(frame, frame.fromX(px), frame.fromY(py));
    return { px, py, x, y, trueX: frame.fromX(px), trueY: frame.fromY(py), inside: frame.contains(px, py) };
  }

  return {
    /** Puts the handle where the start is. */
    place(scene) {
      const { frame } = panel;
      const [px, py] = [frame.toX(scene.start[0]), frame.toY(scene.start[1])];
      handle.hidden = !frame.contains(px, py);
      handle.style.transform = `translate(${px}px, ${py}px)`;
      hint.place(scene, frame, px, py);
      const at = { x: formatNumber(scene.start[0]), y: formatNumber(scene.start[1]) };
      const words = unknownIn(scene) === "x"
        ? label(scene, "Start x {x}. Drag it, or move it with the arrow keys.", at)
        : label(scene, "Start point x {x}, y {y}. Drag it, or move it with the arrow keys.", at);
      setWhenNew(handle, "aria-label", words);
    },
    /** Names its buttons in the language of the scene. */
    translate(scene) {
      handle.disabled = !scene.header.editable;
      const names = [[zoomIn, label(scene, "Zoom in")], [zoomOut, label(scene, "Zoom out")], [home, label(scene, "Whole map")]];
      for (const [button, words] of names) {
        button.title = words;
        button.setAttribute("aria-label", words);
      }
      home.disabled = !scene.view;
    },
    destroy() {
      letGo();
      hint.destroy();
      for (const [target, ...listening] of listeners) target.removeEventListener(...listening);
    },
  };
}

function arrowOf(event) {
  return { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
}

/** A point with no more digits than a pixel can tell, so that links stay readable, and never outside the view. */
function roundedPoint(frame, x, y) {
  const spans = [frame.view[0].concat(frame.width), frame.view[1].concat(frame.height)];
  return [x, y].map((value, i) => {
    const [low, high, pixels] = spans[i];
    const digits = Math.max(0, Math.min(12, Math.ceil(-Math.log10((high - low) / pixels))));
    return Number(Math.max(low, Math.min(high, value)).toFixed(digits));
  });
}
