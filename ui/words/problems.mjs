import { flatten, languages, read, SOURCE } from "./languages.mjs";
import { placeholders, plurals } from "./message.mjs";

/** @typedef {import("./languages.mjs").Catalogue} Catalogue */

/**
 * What is wrong with the catalogues, each with its language and key: a message that is missing, empty or left over,
 * one that can not be read, a placeholder too few or too many, and a plural form that the language has and the message
 * has not.
 * @param {Record<string, Catalogue>} catalogues
 * @returns {string[]}
 */
export function problems(catalogues) {
  const source = flatten(catalogues[SOURCE] ?? {});
  return Object.entries(catalogues).flatMap(([language, catalogue]) => {
    const messages = flatten(catalogue);
    const found = [];
    for (const key of source.keys()) if (!messages.has(key)) found.push(`${key} is missing`);
    for (const [key, message] of messages) {
      const original = source.get(key);
      if (original === undefined) found.push(`${key} is not in ${SOURCE}`);
      else found.push(...problemsOf(message, original, language).map((problem) => `${key} ${problem}`));
    }
    return found.map((problem) => `${language}: ${problem}`);
  });
}

/**
 * @param {string} message
 * @param {string} original
 * @param {string} language
 * @returns {string[]}
 */
function problemsOf(message, original, language) {
  if (message.trim() === "") return ["is empty"];
  try {
    const [here, there] = [placeholders(message), placeholders(original)];
    return [
      ...[...there.keys()].filter((name) => !here.has(name)).map((name) => `lacks the placeholder {${name}}`),
      ...[...here.keys()]
        .filter((name) => !there.has(name))
        .map((name) => `has the unknown placeholder {${name}}`),
      ...plurals(message).flatMap((plural) => problemsOfPlural(plural, language)),
    ];
  } catch (error) {
    return [`can not be read: ${error instanceof Error ? error.message : error}`];
  }
}

/**
 * @param {import("./message.mjs").Select} plural
 * @param {string} language
 */
function problemsOfPlural({ arg, type, cases }, language) {
  const rules = new Intl.PluralRules(language, { type: type === "plural" ? "cardinal" : "ordinal" });
  const forms = rules.resolvedOptions().pluralCategories;
  const has = new Set(cases.map(({ key }) => key));
  const problems = forms
    .filter((form) => !has.has(form))
    .map((form) => `lacks the plural form '${form}' of ${arg}`);
  for (const key of has)
    if (!forms.includes(/** @type {Intl.LDMLPluralRule} */ (key)) && !key.startsWith("="))
      problems.push(`has the plural form '${key}' of ${arg}, which ${language} has not`);
  return problems;
}

/** All catalogues there are. */
export const catalogues = () => Object.fromEntries(languages().map((language) => [language, read(language)]));
