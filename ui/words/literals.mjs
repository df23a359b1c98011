import fs from "node:fs";
import path from "node:path";
import { parse } from "svelte/compiler";

const SOURCES = path.resolve(import.meta.dirname, "../src");

/** Attributes and properties whose text a person reads or hears. */
const SAID = new Set([
  ..."alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext".split(" "),
  ..."description explain heading hint label placeholder text title".split(" "),
]);

/** What every language writes alike. */
const ADDRESS = /^https?:\/\/\S*$/;

/** @typedef {{ type: string, start: number, [key: string]: any }} Node */

/**
 * Where components say something that is no message, such as `src/App.svelte:3: "Hello" is no message`.
 * @returns {string[]}
 */
export const literalsOfView = () =>
  fs
    .readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".svelte"))
    .sort()
    .flatMap((file) => {
      const source = fs.readFileSync(path.join(SOURCES, file), "utf8");
      return literalsOf(source).map(({ line, text }) => `src/${file}:${line}: "${text}" is no message`);
    });

/**
 * The texts in a component's markup that stand in the markup itself.
 * @param {string} source
 */
export function literalsOf(source) {
  const found = [];
  for (const { start, text } of said(parse(source, { modern: true }).fragment))
    if (/\p{L}/u.test(text.replace(ADDRESS, "")))
      found.push({ line: source.slice(0, start).split("\n").length, text: text.trim() });
  return found;
}

/** @typedef {{ start: number, text: string }} Said */

/** @param {any} node @returns {Generator<Said>} */
function* said(node) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const each of node) yield* said(each);
    return;
  }
  if (node.type === "Text") yield { start: node.start, text: node.data };
  else if (node.type === "ExpressionTag") yield* saidBy(node.expression);
  else if (node.type === "Attribute") {
    if (SAID.has(node.name) && node.value !== true) yield* said(node.value);
  } else if (typeof node.type === "string" && node.type.endsWith("Directive")) return;
  // Conditions and the like are code, and show nothing.
  else
    for (const [key, value] of Object.entries(node))
      if (["attributes", "fragment", "nodes"].includes(key) || BRANCHES.has(key)) yield* said(value);
}

/** The parts of a block that are shown. */
const BRANCHES = new Set(["alternate", "body", "catch", "consequent", "fallback", "pending", "then"]);

/**
 * The texts that an expression can become.
 * @param {Node} expression
 * @returns {Generator<Said>}
 */
function* saidBy(expression) {
  const { type, start } = expression;
  if (type === "Literal" && typeof expression.value === "string") yield { start, text: expression.value };
  else if (type === "TemplateLiteral")
    for (const quasi of expression.quasis) yield { start, text: quasi.value.cooked };
  else if (type === "ConditionalExpression") {
    yield* saidBy(expression.consequent);
    yield* saidBy(expression.alternate);
  } else if (type === "LogicalExpression") {
    yield* saidBy(expression.left);
    yield* saidBy(expression.right);
  } else if (type === "BinaryExpression" && expression.operator === "+") {
    yield* saidBy(expression.left);
    yield* saidBy(expression.right);
  }
}
