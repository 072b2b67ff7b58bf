// What a knob is called, what it means, and what is wrong with a value that was typed into it.
import { domNode } from "./icons.js";
import { typedNumber } from "./knobscale.js";
import { formatNumber } from "./scale.js";
import { label, symbolNode, symbolText } from "./symbols.js";

/**
 * Symbol and plain words of a knob, and the whole sentence that explains it: a tooltip for the eye, a description for the ear.
 * The name that code and links use stands at its end.
 */
export function knobHead(knob, id, target) {
  const symbol = (knob.symbol || knob.mathml) && !isWordSymbol(knob.symbol) ? symbolNode(knob) : null;
  const words = domNode("span", { class: "knob-name" }, knobPhrase(knob));
  const head = domNode(target ? "label" : "span", { class: "knob-head", id: `${id}-name`, for: target }, symbol, " ", words);
  const help = domNode("span", { class: "knob-help", id: `${id}-help`, role: "tooltip" }, knob.says, " · ", domNode("code", {}, knob.name));
  return { head, help, described: help.id };
}

/** What a knob is called in plain words: its label, or the sentence about it up to the first stop. */
export function knobPhrase(knob) {
  return knob.label && knob.label !== knob.name ? knob.label : knob.says?.split(/[:：;；,，(（]/)[0].trim() || knob.name;
}

/** A symbol that is only a word says nothing that the plain words do not say better. */
export function isWordSymbol(symbol) {
  return /^\\text\{/.test(symbol ?? "");
}

/** What is wrong with a typed value, in a sentence; null when nothing is. */
export function typedProblem(knob, typed, words, old) {
  const number = typedNumber(typed);
  const symbol = symbolText(knob.symbol) || knobPhrase(knob);
  if (!Number.isFinite(number)) return label(words, "“{typed}” is not a number: {symbol} stays {old}.", { typed, symbol, old });
  if (knob.kind === "whole" && !Number.isInteger(number)) return label(words, "{symbol} is a whole number: it stays {old}.", { symbol, old });
  if (number >= knob.low && number <= knob.high) return null;
  const [low, high] = [formatNumber(knob.low), formatNumber(knob.high)];
  return label(words, "{symbol} lies between {low} and {high}: it stays {old}.", { symbol, low, high, old });
}
