// Words and symbols: translated labels, and the letters of formulas.

/**
 * The translation of an English label; the English itself where the page brought none.
 * Always called with a literal, so that the catalogue can be collected from the source.
 * @param {{text?: Object<string, string>}|Object<string, string>|null} source a scene, a header, or its text
 * @param {string} english
 * @param {Object<string, string|number>} [values] what to put into the {named} places
 * @returns {string}
 */
export function label(source, english, values) {
  const words = source?.text && typeof source.text === "object" ? source.text : source;
  const sentence = words?.[english];
  return fillIn(typeof sentence === "string" ? sentence : english, values);
}

/**
 * A sentence with its {named} places filled; a place without a value stays as it is.
 * @param {string} sentence
 * @param {Object<string, string|number>} [values]
 */
export function fillIn(sentence, values) {
  return values ? sentence.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place)) : sentence;
}

const GREEK_LETTERS = {
  alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ϵ", varepsilon: "ε", zeta: "ζ", eta: "η", theta: "θ",
  iota: "ι", kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ", tau: "τ",
  upsilon: "υ", phi: "ϕ", varphi: "φ", chi: "χ", psi: "ψ", omega: "ω", Gamma: "Γ", Delta: "Δ", Theta: "Θ",
  Lambda: "Λ", Xi: "Ξ", Pi: "Π", Sigma: "Σ", Phi: "Φ", Psi: "Ψ", Omega: "Ω", ell: "ℓ", nabla: "∇", infty: "∞",
  cdot: "·", times: "×", pm: "±", max: "max", min: "min", lvert: "|", rvert: "|", prime: "′", star: "⋆", circ: "°",
};

const ACCENT_MARKS = { hat: "\u0302", bar: "\u0304", tilde: "\u0303", dot: "\u0307", vec: "\u20d7" };

/**
 * A short LaTeX symbol as marked text: `\beta_1` → [["β", ""], ["1", "sub"]].
 * @param {string} latex
 * @returns {Array<[string, ""|"sub"|"sup"]>}
 */
export function symbolParts(latex) {
  const plain = latex
    .replace(/\\(?:mathrm|text|mathit|mathbf|operatorname|boldsymbol)\s*\{([^{}]*)\}/g, "$1")
    .replace(/\\(hat|bar|tilde|dot|vec)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))/g,
      (_, mark, braced, bare) => `${greekLetters(braced ?? bare)}${ACCENT_MARKS[mark]}`)
    .replace(/\\[,;:! ]/g, " ");
  const parts = [];
  const pattern = /([_^])\s*(?:\{([^{}]*)\}|(\\[A-Za-z]+|.))|([^_^]+)/gu;
  for (const [, script, braced, bare, base] of plain.matchAll(pattern)) {
    const letters = greekLetters(base ?? braced ?? bare).replace(/[{}\\]/g, "");
    if (letters.trim()) parts.push([letters, script === "_" ? "sub" : script === "^" ? "sup" : ""]);
  }
  return parts;
}

function greekLetters(latex) {
  return latex.replace(/\\([A-Za-z]+)\s*/g, (_, name) => GREEK_LETTERS[name] ?? name);
}

/**
 * A symbol in one line of plain text, for titles and spoken names: `\beta_1` → "β₁".
 * @param {string} latex
 */
export function symbolText(latex) {
  const digits = { sub: "₀₁₂₃₄₅₆₇₈₉", sup: "⁰¹²³⁴⁵⁶⁷⁸⁹" };
  return symbolParts(latex ?? "").map(([letters, place]) =>
    place && /^[0-9]+$/.test(letters) ? letters.replace(/[0-9]/g, (digit) => digits[place][digit]) : letters).join("");
}

/**
 * The symbol as an element: the MathML if there is one, else letters with lowered and raised parts.
 * @param {{symbol?: string, mathml?: string}} named
 * @returns {HTMLElement}
 */
export function symbolNode(named) {
  const node = document.createElement("span");
  node.className = "symbol";
  const math = named.mathml ? mathNode(named.mathml) : null;
  if (math) node.append(math);
  else node.append(...symbolParts(named.symbol ?? "").map(scriptNode));
  return node;
}

function scriptNode([letters, place]) {
  const node = document.createElement(place || "i");
  node.textContent = letters;
  return node;
}

const MATH_ELEMENTS = new Set(("math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup "
  + "msubsup munder mover munderover mtable mtr mtd mlabeledtr mmultiscripts semantics").split(" "));
const MATH_ATTRIBUTES = new Set(("display displaystyle mathvariant stretchy accent accentunder fence separator form largeop "
  + "data-field lspace rspace width height depth linethickness columnalign rowspacing columnspacing minsize maxsize class").split(" "));
const MATH_SPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * MathML text as a node that the browser typesets; null if it cannot be read.
 * Only elements and attributes of formulas are copied, so the text can never bring a script along.
 * @param {string} text `<math>…</math>`
 * @returns {Element|null}
 */
export function mathNode(text) {
  const root = new DOMParser().parseFromString(text, "text/html").querySelector("math");
  return root ? copyOfMath(root) : null;
}

/**
 * An element of a formula.
 * @param {string} tag
 * @param {Object<string, string>} attributes
 * @param {...(Node|string)} children
 */
export function mathElement(tag, attributes, ...children) {
  const element = document.createElementNS(MATH_SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function copyOfMath(source) {
  const copy = document.createElementNS(MATH_SPACE, source.localName);
  for (const { name, value } of source.attributes) if (MATH_ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  for (const child of source.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.data);
    else if (MATH_ELEMENTS.has(child.localName)) copy.append(copyOfMath(child));
  }
  return copy;
}
