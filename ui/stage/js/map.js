// The map: ground and axes drawn rarely, runs drawn every frame, the start in the hand.
import { drawAxes, drawKnownPoints, mapFrame, plotWithin, squareView } from "./axes.js";
import { NO_ROOT, OTHER_ROOT } from "./basins.js";
import { complexWords } from "./complexnumber.js";
import { unknownIn } from "./equation.js";
import { createGeometryMenu } from "./geometrymenu.js";
import { mapGestures } from "./gestures.js";
import { domNode } from "./icons.js";
import { createBasinGround, createContourGround } from "./grounds.js";
import { createLayers } from "./layers.js";
import { drawConstraints } from "./feasible.js";
import { constraintNames, constraintsIn } from "./kkt.js";
import { drawGeometry, firstGeometry } from "./overlays.js";
import { stepOf } from "./pace.js";
import { drawHeads, drawPaths, screenPath } from "./paths.js";
import { formatNumber } from "./scale.js";
import { label } from "./symbols.js";

/**
 * The map panel.
 * @param {HTMLElement} host
 * @param {{moveStart: Function, hover: Function, setView: Function, readOut: Function}} events
 */
export function createMapPanel(host, events) {
  const layers = createLayers(host);
  layers.root.classList.add("map-plane");
  layers.top.setAttribute("role", "img");
  const panel = {
    frame: null,
    scene: null,
    labels: [],
    /** The names of constraints, where they were written. */
    edges: [],
    ground: layers.back.canvas,
    front: layers.top,
    /** Further drawings between the paths and the heads: functions (ctx, frame, scene) => void. */
    layers: [],
    /** The geometry of the step as it was drawn last. */
    drawn: {},
    resize,
    background,
    overlay,
    /** Of a complex equation: which root a start leads to, and after how many steps. */
    fate: (x, y) => ground?.fate?.(x, y),
    get pending() { return Boolean(ground?.pending); },
    destroy() { ground?.destroy(); gestures.destroy(); geometry.destroy(); host.replaceChildren(); },
  };
  const gestures = mapGestures(layers.root, panel, { ...events, hover: showReadout });
  const tools = layers.root.querySelector(".map-tools");
  const geometry = createGeometryMenu(tools, () => panel.scene, () => events.redraw());
  const readout = layers.root.appendChild(document.createElement("output"));
  readout.className = "map-readout";
  readout.hidden = true;
  let ground = null;
  let basins = false; // whether that is the ground

  function resize() {
    if (layers.fit()) panel.frame = null;
  }

  function background(scene) {
    panel.scene = scene;
    scene.geometry ??= firstGeometry(scene);
    layers.fit();
    if (layers.width < 80 || layers.height < 80) return;
    const plot = plotWithin(layers.width, layers.height);
    panel.frame = mapFrame(scene.view ?? (constraintsIn(scene) || unknownIn(scene) ? squareView(scene.surface.domain, plot) : scene.surface.domain), plot);
    const ctx = layers.back;
    layers.clear(ctx);
    groundOf(scene).draw(ctx, panel.frame, scene);
    panel.edges = constraintsIn(scene) ? drawConstraints(ctx, panel.frame, scene) : [];
    drawKnownPoints(ctx, panel.frame, scene.surface, scene.theme);
    drawAxes(ctx, panel.frame, scene.theme, unknownIn(scene) ? ["Re z", "Im z"] : ["x", "y"]);
    ground.legend(ctx, scene, layers.width - tools.offsetWidth - 22, 17);
    gestures.translate(scene);
    geometry.show();
    layers.top.setAttribute("aria-label", ground.title(scene));
  }

  function groundOf(scene) {
    if (ground && basins === Boolean(unknownIn(scene))) return ground;
    ground?.destroy();
    basins = Boolean(unknownIn(scene));
    ground = basins ? createBasinGround(() => events.redraw()) : createContourGround();
    return ground;
  }

  function overlay(scene) {
    panel.scene = scene;
    const { frame } = panel;
    if (!frame) return;
    if (ground.behind(frame, scene)) background(scene);
    const ctx = layers.front;
    layers.clear(ctx);
    ctx.save();
    ctx.beginPath();
    ctx.rect(frame.left, frame.top, frame.width, frame.height);
    ctx.clip();
    drawPaths(ctx, frame, scene);
    panel.drawn = drawGeometry(ctx, frame, scene);
    for (const layer of panel.layers) layer(ctx, frame, scene);
    ctx.restore();
    panel.labels = drawHeads(ctx, frame, scene);
    gestures.place(scene);
  }

  /** What the surface says where the pointer is, and which step of which run lies there. */
  function showReadout(point) {
    readout.hidden = !point;
    if (!point) return events.hover(null);
    const info = events.readOut(point.x, point.y);
    const near = nearestStep(panel.scene, panel.frame, point.px, point.py);
    const digits = layers.width < 480 ? 3 : 4;
    const numbers = unknownIn(panel.scene)
      ? [["Re z", info.x], ["Im z", info.y], ["|f|", info.f]]
      : [["x", info.x], ["y", info.y], ["f", info.f], ["|∇f|", info.slope]];
    if (constraintsIn(panel.scene)) {
      const c = panel.scene.surface.constraints(point.x, point.y);
      constraintNames(panel.scene).forEach(({ name }, i) => numbers.push([name, c[i]]));
    }
    readout.replaceChildren(...numbers.map(([name, value]) => domNode("span", {}, `${name} ${formatNumber(value, digits)}`)));
    if (basins) readout.append(domNode("span", {}, fateWords(panel.scene, panel.fate(point.x, point.y))));
    if (near) readout.append(domNode("b", {}, label(panel.scene, "{run}, step {step}", near)));
    events.hover({ ...info, near });
  }

  return panel;
}

/** Where a start leads, in words. */
function fateWords(scene, fate) {
  if (!fate) return "";
  if (fate.root === NO_ROOT) return label(scene, "→ no root");
  if (fate.root === OTHER_ROOT) return label(scene, "→ another root");
  const [x, y] = scene.surface.minima[fate.root];
  return `→ ${complexWords(x, y)}`;
}

/** The step drawn nearest to a point of the screen, if one is within reach. */
function nearestStep(scene, frame, px, py) {
  let best = null;
  let reach = 12 ** 2;
  for (const run of scene.runs) {
    if (run.hidden) continue;
    const { points, ends } = screenPath(run.record, frame);
    for (let k = 1; k <= Math.min(scene.at, run.record.last); k += 1) {
      const distance = (points[2 * ends[k]] - px) ** 2 + (points[2 * ends[k] + 1] - py) ** 2;
      if (distance < reach) [best, reach] = [{ run: run.caption, step: stepOf(run.record, k), id: run.id }, distance];
    }
  }
  return best;
}
