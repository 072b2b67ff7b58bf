// The surface in three dimensions with the runs walking on it; turned by hand, drawn without WebGL.
import { drawBox } from "./boxaxes.js";
import { createCamera, goHome, holdCamera, turnCamera, viewOf } from "./camera.js";
import { drapePath, isSeen, projectPath } from "./drape.js";
import { addPiece } from "./furniture.js";
import { boxOf, heightAt, sampleHeights } from "./heightfield.js";
import { createLayers } from "./layers.js";
import { drawMarker, strokePath } from "./markers.js";
import { runColour } from "./palette.js";
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
  const panel = { layers, camera, quality: "moving", fields: {}, picture: null, view: null, ground: "", paths: [], pathsKey: "", timer: 0, dirty: true };
  const changed = () => {
    panel.quality = "moving";
    panel.dirty = true;
    events.redraw?.();
  };
  const refine = () => {
    panel.quality = "resting";
    panel.dirty = true;
    events.redraw?.();
  };
  const letGo = holdCamera(layers.top, camera, changed);

  return {
    resize() {
      if (layers.fit()) panel.dirty = true;
    },
    background(scene) {
      panel.dirty = false;
      layers.fit();
      if (layers.width < 80 || layers.height < 80 || !scene.surface) return;
      layers.top.setAttribute("aria-label", label(scene, "The surface in three dimensions; keys A D W S turn it, plus and minus zoom"));
      drawGround(panel, scene);
      clearTimeout(panel.timer);
      if (panel.quality === "moving") panel.timer = setTimeout(refine, REST_AFTER);
    },
    overlay(scene) {
      if (panel.dirty || panel.ground !== groundKey(panel, scene)) this.background(scene);
      if (panel.picture) drawWalkers(panel, scene);
    },
    destroy() {
      clearTimeout(panel.timer);
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

function groundKey({ quality }, scene) {
  return `${scene.surfaceVersion} ${quality} ${scene.theme.dark} ${scene.theme.background}`;
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

/** The overlay: thin future, strong past, heads; what the surface hides is faint. */
function drawWalkers(panel, scene) {
  const ctx = panel.layers.front, { theme } = scene;
  panel.layers.clear(ctx);
  const paths = pathsOf(panel, scene);
  for (const { run, firsts, all, seen } of paths) {
    const at = firsts[Math.min(scene.at, run.record.last)], end = firsts[run.record.last];
    const colour = runColour(run, theme.dark), { dash } = run;
    ctx.globalAlpha = 0.5;
    strokePath(ctx, seen, at, end, { colour, width: 1.2, dash });
    ctx.globalAlpha = 0.28;
    strokePath(ctx, all, 0, at, { colour, width: 2, dash });
    ctx.globalAlpha = 1;
    strokePath(ctx, seen, 0, at, { colour, width: 2.6, dash, halo: haloColour(theme) });
  }
  for (const path of paths) drawHead3d(ctx, path, scene);
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

function drawHead3d(ctx, { run, firsts, all, seen }, { at, theme }) {
  const spot = firsts[Math.min(at, run.record.last)];
  if (Number.isNaN(all[2 * spot + 1])) return;
  ctx.globalAlpha = Number.isNaN(seen[2 * spot]) ? 0.45 : 1;
  ctx.fillStyle = runColour(run, theme.dark);
  ctx.strokeStyle = theme.dark ? "#101318" : "#ffffff";
  ctx.lineWidth = 3;
  drawMarker(ctx, run.marker, all[2 * spot], all[2 * spot + 1], 12);
  ctx.globalAlpha = 1;
}

function haloColour(theme) {
  return theme.dark ? "rgba(10, 14, 20, 0.6)" : "rgba(255, 255, 255, 0.75)";
}
