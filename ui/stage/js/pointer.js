// Where a pointer is on an element: in the element's own pixels, however much the element has been enlarged.

/**
 * How many pixels of the window one pixel of an element fills.
 * @param {HTMLElement} element
 * @returns {number}
 */
export function enlargement(element) {
  return element.offsetWidth ? element.getBoundingClientRect().width / element.offsetWidth : 1;
}

/**
 * @param {HTMLElement} element
 * @param {{clientX: number, clientY: number}} pointer an event of a mouse or a pen, or a finger
 * @returns {[number, number]} pixels from the left and from the top of the element
 */
export function pointOn(element, { clientX, clientY }) {
  const box = element.getBoundingClientRect(), scale = enlargement(element);
  return [(clientX - box.left) / scale, (clientY - box.top) / scale];
}
