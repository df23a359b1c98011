import fs from "node:fs";
import path from "node:path";

/** The language that the others are translations of. */
export const SOURCE = "en";

/** Has no file: it is made of the source's words, for looking at the layout and at what was forgotten. */
export const PSEUDO = "pseudo";

export const FOLDER = path.resolve(import.meta.dirname, "../messages");

/** How `Intl` is asked for each language; what a person types has Latin digits, so that is what is shown too. */
const TAGS = /** @type {Record<string, string>} */ ({ en: "en-US", ar: "ar-u-nu-latn", [PSEUDO]: "en-US" });

/** @param {string} language */
export const tagOf = (language) => TAGS[language] ?? language;

/** @returns {string[]} */
export const languages = () =>
  fs
    .readdirSync(FOLDER)
    .map((file) => path.basename(file, ".json"))
    .sort((a, b) => Number(b === SOURCE) - Number(a === SOURCE) || a.localeCompare(b));

/** @param {string} language */
export const fileOf = (language) => path.join(FOLDER, `${language}.json`);

/**
 * @typedef {{ [key: string]: string | Catalogue }} Catalogue
 * @param {string} language
 * @returns {Catalogue}
 */
export const read = (language) => JSON.parse(fs.readFileSync(fileOf(language), "utf8"));

/** The messages that the app says outside of its window: Rust has them, and the view does not load them. */
const DESKTOP = "desktop";

/** @param {Catalogue} catalogue @returns {Catalogue} */
export const wordsOfView = ({ [DESKTOP]: _, ...view }) => view;

/** @param {Catalogue} catalogue @returns {Catalogue} */
export const wordsOfDesktop = ({ [DESKTOP]: desktop }) => (typeof desktop === "object" ? desktop : {});

/**
 * The messages of a catalogue by their whole key, such as `teams.search.none`.
 * @param {Catalogue} catalogue
 * @returns {Map<string, string>}
 */
export function flatten(catalogue, before = "") {
  const messages = new Map();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === "string") messages.set(before + key, value);
    else for (const entry of flatten(value, `${before}${key}.`)) messages.set(...entry);
  }
  return messages;
}
