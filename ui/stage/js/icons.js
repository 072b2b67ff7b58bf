// Icons as line drawings on a 20 × 20 grid: they take the colour of the text and look the same on every system.

const ICON_LINES = {
  eye: "M1.8 10s3-5.5 8.2-5.5 8.2 5.5 8.2 5.5-3 5.5-8.2 5.5S1.8 10 1.8 10zM10 12.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z",
  eyeOff: "M4.2 6.2C2.6 7.6 1.8 10 1.8 10s3 5.5 8.2 5.5c1.3 0 2.4-.3 3.4-.8M8 4.8c.6-.2 1.3-.3 2-.3 5.2 0 8.2 5.5 8.2 5.5s-.7 1.3-2 2.7M3 3l14 14",
  copy: "M7.5 7.5h8.5v8.5h-8.5zM4 12.5v-8.5h8.5",
  reset: "M4.2 7.8a6.3 6.3 0 1 1-.4 3.4M4 3.8v4.2h4.2",
  remove: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  more: "M7.5 5l5 5-5 5",
  surface: "M2 10c0-3.9 3.6-6.5 8-6.5s8 2.6 8 6.5-3.6 6.5-8 6.5-8-2.6-8-6.5zM6 10.2c0-1.9 1.7-3.2 4-3.2s4 1.3 4 3.2-1.7 3.2-4 3.2-4-1.3-4-3.2z",
  play: "M6 3.5l10 6.5-10 6.5z",
  pause: "M6.5 4v12M13.5 4v12",
  stepBack: "M13 4.5l-7 5.5 7 5.5z",
  stepForward: "M7 4.5l7 5.5-7 5.5z",
  first: "M15 4.5l-7 5.5 7 5.5zM5 4.5v11",
  last: "M5 4.5l7 5.5-7 5.5zM15 4.5v11",
  undo: "M4.5 8.5h7.5a4 4 0 0 1 0 8h-3M8 4.5l-4 4 4 4",
  redo: "M15.5 8.5h-7.5a4 4 0 0 0 0 8h3M12 4.5l4 4-4 4",
  save: "M10 3v9.5M6 8.8l4 4 4-4M3.5 16.5h13",
  add: "M10 4.5v11M4.5 10h11",
  less: "M4.5 10h11",
  whole: "M3.5 9.5l6.5-6 6.5 6M5.5 8.5v8h9v-8",
  link: "M8.4 11.6a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1.1 1.1M11.6 8.4a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1.1-1.1",
  share: "M10 12.5v-9.5M6.3 6.2l3.7-3.7 3.7 3.7M5.5 9h-2v8.5h13v-8.5h-2",
  done: "M4 10.5l4 4 8-9",
  geometry: "M4 16l8-8M7.6 7.6h4.8v4.8M2.8 10.6c-.4-4.6 3.6-8 8.2-7.4 4 .5 6.6 3.8 6.2 7.6",
  fullScreen: "M3.5 7.5v-4h4M12.5 3.5h4v4M16.5 12.5v4h-4M7.5 16.5h-4v-4",
};

/**
 * One icon, hidden from screen readers: the button around it carries the words.
 * @param {keyof typeof ICON_LINES} name
 * @returns {SVGElement}
 */
export function iconNode(name) {
  const space = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(space, "svg");
  icon.setAttribute("viewBox", "0 0 20 20");
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", ICON_LINES[name]);
  icon.append(line);
  return icon;
}

/**
 * A button that shows an icon and says its words to a pointer and to a screen reader.
 * @param {keyof typeof ICON_LINES} name
 * @param {string} words
 * @param {() => void} press
 * @returns {HTMLButtonElement}
 */
export function iconButton(name, words, press) {
  const button = domNode("button", { type: "button", class: "icon-button", title: words, "aria-label": words }, iconNode(name));
  button.addEventListener("click", press);
  return button;
}

/**
 * An element with attributes and children; an attribute that is null, undefined or false is left out.
 * @param {string} tag
 * @param {Object<string, string|number|boolean|null|undefined>} [attributes]
 * @param {...(Node|string|null)} children
 * @returns {HTMLElement}
 */
export function domNode(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** Write an attribute or remove it, only when that changes something. */
export function setWhenNew(node, name, value) {
  const wanted = value === null || value === false ? null : value === true ? "" : String(value);
  if (node.getAttribute(name) === wanted) return;
  if (wanted === null) node.removeAttribute(name);
  else node.setAttribute(name, wanted);
}

/** Write the text of a node only when it differs, so that a still picture costs no layout. */
export function setTextWhenNew(node, words) {
  if (node.textContent !== words) node.textContent = words;
}
