// How large the stage is: the map gets what the window has left, and on a projector everything grows.

const DRAWN_FOR = [1280, 720]; // the window in which letters and lines have the size they were drawn with
const LARGEST = 3;

/**
 * Tells the style sheet how many pixels of the window are not the map's: the page above the stage (`--above`) and the
 * player (`--player`), now and whenever that changes.
 * @param {HTMLElement} root
 * @param {HTMLElement} player
 * @returns {{pending: boolean, stop: () => void}} whether it is about to measure
 */
export function followPage(root, player) {
  const { scroller, content } = pageAround(root);
  let frame = 0;
  const measure = () => {
    frame = 0;
    const above = root.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    if (!document.fullscreenElement) root.style.setProperty("--above", `${Math.max(0, Math.round(above))}px`);
    root.style.setProperty("--player", `${player.offsetHeight}px`);
  };
  const changes = new ResizeObserver(() => { frame ||= requestAnimationFrame(measure); });
  changes.observe(content);
  changes.observe(player);
  measure();
  function stop() {
    changes.disconnect();
    cancelAnimationFrame(frame);
  }

  return { get pending() { return frame !== 0; }, stop };
}

/** What scrolls around an element, and the part of it that grows with what is written above. */
function pageAround(root) {
  const outer = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  let content = root;
  for (let scroller = outer(root); scroller; scroller = outer(scroller)) {
    if (/auto|scroll/.test(getComputedStyle(scroller).overflowY)) return { scroller, content };
    content = scroller;
  }
  return { scroller: document.documentElement, content };
}

/**
 * Enlarges the stage when it fills the screen, so that the last row can read it (`--size`).
 * @param {HTMLElement} root
 * @returns {() => void} stop
 */
export function growOnFullScreen(root) {
  const grow = () => {
    const whole = root.getRootNode().fullscreenElement === root;
    const size = whole ? sizeOnScreen(innerWidth, innerHeight) : 1;
    root.style.zoom = size;
    root.style.setProperty("--size", size);
  };
  document.addEventListener("fullscreenchange", grow);
  addEventListener("resize", grow);
  return () => {
    document.removeEventListener("fullscreenchange", grow);
    removeEventListener("resize", grow);
  };
}

/** How much larger than drawn, on a screen of so many pixels; never smaller. */
export function sizeOnScreen(width, height) {
  const [wide, high] = DRAWN_FOR;
  return Math.max(1, Math.min(LARGEST, width / wide, height / high));
}
