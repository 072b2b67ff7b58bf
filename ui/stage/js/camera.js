// The camera of the 3-D picture: where it stands, what it sees, and how a hand turns it.

/** Height of the box whose floor is the square from −1 to 1. */
export const BOX_HEIGHT = 1.1;

const HOME_VIEW = { azimuth: -65 * Math.PI / 180, elevation: 34 * Math.PI / 180, zoom: 1 };
const EYE_DISTANCE = 7; // in half widths of the box: a mild perspective
const DEGREE = Math.PI / 180;

export function createCamera() {
  return { ...HOME_VIEW };
}

/** Turns the camera by two angles; it stays above the ground and never stands on its head. */
export function turnCamera(camera, around, up) {
  camera.azimuth += around;
  camera.elevation = Math.min(88 * DEGREE, Math.max(6 * DEGREE, camera.elevation + up));
}

/**
 * The view of a camera on a picture of this size. `look(x, y, z)` leaves the screen position in `sx`, `sy`
 * (css pixels) and the nearness in `depth`; the box is −1..1 in x and y, and 0..BOX_HEIGHT in z.
 */
export function viewOf(camera, width, height) {
  const { azimuth, elevation, zoom } = camera;
  const ca = Math.cos(azimuth), sa = Math.sin(azimuth), ce = Math.cos(elevation), se = Math.sin(elevation);
  const tall = 2 * Math.SQRT2 * se + BOX_HEIGHT * ce;
  const scale = zoom * Math.min((width - 70) / (2.2 * Math.SQRT2), (height - 46) / tall);
  const cx = width / 2 + 6, cy = height / 2 - 14;
  return {
    eye: [ce * ca, ce * sa, se], right: [-sa, ca, 0], up: [-se * ca, -se * sa, ce],
    sx: 0, sy: 0, depth: 0,
    look(x, y, z) {
      const h = z - BOX_HEIGHT / 2, along = ca * x + sa * y;
      this.depth = ce * along + se * h;
      const size = scale * EYE_DISTANCE / (EYE_DISTANCE - this.depth);
      this.sx = cx + size * (ca * y - sa * x);
      this.sy = cy - size * (ce * h - se * along);
    },
  };
}

/**
 * Turns and zooms by hand: drag (touch turns sideways only, so that the page still scrolls), Ctrl + wheel,
 * double click for home, and the keys A D W S + − while the picture has the focus.
 * @param {HTMLCanvasElement} canvas
 * @param {object} camera
 * @param {function()} changed
 * @returns {function()} stops listening
 */
export function holdCamera(canvas, camera, changed) {
  const listening = new AbortController(), options = { signal: listening.signal };
  let grip = null;
  const on = (kind, act, more) => canvas.addEventListener(kind, act, { ...options, ...more });
  on("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    grip = { x: event.clientX, y: event.clientY };
  });
  on("pointermove", (event) => {
    if (!grip) return;
    const across = event.clientX - grip.x, down = event.pointerType === "touch" ? 0 : event.clientY - grip.y;
    grip = { x: event.clientX, y: event.clientY };
    turnCamera(camera, -across * 0.5 * DEGREE, down * 0.4 * DEGREE);
    changed();
  });
  for (const kind of ["pointerup", "pointercancel"]) on(kind, () => { grip = null; });
  on("dblclick", () => goHome(camera, changed));
  on("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoomCamera(camera, Math.exp(-event.deltaY * 0.002));
    changed();
  }, { passive: false });
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !turnByKey(camera, event.key.toLowerCase())) return;
    event.stopPropagation();
    changed();
  });
  return () => listening.abort();
}

export function goHome(camera, changed) {
  Object.assign(camera, HOME_VIEW);
  changed();
}

function zoomCamera(camera, factor) {
  camera.zoom = Math.min(4, Math.max(0.6, camera.zoom * factor));
}

function turnByKey(camera, key) {
  const turn = { a: [5, 0], d: [-5, 0], w: [0, 4], s: [0, -4] }[key];
  if (turn) turnCamera(camera, turn[0] * DEGREE, turn[1] * DEGREE);
  else if (key === "+" || key === "=") zoomCamera(camera, 1.15);
  else if (key === "-") zoomCamera(camera, 1 / 1.15);
  else return false;
  return true;
}
