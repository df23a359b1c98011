import { placeholders } from "./message.mjs";

/** @typedef {import("./languages.mjs").Catalogue} Catalogue */

/**
 * The TypeScript type of a catalogue: what a call has to bring for the placeholders, and that a text is one.
 * @param {Catalogue} catalogue
 */
export const declarationsOf = (catalogue) =>
  `// Made from messages/en.json by \`npm run words\`. Change it there.

/** The words of a language: texts, and functions where something is put in. */
export interface Messages ${members(catalogue, "")}
`;

/** @param {Catalogue} catalogue @param {string} indent @returns {string} */
function members(catalogue, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(catalogue).map(([key, value]) => {
    if (typeof value !== "string") return `${inner}${key}: ${members(value, inner)};`;
    const values = placeholders(value);
    if (values.size === 0) return `${inner}${key}: string;`;
    const fields = [...values].map(([name, kind]) => `${name}: ${typeOf(kind)}`);
    return `${inner}${key}: (values: { ${fields.join("; ")} }) => string;`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

/** @param {import("./message.mjs").Kind} kind */
const typeOf = (kind) =>
  Array.isArray(kind)
    ? kind.map((key) => (key === "other" ? "string" : JSON.stringify(key))).join(" | ")
    : kind;
