// The stage as Streamlit sees it: mounted on the first payload, told of every further one, taken down at the end.
import { saveAsPage } from "./share.js";
import { mountStage } from "./stage.js";

const mountedStages = new WeakMap();

/** Called on the first payload, on every further one, and when the theme changes. */
export default function (component) {
  const { parentElement, data, key, setStateValue } = component;
  let mounted = mountedStages.get(parentElement);
  if (!mounted) {
    mounted = { stage: mountStage(parentElement, { save: saveAsPage }), data: null };
    mountedStages.set(parentElement, mounted);
    parentElement.host?.setAttribute("data-stage", ""); // the page need not keep its place any longer
    (globalThis.__stages ??= new Map()).set(key, mounted.stage);
  }
  mounted.stage.outside.send = setStateValue && ((doc) => setStateValue("edit", doc));
  if (data && data !== mounted.data) mounted.stage.update(data);
  else mounted.stage.retheme();
  mounted.data = data;
  return () => {
    mounted.stage.destroy();
    mountedStages.delete(parentElement);
    globalThis.__stages.delete(key);
  };
}
