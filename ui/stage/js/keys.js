// The keyboard and the presenter's clicker: what each key means for the stage that is being watched.

const TYPING_ROLES = new Set(("slider spinbutton textbox searchbox combobox listbox option tab radio menu menuitem menuitemradio "
  + "grid gridcell dialog tree treeitem").split(" "));

/**
 * Listens on the whole page, so that keys work wherever the focus is, unless something there needs them itself.
 * @param {HTMLElement} root the stage
 * @param {{step: Function, seek: Function, toggle: Function, undo: Function, redo: Function}} actions
 * @returns {() => void} stop listening
 */
export function listenToKeys(root, actions) {
  const watch = () => { listenToKeys.watched = root; };
  const press = () => { watch(); leaveOtherFields(root); };
  const onKey = (event) => {
    if (!isWatched(root) || event.defaultPrevented || event.altKey) return;
    const action = actionOf(event, event.composedPath(), actions);
    if (!action) return;
    event.preventDefault();
    action();
  };
  root.addEventListener("pointerdown", press);
  root.addEventListener("focusin", watch);
  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
    if (listenToKeys.watched === root) listenToKeys.watched = null;
  };
}

/** Whoever touches the stage has done with the field of the page that still has the focus. */
function leaveOtherFields(root) {
  const field = document.activeElement;
  if (field?.matches("input, textarea") && !root.contains(field)) field.blur();
}

/** The stage last touched, as long as it is in sight; else the first one that is. */
function isWatched(root) {
  const { watched } = listenToKeys;
  if (watched !== root && watched?.isConnected && inSight(watched)) return false;
  if (!inSight(root)) return false;
  listenToKeys.watched = root;
  return true;
}

/** Whether a good part of the stage, or of the window, is seen of it. */
function inSight(root) {
  const { top, bottom, height } = root.getBoundingClientRect();
  const seen = Math.min(innerHeight, bottom) - Math.max(0, top);
  return seen > 0 && seen >= 0.4 * Math.min(height, innerHeight);
}

function actionOf(event, path, actions) {
  const [target] = path;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey) {
    if (path.some(takesText)) return null; // a text field undoes its own letters
    if (key === "z") return event.shiftKey ? actions.redo : actions.undo;
    return key === "y" ? actions.redo : null;
  }
  if (!hasNoUseFor(target, key) && path.some(needsKeys)) return null;
  if (key === " ") return target.matches?.("button, summary, a[href], [type=checkbox]") ? null : actions.toggle;
  const far = event.shiftKey ? 10 : 1;
  return {
    ArrowLeft: () => actions.step(-far), ArrowRight: () => actions.step(far),
    PageUp: () => actions.step(-1), PageDown: () => actions.step(1),
    Home: () => actions.seek(0), End: () => actions.seek(Infinity),
  }[key] ?? null;
}

/** A slider lets go of the space bar, a box to tick of all other keys; and the scrubber is the clock itself. */
function hasNoUseFor(target, key) {
  if (!(target instanceof Element)) return false;
  return target.matches(key === " " ? "input[type=range], [role=slider]" : "input[type=checkbox]") || target.classList.contains("scrubber");
}

/** Whether an element uses letters and arrows for itself. */
function needsKeys(element) {
  if (!(element instanceof Element)) return false;
  return element.matches("input, select, textarea, [contenteditable]:not([contenteditable=false]), iframe, video")
    || TYPING_ROLES.has(element.getAttribute("role"));
}

/** Whether an element is written in. */
function takesText(element) {
  return element instanceof Element
    && element.matches("input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]:not([contenteditable=false])");
}
