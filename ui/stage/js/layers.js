// Two canvases on top of each other: a background drawn rarely and an overlay drawn every frame.
import { enlargement } from "./pointer.js";

/**
 * Put a stack of canvases into `host`; drawing is in css pixels, whatever the screen's density (capped at 2).
 * @param {HTMLElement} host
 * @returns {{root: HTMLElement, top: HTMLCanvasElement, back: CanvasRenderingContext2D, front: CanvasRenderingContext2D,
 *   width: number, height: number, density: number, fit: () => boolean, clear: (ctx) => void}}
 *   `fit()` follows the size of the stack and says whether it changed (both canvases are then empty).
 */
export function createLayers(host) {
  const root = document.createElement("div");
  root.className = "panel-layers";
  const [lower, top] = [0, 1].map(() => root.appendChild(document.createElement("canvas")));
  lower.setAttribute("aria-hidden", "true");
  host.append(root);
  const layers = {
    root, top, back: lower.getContext("2d"), front: top.getContext("2d"), width: 0, height: 0, density: 1,
    fit() {
      const width = root.clientWidth, height = root.clientHeight;
      const density = Math.min(2, (window.devicePixelRatio || 1) * enlargement(root));
      if (width === layers.width && height === layers.height && density === layers.density) return false;
      Object.assign(layers, { width, height, density });
      for (const canvas of [lower, top]) {
        canvas.width = Math.round(width * density);
        canvas.height = Math.round(height * density);
        canvas.getContext("2d").setTransform(density, 0, 0, density, 0, 0);
      }
      return true;
    },
    clear(ctx) {
      ctx.clearRect(0, 0, layers.width, layers.height);
    },
  };
  return layers;
}
