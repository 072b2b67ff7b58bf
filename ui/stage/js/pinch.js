// Two fingers hold the map by two of its points: apart they zoom, together they move it. One finger scrolls the page.
import { pointOn } from "./pointer.js";

/**
 * Listens on the map until it is told to stop.
 * @param {HTMLElement} host
 * @param {{frame: object}} panel
 * @param {(view: [[number, number], [number, number]]) => void} setView
 * @returns {() => void} stop listening
 */
export function listenToPinch(host, panel, setView) {
  let grip = null; // the frame that was taken hold of, and where

  function begin(event) {
    const fingers = fingersOn(host, event);
    grip = fingers.length === 2 && panel.frame && !host.classList.contains("dragging") ? { frame: panel.frame, ...hold(fingers) } : null;
    if (grip) event.preventDefault(); // else the page itself would zoom or scroll
  }

  function move(event) {
    if (!grip) return;
    event.preventDefault();
    setView(viewBetween(grip, hold(fingersOn(host, event))));
  }

  const listeners = [["touchstart", begin], ["touchmove", move], ["touchend", begin], ["touchcancel", begin]];
  for (const [name, listener] of listeners) host.addEventListener(name, listener, { passive: false });
  return () => {
    for (const [name, listener] of listeners) host.removeEventListener(name, listener);
  };
}

/** Where the fingers are, in css pixels of the map. */
function fingersOn(host, event) {
  return [...event.touches].filter(({ target }) => host.contains(target)).map((touch) => pointOn(host, touch));
}

function hold([[ax, ay], [bx, by]]) {
  return { px: (ax + bx) / 2, py: (ay + by) / 2, apart: Math.max(1, Math.hypot(bx - ax, by - ay)) };
}

/** The view in which the held point has moved with the middle of the fingers, and the scale with their distance. */
function viewBetween({ frame, px, py, apart }, now) {
  const [width, height] = frame.view.map(([low, high]) => ((high - low) * apart) / now.apart);
  const left = frame.fromX(px) - (width * (now.px - frame.left)) / frame.width;
  const top = frame.fromY(py) + (height * (now.py - frame.top)) / frame.height;
  return [[left, left + width], [top - height, top]];
}
