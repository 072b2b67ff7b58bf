// Stages that move together: a start or a view changed on one is changed on all of its bond that show the same surface.

/**
 * A stage's place in bonds with others; it is in one bond at a time, or in none.
 * @param {object} scene
 * @param {{startMoved: () => void, viewMoved: () => void}} own what to do when another stage has moved this one
 */
export function createBond(scene, own) {
  const bonds = (globalThis.__stageBonds ??= new Map());
  const self = { scene, own };
  let name = null;

  function join(next) {
    bonds.get(name)?.delete(self);
    name = next || null;
    if (!name) return;
    if (!bonds.has(name)) bonds.set(name, new Set());
    bonds.get(name).add(self);
  }

  const others = () => [...(bonds.get(name) ?? [])].filter((each) => each !== self && onSameMap(each.scene, scene));

  return {
    join,
    leave: () => join(null),
    moveStart(start) {
      for (const each of others()) {
        each.scene.start = [...start];
        each.own.startMoved();
      }
    },
    moveView(view) {
      for (const each of others()) {
        each.scene.view = view;
        each.own.viewMoved();
      }
    },
  };
}

function onSameMap(a, b) {
  const face = ({ surface }) => JSON.stringify([surface?.key, surface?.domain, surface?.program]);
  return face(a) === face(b);
}
