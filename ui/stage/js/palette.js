// Colours: a calm ramp for the ground, strong colours for the runs that walk on it.

/** Ends of the ramp in OKLab (lightness, green-red, blue-yellow); a straight line there is perceptually uniform. */
const RAMPS = {
  light: [[0.785, -0.035, -0.07], [0.88, -0.033, -0.015], [0.975, -0.004, 0.035]],
  dark: [[0.19, -0.005, -0.055], [0.31, -0.025, -0.045], [0.43, -0.045, -0.02]],
};

/** Lightness beyond which a run would drown in the ramp: it is drawn back to here, but for a quarter of the excess. */
const RUN_LIGHTNESS = { light: 0.55, dark: 0.8 };

const rampTables = { light: null, dark: null };
const runColours = new Map();

/**
 * Ground colour of a scaled value.
 * @param {number} u 0 (lowest) .. 1 (highest); NaN gives a neutral grey
 * @param {boolean} dark
 * @returns {number[]} [r, g, b], 0..255; shared, do not change it
 */
export function fillColour(u, dark) {
  const name = dark ? "dark" : "light";
  const table = rampTables[name] ??= rampTable(RAMPS[name]);
  return u >= 0 ? table[Math.min(1023, u * 1024 | 0)] : u < 0 ? table[0] : dark ? [40, 40, 42] : [232, 232, 232];
}

function rampTable(anchors) {
  return Array.from({ length: 1024 }, (_, i) => {
    const t = i / 1023 * (anchors.length - 1), k = Math.min(anchors.length - 2, Math.floor(t));
    return rgbOfOklab(anchors[k].map((a, c) => a + (t - k) * (anchors[k + 1][c] - a)));
  });
}

/**
 * Line colour of a run, made darker (or lighter) only when it would drown in the ground.
 * @param {{colour: string}} run colour as #rrggbb
 * @returns {string} css colour
 */
export function runColour(run, dark) {
  const key = run.colour + dark;
  if (!runColours.has(key)) runColours.set(key, legibleColour(run.colour, dark));
  return runColours.get(key);
}

/** What surrounds the line of a run, so that it stands clear of the ground. */
export function runHalo(dark) {
  return dark ? "rgba(10,12,18,0.75)" : "rgba(255,255,255,0.8)";
}

/** The rim of a run's head. */
export function headRim(dark) {
  return dark ? "#ffffff" : "#14171f";
}

function legibleColour(hex, dark) {
  const rgb = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [lightness, a, b] = oklabOfRgb(rgb);
  const knee = dark ? RUN_LIGHTNESS.dark : RUN_LIGHTNESS.light;
  const drowns = dark ? lightness < knee : lightness > knee;
  const wanted = knee + 0.25 * (lightness - knee);
  return !drowns ? hex : `rgb(${rgbOfOklab([wanted, a, b]).join(",")})`;
}

// OKLab and its matrices: Björn Ottosson, "A perceptual color space for image processing" (2020).

function oklabOfRgb(rgb) {
  const [r, g, b] = rgb.map((c) => c <= 10.31475 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
  ];
}

function rgbOfOklab([lightness, a, b]) {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
  ].map((c) => {
    const clipped = Math.min(1, Math.max(0, c));
    return Math.round(255 * (clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055));
  });
}
