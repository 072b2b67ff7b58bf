// Colours of basins: one for each root, paler or darker the longer the way; and dark where no root is reached.
import { NO_ROOT, OTHER_ROOT } from "./basins.js";

const HUES = [[0, 114, 178], [230, 159, 0], [0, 158, 115], [204, 121, 167], [86, 180, 233], [213, 94, 0], [240, 228, 66], [122, 122, 122]]; // Okabe & Ito
const NEUTRAL = [122, 122, 122]; // a root that has no mark in the picture
const ROOTLESS = { light: [58, 60, 68], dark: [6, 7, 10] };
const PAPER = { light: [255, 255, 255], dark: [14, 17, 23] };
const CALM = { light: 0.52, dark: 0.5 }; // how much paper is in a colour: the runs on it are stronger
const LONG = 24; // steps after which a colour is as deep as it gets
const DEEPEST = { light: 0.42, dark: 0.62 };

/** The colour of a start that leads to this root after so many steps, 0..255. */
export function basinColour(root, steps, dark) {
  const theme = dark ? "dark" : "light";
  if (root === NO_ROOT) return ROOTLESS[theme];
  const shade = DEEPEST[theme] * Math.min(1, steps / LONG);
  return (root === OTHER_ROOT ? NEUTRAL : HUES[root % HUES.length]).map((part, c) => {
    const calm = part + CALM[theme] * (PAPER[theme][c] - part);
    return calm + shade * (ROOTLESS[theme][c] - calm);
  });
}

/** The map of fates as a picture of the same size. */
export function basinImage({ roots, steps, width, height }, dark) {
  const image = new ImageData(width, height), pixels = image.data;
  const colours = new Map();
  for (let at = 0; at < roots.length; at += 1) {
    const key = roots[at] * 256 + steps[at];
    if (!colours.has(key)) colours.set(key, basinColour(roots[at], steps[at], dark));
    const [r, g, b] = colours.get(key);
    pixels[4 * at] = r;
    pixels[4 * at + 1] = g;
    pixels[4 * at + 2] = b;
    pixels[4 * at + 3] = 255;
  }
  return image;
}
