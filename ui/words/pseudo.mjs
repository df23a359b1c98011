import { rewrite } from "./message.mjs";

const ACCENTS = new Map(
  [..."aeiouycnAEIOUYCN"].map((letter, at) => [letter, [..."áéïôüýçñÅÉÎÖÛÝÇÑ"][at] ?? letter]),
);

/** How much longer a text is than the English one: German and French are, by about as much. */
const LONGER = 0.35;

/**
 * `Teams` is `[Téáms··]`: longer, with accents, and in brackets, so that what is cut off or put together from pieces
 * is seen.
 * @param {string} message
 */
export function pseudo(message) {
  const letters = message.replace(/\{[^{}]*\}/g, "").length;
  const accented = rewrite(message, {
    text: (text) => text.replace(/./gu, (letter) => ACCENTS.get(letter) ?? letter),
  });
  return `[${accented}${"·".repeat(Math.ceil(letters * LONGER))}]`;
}
