// The first hint: whoever has never moved a start is told, beside it, that it can be moved.
import { domNode, setTextWhenNew } from "./icons.js";
import { label } from "./symbols.js";

const BECKONS = 6000; // milliseconds that the ring around the start pulses
const MOVED = "descent-lab.moved"; // the browser remembers; the server is not told

/**
 * Words beside the start, until the stage is touched; they never come back to somebody who has moved a start.
 * @param {HTMLElement} host the map
 * @returns {{place: (scene: object, frame: object, px: number, py: number) => void, moved: () => void, destroy: () => void}}
 */
export function createHint(host) {
  const words = domNode("span", { class: "map-hint", "aria-hidden": "true", hidden: true }); // the handle says it to screen readers
  let known = hasMoved();
  let wanted = !known;
  let calming = 0;
  host.append(words);
  document.addEventListener("pointerdown", vanish, true);
  document.addEventListener("keydown", vanish, true);

  function vanish() {
    wanted = false;
    words.hidden = true;
    calm();
    document.removeEventListener("pointerdown", vanish, true);
    document.removeEventListener("keydown", vanish, true);
  }

  function beckon() {
    host.classList.add("is-beckoning");
    calming ||= setTimeout(calm, BECKONS);
  }

  function calm() {
    clearTimeout(calming);
    host.classList.remove("is-beckoning");
  }

  return {
    place(scene, frame, px, py) {
      const { editable, letter = "A" } = scene.header;
      words.hidden = !wanted || !editable || letter !== "A" || !frame.contains(px, py); // of several stages one says it
      if (words.hidden) return;
      if (!calming) beckon();
      setTextWhenNew(words, label(scene, "Drag the start"));
      const half = words.offsetWidth / 2 + 4;
      const left = Math.max(frame.left + half, Math.min(frame.right - half, px)) - words.offsetWidth / 2;
      words.style.transform = `translate(${left}px, ${py + (py - frame.top > 56 ? -52 : 24)}px)`; // above the ring, else below
    },
    moved() {
      if (known) return;
      known = true;
      vanish();
      try {
        localStorage.setItem(MOVED, "yes");
      } catch {
        // A browser that keeps nothing shows the hint again next time.
      }
    },
    destroy: vanish,
  };
}

function hasMoved() {
  try {
    return localStorage.getItem(MOVED) !== null;
  } catch {
    return false;
  }
}
