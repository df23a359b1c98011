import { parse } from "@messageformat/parser";

/** @typedef {import("@messageformat/parser").Token} Token */
/** @typedef {import("@messageformat/parser").Select} Select */

/**
 * What a placeholder takes: a text, a number, or one of some words.
 * @typedef {"string" | "number" | string[]} Kind
 */

/**
 * @param {string} message
 * @returns {Map<string, Kind>}
 */
export function placeholders(message) {
  const found = new Map();
  for (const token of tokens(parse(message))) {
    if (token.type === "select")
      found.set(
        token.arg,
        token.cases.map(({ key }) => key),
      );
    else if (token.type === "plural" || token.type === "selectordinal" || token.type === "function")
      found.set(token.arg, "number");
    else if (token.type === "argument" && !found.has(token.arg)) found.set(token.arg, "string");
  }
  return found;
}

/**
 * The plurals in a message.
 * @param {string} message
 * @returns {Select[]}
 */
export const plurals = (message) =>
  [...tokens(parse(message))].filter((token) => token.type === "plural" || token.type === "selectordinal");

/**
 * All tokens, those inside of cases too.
 * @param {Token[]} parsed
 * @returns {Generator<Token>}
 */
function* tokens(parsed) {
  for (const token of parsed) {
    yield token;
    if ("cases" in token) for (const each of token.cases) yield* tokens(each.tokens);
  }
}

/**
 * The message with what stands outside of its syntax changed: its texts by `text`, its placeholders by `argument`.
 * @param {string} message
 * @param {{ text?: (text: string) => string, argument?: (placeholder: string) => string }} change
 */
export function rewrite(message, { text = (same) => same, argument = (same) => same }) {
  /** @param {Token[]} parsed @returns {string} */
  const write = (parsed) =>
    parsed
      .map((token) => {
        switch (token.type) {
          case "content":
            return quote(text(token.value));
          case "octothorpe":
            return argument("#");
          case "argument":
            return argument(`{${token.arg}}`);
          case "function":
            return argument(`{${token.arg}, ${token.key}}`);
          default: {
            const cases = token.cases.map(({ key, tokens }) => `${key} {${write(tokens)}}`);
            return `{${token.arg}, ${token.type}, ${cases.join(" ")}}`;
          }
        }
      })
      .join("");
  return write(parse(message));
}

/** @param {string} text */
const quote = (text) => text.replaceAll("'", "''").replace(/[{}]/g, "'$&'");
