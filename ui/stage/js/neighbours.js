// The stages of a page that share one clock.

/**
 * The stages with runs that go by this clock, in the order of their letters.
 * @param {string|undefined} link
 * @returns {object[]}
 */
export function stagesOn(link) {
  const stages = [...(globalThis.__stages?.values() ?? [])];
  return stages
    .filter(({ scene }) => link && scene.header?.link === link && scene.runs.length)
    .sort((a, b) => (a.scene.header.letter < b.scene.header.letter ? -1 : 1));
}
