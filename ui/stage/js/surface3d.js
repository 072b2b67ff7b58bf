// The surface in three dimensions with the runs walking on it; turned by hand, drawn without WebGL.
import { drawBox } from "./boxaxes.js";
import { createCamera, holdCamera, viewOf } from "./camera.js";
import { drapePath, isSeen, projectPath } from "./drape.js";
import { addPiece } from "./furniture.js";
import { boxOf, heightAt, sampleHeights } from "./heightfield.js";
import { createLayers } from "./layers.js";
import { drawMarker, strokePath } from "./markers.js";
import { headRim, runColour, runHalo } from "./palette.js";
import { renderField } from "./raster.js";
import { colourScale, heightScale, surfaceRange } from "./scale.js";
import { label } from "./symbols.js";

/** While something moves: fewer cells and pixels; at rest: more of both, which also smooths the edges. */
const QUALITIES = { moving: { cells: 72, fineness: 1 }, resting: { cells: 180, fineness: 2 } };
const REST_AFTER = 160; // milliseconds without a change

/**
 * Puts the 3-D picture into `host`.
 * @param {HTMLElement} host
 * @param {{redraw: function()}} events
 */
export function createSurfacePanel(host, events) {
  const frame = addPiece(host, "div", "panel-frame surface-panel");
  const layers = createLayers(frame), camera = createCamera();
  layers.top.tabIndex = 0;
  layers.top.setAttribute("role", "img");
  const panel = {
    layers, camera, quality: "moving", ground: "", heights: null, fields: {}, field: null, view: null, picture: null,
    pathsKey: "", paths: [],
  };
  let rest = 0;
  const become = (quality) => {
    clearTimeout(rest);
    rest = 0;
    panel.quality = quality;
    events.redraw?.();
  };
  const letGo = holdCamera(layers.top, camera, () => become("moving"));

  /** Draws the ground if anything it shows has changed, and again, finer, when it has come to rest. */
  function keepGround(scene) {
    if (layers.width < 80 || layers.height < 80 || !scene.surface || panel.ground === groundKey(panel, scene)) return;
    layers.top.setAttribute("aria-label", label(scene, "The surface in three dimensions. The keys A, D, W and S turn it, plus and minus zoom."));
    drawGround(panel, scene);
    clearTimeout(rest);
    rest = panel.quality === "moving" ? setTimeout(become, REST_AFTER, "resting") : 0;
  }

  return {
    get pending() { return rest !== 0; },
    resize: () => layers.fit(),
    background(scene) {
      layers.fit();
      keepGround(scene);
    },
    overlay(scene) {
      keepGround(scene); // the camera may have turned
      if (panel.picture) drawWalkers(panel, scene);
    },
    destroy() {
      clearTimeout(rest);
      letGo();
      frame.remove();
    },
  };
}

/** The heights of the surface in force, sampled once per quality. */
function fieldOf(panel, scene) {
  if (panel.fields.version !== scene.surfaceVersion) {
    const [lowest, highest] = surfaceRange(scene.surface);
    panel.heights = { lowest, highest, scale: heightScale(scene.surface, lowest, highest), colours: colourScale(scene.surface, lowest, highest) };
    panel.fields = { version: scene.surfaceVersion };
    panel.quality = "moving";
  }
  const { scale, colours } = panel.heights, { cells } = QUALITIES[panel.quality];
  panel.fields[panel.quality] ??= sampleHeights(scene.surface, scale, colours, cells);
  return panel.fields[panel.quality];
}

/** The background: box, surface, and marks at the known minima. */
function drawGround(panel, scene) {
  const { layers, camera } = panel, ctx = layers.back, { dark } = scene.theme;
  const field = fieldOf(panel, scene);
  panel.field = field;
  panel.view = viewOf(camera, layers.width, layers.height);
  panel.picture = renderField(field, panel.view, layers.width, layers.height, QUALITIES[panel.quality].fineness, dark);
  panel.ground = groundKey(panel, scene);
  panel.pathsKey = "";
  layers.clear(ctx);
  drawBox(ctx, panel.view, scene, panel.heights);
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(bitmapOf(panel), 0, 0, layers.width, layers.height);
  drawMinima(ctx, panel, scene);
}

/** Everything the ground depends on. */
function groundKey({ quality, camera, layers }, { surfaceVersion, theme }) {
  const { width, height, density } = layers;
  return [surfaceVersion, quality, width, height, density, ...Object.values(camera), theme.text, theme.background].join();
}

function bitmapOf(panel) {
  const { image } = panel.picture, canvas = panel.bitmap ??= document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas;
}

function drawMinima(ctx, { view, field, picture }, { surface, theme }) {
  const [xOf, yOf] = boxOf(surface.domain);
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = theme.text;
  for (const [x, y] of surface.minima ?? []) {
    const z = heightAt(field, xOf(x), yOf(y));
    if (Number.isNaN(z)) continue;
    view.look(xOf(x), yOf(y), z);
    ctx.globalAlpha = isSeen(view, picture) ? 1 : 0.35;
    ctx.beginPath();
    ctx.ellipse(view.sx, view.sy, 6, 6 * Math.max(0.3, view.eye[2]), 0, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

/** The overlay: thin futures, strong pasts, heads; what the surface hides is faint. */
function drawWalkers(panel, scene) {
  const ctx = panel.layers.front, { dark } = scene.theme;
  panel.layers.clear(ctx);
  const walkers = pathsOf(panel, scene).map((path) => {
    const { record } = path.run, spot = path.firsts[Math.min(scene.at, record.last)];
    return { ...path, spot, end: path.firsts[record.last], colour: runColour(path.run, dark), strength: path.run.stale ? 0.35 : 1 };
  });
  for (const { run, seen, spot, end, colour, strength } of walkers) {
    ctx.globalAlpha = 0.45 * strength;
    strokePath(ctx, seen, spot, end, { colour, width: 1.3, dash: run.dash });
  }
  for (const { run, all, seen, spot, colour, strength } of walkers) {
    ctx.globalAlpha = 0.28 * strength;
    strokePath(ctx, all, 0, spot, { colour, width: 2, dash: run.dash });
    ctx.globalAlpha = strength;
    const width = run.id === scene.selected ? 3.6 : 2.6;
    strokePath(ctx, seen, 0, spot, { colour, width, dash: run.dash, halo: runHalo(dark), haloWidth: 1.2 });
  }
  for (const walker of walkers) drawHead3d(ctx, walker, dark);
  ctx.globalAlpha = 1;
}

/** The shown runs on the screen, kept until a run, the ground or the camera changes. */
function pathsOf(panel, scene) {
  const key = [scene.runsVersion, ...scene.runs.map((run) => +run.hidden)].join();
  if (key !== panel.pathsKey) {
    panel.pathsKey = key;
    panel.paths = scene.runs.filter((run) => !run.hidden && run.record).map((run) => {
      const draped = drapePath(run.record, scene.surface.domain, panel.field);
      return { run, firsts: draped.firsts, ...projectPath(draped, panel.view, panel.picture) };
    });
  }
  return panel.paths;
}

function drawHead3d(ctx, { run, all, seen, spot, colour, strength }, dark) {
  if (Number.isNaN(all[2 * spot + 1])) return; // it has left the picture
  ctx.globalAlpha = strength * (Number.isNaN(seen[2 * spot]) ? 0.45 : 1);
  ctx.fillStyle = colour;
  ctx.strokeStyle = headRim(dark);
  ctx.lineWidth = 2;
  drawMarker(ctx, run.marker, all[2 * spot], all[2 * spot + 1], 13);
}
