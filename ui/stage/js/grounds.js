// What lies under the runs on the map: contours of f, or for a complex equation the basins of its roots.
import { basinImage } from "./basinpaint.js";
import { createBasins } from "./basins.js";
import { bandImage, contourLines, drawLegend, heightGrid, levelsInSight } from "./contours.js";
import { constraintsIn } from "./kkt.js";
import { label } from "./symbols.js";

const STRIP = 11; // css pixels: the height of basins on an axis

/** Contours; the grid of heights is kept until the surface, the view or the size changes: a new theme only paints it anew. */
export function createContourGround() {
  let drawn = {};

  function follow(frame, scene) {
    const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
    const version = constraintsIn(scene) ? scene.surface.program : scene.surfaceVersion; // f does not depend on a constraint's level
    const key = JSON.stringify([version, frame.view, width, height]);
    if (drawn.key !== key) {
      const grid = heightGrid(scene.surface, frame.view, width, height);
      const levels = levelsInSight(grid);
      drawn = { key, grid, levels, lines: contourLines(grid, levels, frame.width, frame.height) };
    }
    if (drawn.dark === scene.theme.dark) return;
    drawn.dark = scene.theme.dark;
    drawn.bands = pictureOf(bandImage(drawn.grid, drawn.levels, width, height, drawn.dark));
  }

  return {
    draw(ctx, frame, scene) {
      follow(frame, scene);
      ctx.drawImage(drawn.bands, frame.left, frame.top, frame.width, frame.height);
      ctx.save();
      ctx.translate(frame.left, frame.top);
      ctx.lineWidth = 1;
      ctx.strokeStyle = scene.theme.dark ? "rgba(220,232,255,0.17)" : "rgba(30,48,80,0.2)";
      ctx.stroke(drawn.lines);
      ctx.restore();
    },
    legend: (ctx, scene, right, middle) => drawLegend(ctx, drawn.grid, right, middle, scene.theme),
    title: (scene) => label(scene, "Contour map of {surface}", { surface: scene.surface.name }),
    behind: () => false,
    pending: false,
    destroy() {},
  };
}

/**
 * Basins of the inspected run; they grow finer while one looks.
 * @param {() => void} finer called when there is more to see
 * @param {boolean} [onAxis] only those of real starts, as a strip at the foot of the picture
 */
export function createBasinGround(finer, onAxis = false) {
  const basins = createBasins(finer);
  let drawn = {};
  const follow = ({ view, width, height }, scene) => (onAxis
    ? basins.follow(scene, [view[0], [-1, 1]], Math.round(width), 1)
    : basins.follow(scene, view, Math.round(width), Math.round(height)));
  const isDrawn = (map, scene) => drawn.map === map && drawn.version === map.version && drawn.dark === scene.theme.dark;

  return {
    draw(ctx, frame, scene) {
      const map = follow(frame, scene);
      if (!isDrawn(map, scene)) drawn = { map, version: map.version, dark: scene.theme.dark, picture: pictureOf(basinImage(map, scene.theme.dark)) };
      const high = onAxis ? STRIP : frame.height;
      ctx.drawImage(drawn.picture, frame.left, frame.bottom - high, frame.width, high);
    },
    legend(ctx, scene, right, middle) {
      ctx.font = `13px ${scene.theme.font}`;
      ctx.textBaseline = "middle";
      ctx.textAlign = "right";
      ctx.fillStyle = scene.theme.muted;
      const words = drawn.map.run ? label(scene, "colour: the root that {run} reaches from there", { run: drawn.map.run.caption }) : "";
      ctx.fillText(words, right, middle, right - 60);
    },
    title: (scene) => label(scene, "Basins of the roots of {surface}, and the runs on them", { surface: scene.surface.name }),
    /** Whether there is more to see than was drawn last: the run is another, or the map has become finer. */
    behind: (frame, scene) => !isDrawn(follow(frame, scene), scene),
    /** What becomes of a start. */
    fate: (x, y) => drawn.map?.fate?.(x, y),
    get pending() { return basins.pending; },
    destroy: basins.destroy,
  };
}

function pictureOf(image) {
  const picture = new OffscreenCanvas(image.width, image.height);
  picture.getContext("2d").putImageData(image, 0, 0);
  return picture;
}
