// The page's colours and letters, read from the variables Streamlit hands into the component.

/**
 * @typedef {{dark: boolean, text: string, muted: string, background: string, panel: string, grid: string,
 *            accent: string, font: string}} Theme
 */

/**
 * What the stage should look like now, from the `--st-*` variables (or plain defaults in a saved file).
 * @param {Element} element any element inside the component
 * @returns {Theme}
 */
export function readTheme(element) {
  const style = getComputedStyle(element);
  const variable = (name) => knownValue(style.getPropertyValue(`--st-${name}`));
  const night = matchMedia("(prefers-color-scheme: dark)").matches;
  const background = variable("background-color") ?? (night ? "#0e1117" : "#ffffff");
  const dark = lightness(background) < 0.5;
  const text = variable("text-color") ?? (dark ? "#f2f4f8" : "#262b38");
  return {
    dark,
    text,
    background,
    muted: blend(text, background, 0.36),
    panel: variable("secondary-background-color") ?? (dark ? "#1a1f2b" : "#f4f6fa"),
    grid: blend(text, background, 0.86),
    accent: variable("primary-color") ?? (dark ? "#6ea8fe" : "#2f6fde"),
    font: variable("font") ?? "system-ui, sans-serif",
  };
}

/**
 * Hands the theme to the style sheet: every rule in stage.css speaks of these variables only.
 * @param {HTMLElement} root
 * @param {Theme} theme
 */
export function applyTheme(root, theme) {
  for (const name of ["text", "muted", "background", "panel", "grid", "accent", "font"]) {
    root.style.setProperty(`--${name}`, theme[name]);
  }
  root.style.colorScheme = theme.dark ? "dark" : "light";
  root.dataset.theme = theme.dark ? "dark" : "light";
}

/**
 * One colour moved towards another: 0 keeps the first, 1 gives the second.
 * @param {string} from
 * @param {string} to
 * @param {number} share
 */
export function blend(from, to, share) {
  const [a, b] = [colourParts(from), colourParts(to)];
  return `rgb(${a.map((part, i) => Math.round(part + (b[i] - part) * share)).join(",")})`;
}

/** @returns {[number, number, number]} red, green, blue from 0 to 255, whatever way the colour is written */
export function colourParts(colour) {
  const pen = colourPen();
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

function colourPen() {
  colourPen.pen ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  return colourPen.pen;
}

function lightness(colour) {
  const [red, green, blue] = colourParts(colour);
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

function knownValue(text) {
  const value = text.trim();
  return value && value !== "unset" ? value : undefined;
}
