import MessageFormat from "@messageformat/core";
import compileModule from "@messageformat/core/compile-module.js";
import { PSEUDO, read, SOURCE, tagOf, wordsOfView } from "./languages.mjs";
import { rewrite } from "./message.mjs";
import { pseudo } from "./pseudo.mjs";

/** @typedef {import("./languages.mjs").Catalogue} Catalogue */

/** First strong isolate, and its end (Unicode Standard Annex #9): what is inside can not reorder what is around. */
const ISOLATE = ["\u2068", "\u2069"];

/** Languages that are written from right to left: names, e-mail addresses and amounts in them mostly are not. */
export const RIGHT_TO_LEFT = new Set(["ar"]);

/**
 * The module with the words of a language. It makes them of what `i18n/runtime.ts` gives it: with imports of its own it
 * would not come in one request.
 * @param {string} language
 */
export function moduleOf(language) {
  const plain = language === PSEUDO ? SOURCE : language;
  const changed = map(
    wordsOfView(read(plain)),
    language === PSEUDO ? pseudo : RIGHT_TO_LEFT.has(language) ? isolated : same,
  );
  const code = compileModule(new MessageFormat(plain), changed);
  const messages = code
    .slice(code.indexOf("export default ") + "export default ".length)
    .replaceAll(`number("${plain}", `, `number("${tagOf(language)}", `);
  return `export default ({ number, plural, select, cardinal: ${plain} }) => (${messages});`;
}

/** @param {string} message */
const same = (message) => message;

/** @param {string} message */
export const isolated = (message) =>
  rewrite(message, { argument: (placeholder) => ISOLATE[0] + placeholder + ISOLATE[1] });

/**
 * @param {Catalogue} catalogue
 * @param {(message: string) => string} change
 * @returns {Catalogue}
 */
const map = (catalogue, change) =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === "string" ? change(value) : map(value, change),
    ]),
  );
