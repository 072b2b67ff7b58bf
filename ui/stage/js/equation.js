// What is particular about a stage with an equation: its unknown is a number, real or complex, and f shall be zero.

/**
 * The letter of the unknown: "x" for a real one, "z" for a complex one; null where something is minimised.
 * @param {object} scene
 * @returns {"x"|"z"|null}
 */
export function unknownIn(scene) {
  return scene?.header?.surface?.unknown ?? null;
}
