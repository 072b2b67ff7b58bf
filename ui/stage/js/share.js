// Giving an experiment away: as a link, or as one file.
import { domNode } from "./icons.js";

/** Whether this is a device on which links are handed on by a sheet of its own, not by the clipboard. */
export function sharesByHand() {
  return Boolean(navigator.share) && matchMedia("(pointer: coarse)").matches;
}

/**
 * Hands the address of the page on: by the device's own sheet, else by the clipboard.
 * @param {HTMLElement} root somewhere to put a field, for pages without a clipboard
 * @returns {Promise<boolean>} whether the link is in the clipboard now
 */
export async function giveLink(root) {
  if (sharesByHand()) {
    await navigator.share({ title: document.title, url: location.href }).catch(() => {}); // changed their mind
    return false;
  }
  try {
    await navigator.clipboard.writeText(location.href);
    return true;
  } catch {
    return copyTheOldWay(root, location.href); // pages without https have no clipboard
  }
}

function copyTheOldWay(root, text) {
  const field = root.appendChild(domNode("textarea", { class: "spoken" }));
  field.value = text;
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

/** Fetches this experiment as one file that needs no server; the payload says which experiment it is. */
export function saveAsPage({ scene }) {
  const language = new URLSearchParams(location.search).get("lang");
  const query = [scene.header.query, scene.at < scene.steps && `at=${scene.at}`, language && `lang=${language}`].filter(Boolean).join("&");
  const address = new URL(`standalone?${query}`, document.baseURI);
  domNode("a", { href: address.href, download: "" }).click();
}
