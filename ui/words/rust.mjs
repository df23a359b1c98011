import { parse } from "@messageformat/parser";
import { flatten, tagOf, wordsOfDesktop } from "./languages.mjs";
import { placeholders } from "./message.mjs";
import { isolated, RIGHT_TO_LEFT } from "./module.mjs";

/** @typedef {import("@messageformat/parser").Token} Token */
/** @typedef {import("./languages.mjs").Catalogue} Catalogue */

/**
 * The Rust of what the app says outside of its window: a function for each message, with what is put into it as its
 * arguments, and how each language writes numbers.
 * @param {Record<string, Catalogue>} catalogues
 */
export function rustOf(catalogues) {
  const languages = Object.keys(catalogues);
  const messages = Object.fromEntries(
    Object.entries(catalogues).map(([language, catalogue]) => [language, flatten(wordsOfDesktop(catalogue))]),
  );
  const keys = [...(messages.en?.keys() ?? [])];
  return `// Made from ui/messages by \`npm run words\` in \`ui\`. Change it there.

use icu_plurals::PluralCategory;

use super::numbers::Numbers;
use super::{Spoken, Words};

impl Words {
${keys.map((key) => methodFor(key, languages, messages)).join("\n\n")}
}

/// How a language writes numbers and dollars.
pub(super) const fn numbers(language: Spoken) -> Numbers {
    match language {
${languages.map((language) => `        Spoken::${variant(language)} => ${numbersOf(language)},`).join("\n")}
    }
}
`;
}

/** `low_balance_title` for `lowBalance.title`. @param {string} key */
export const methodOf = (key) => snake(key.replaceAll(".", "_"));

/** @param {string} name */
const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** @param {string} language */
const variant = (language) => language.charAt(0).toUpperCase() + language.slice(1);

/**
 * @param {string} key
 * @param {string[]} languages
 * @param {Record<string, Map<string, string>>} messages
 */
function methodFor(key, languages, messages) {
  const source = messages.en?.get(key) ?? "";
  const values = [...placeholders(source)];
  const parameters = values.map(([name, kind]) => {
    if (Array.isArray(kind)) throw new Error(`desktop.${key} chooses by a word, which Rust does not do`);
    return `, ${snake(name)}: ${kind === "number" ? "u32" : "&str"}`;
  });
  const arms = languages.map((language) => {
    const message = messages[language]?.get(key) ?? "";
    const tokens = parse(RIGHT_TO_LEFT.has(language) ? isolated(message) : message);
    return `            Spoken::${variant(language)} => ${expression(tokens)},`;
  });
  return `    /// \`${source.replace(/\s+/g, " ")}\`
    pub fn ${methodOf(key)}(self${parameters.join("")}) -> String {
        match self.language {
${arms.join("\n")}
        }
    }`;
}

/**
 * What makes a text of tokens. `#` is the number of the plural around it.
 * @param {Token[]} tokens
 * @param {string} [number]
 * @returns {string}
 */
function expression(tokens, number) {
  const [only] = tokens;
  if (tokens.every(({ type }) => type === "content"))
    return `"${literal(tokens.map((token) => ("value" in token ? token.value : "")).join(""))}".to_owned()`;
  if (tokens.length === 1 && only?.type === "plural") return choice(only);
  /** @type {string[]} */
  const values = [];
  const format = tokens.map((token) => {
    if (token.type === "content") return literal(token.value.replace(/[{}]/g, "$&$&"));
    if (token.type === "argument") return `{${snake(token.arg)}}`;
    values.push(made(token, number));
    return "{}";
  });
  return `format!("${format.join("")}"${values.map((value) => `, ${value}`).join("")})`;
}

/** @param {Exclude<Token, { type: "content" | "argument" }>} token @param {string} [number] @returns {string} */
function made(token, number) {
  if (token.type === "octothorpe") return `self.count(${number})`;
  if (token.type === "function" && token.key === "number") return `self.count(${snake(token.arg)})`;
  if (token.type === "plural") return choice(token);
  throw new Error(`Rust does not write a ${token.type}`);
}

/** What is said of an exact number comes before its form. @param {import("@messageformat/parser").Select} plural */
function choice({ arg, cases }) {
  const n = snake(arg);
  const texts = cases.map(({ key, tokens }) => ({ key, text: expression(tokens, n) }));
  const exact = texts.filter(({ key }) => key.startsWith("="));
  const forms = texts.filter(({ key }) => !key.startsWith("=") && key !== "other");
  const other = texts.find(({ key }) => key === "other")?.text ?? '"".to_owned()';
  const ofForm =
    forms.length === 0
      ? other
      : `match self.form(${n}) { ${[
          ...forms.map(({ key, text }) => `PluralCategory::${variant(key)} => ${text}`),
          `_ => ${other}`,
        ].join(", ")} }`;
  if (exact.length === 0) return ofForm;
  return `match ${n} { ${exact.map(({ key, text }) => `${key.slice(1)} => ${text}, `).join("")}_ => ${ofForm} }`;
}

/**
 * As Rust writes a text. Marks of direction are written by their numbers: the compiler refuses those that can not be seen.
 * @param {string} text
 */
const literal = (text) =>
  text
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\n", "\\n")
    .replace(
      /[\u00a0\u200e\u200f\u202a-\u202f\u2066-\u2069\u061c]/g,
      (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`,
    );

/** The same as the view's, from the same source: see `src/i18n/format.ts`. @param {string} language */
function numbersOf(language) {
  const tag = tagOf(language);
  const parts = new Intl.NumberFormat(tag).formatToParts(12345.6);
  const of = (/** @type {Intl.NumberFormatPartTypes} */ type) =>
    literal(parts.find((part) => part.type === type)?.value ?? "");
  const groupsFour = new Intl.NumberFormat(tag).formatToParts(1234).some(({ type }) => type === "group");
  const [dollars, debt] = [1, -1].map((amount) => around(tag, amount));
  const isolate = RIGHT_TO_LEFT.has(language) ? '("\\u{2066}", "\\u{2069}")' : '("", "")';
  return `Numbers {
            decimal: "${of("decimal")}",
            group: "${of("group")}",
            grouped_from: ${groupsFour ? 4 : 5},
            dollars: ${dollars},
            debt: ${debt},
            isolate: ${isolate},
        }`;
}

/** What stands around a number of dollars. @param {string} tag @param {number} amount */
function around(tag, amount) {
  const options = /** @type {const} */ ({
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
  });
  const parts = new Intl.NumberFormat(tag, options).formatToParts(amount);
  const first = parts.findIndex(({ type }) => type === "integer");
  const last = parts.findLastIndex(({ type }) => type === "fraction");
  const text = (/** @type {Intl.NumberFormatPart[]} */ some) =>
    literal(some.map(({ value }) => value.replace(/[\u200e\u200f\u061c]/g, "")).join(""));
  return `("${text(parts.slice(0, first))}", "${text(parts.slice(last + 1))}")`;
}
