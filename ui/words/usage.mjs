import fs from "node:fs";
import path from "node:path";
import { svelte2tsx } from "svelte2tsx";
import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "..");
const MESSAGES = path.join(ROOT, "src/i18n/messages.ts");

/**
 * The keys that code asks for, found as the compiler sees them: under another name, and taken out of an object, too.
 * @returns {Set<string>}
 */
export function usedKeys() {
  const program = programOfView();
  const checker = program.getTypeChecker();
  const used = new Set();
  /** @param {ts.Symbol | undefined} symbol */
  const use = (symbol) => {
    for (const declaration of symbol?.declarations ?? []) {
      const key = keyOf(declaration);
      if (key !== undefined) used.add(key);
    }
  };
  /**
   * Everything in a group of messages that goes where another type is asked for, and is read there.
   * @param {ts.Type} group
   * @param {ts.Type | undefined} wanted
   */
  const useAll = (group, wanted) => {
    if (wanted === undefined || !group.getProperties().some(isMessage)) return;
    for (const property of group.getProperties()) {
      const asked = alternatives(wanted).flatMap((type) => type.getProperty(property.name) ?? []);
      if (asked.length === 0 && wanted.getStringIndexType() === undefined) continue;
      use(property);
      const inner = checker.getTypeOfSymbol(property);
      for (const each of asked) useAll(inner, checker.getTypeOfSymbol(each));
    }
  };
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (ts.isPropertyAccessExpression(node)) use(checker.getSymbolAtLocation(node.name));
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) use(checker.getTypeAtLocation(node.parent).getProperty(name.text));
    } else if (ts.isElementAccessExpression(node)) {
      const object = checker.getTypeAtLocation(node.expression);
      for (const name of literalsOf(checker.getTypeAtLocation(node.argumentExpression)))
        use(object.getProperty(name));
    }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node))
      useAll(checker.getTypeAtLocation(node), checker.getContextualType(node));
    if (ts.isSpreadAssignment(node))
      useAll(checker.getTypeAtLocation(node.expression), checker.getContextualType(node.parent));
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles())
    if (!file.isDeclarationFile && !file.fileName.includes("node_modules") && !isTest(file.fileName))
      visit(file);
  return used;
}

/** What Rust says words in, apart from where they are written down. @returns {string[]} */
export const sourcesOfDesktop = () =>
  ["crates/core/src", "src-tauri/src"].flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, "..", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".rs") && path.basename(file) !== "messages.rs")
      .map((file) => fs.readFileSync(path.join(ROOT, "..", folder, file), "utf8")),
  );

/** @param {ts.Symbol} symbol */
const isMessage = (symbol) =>
  symbol.declarations?.some((declaration) => keyOf(declaration) !== undefined) ?? false;

/** @param {string} file */
const isTest = (file) => /\.test\.ts$|\/testing\//.test(file);

/** @param {ts.Type} type */
const alternatives = (type) => (type.isUnion() ? type.types : [type]);

/** @param {ts.Type} type @returns {string[]} */
const literalsOf = (type) =>
  alternatives(type).flatMap((each) => (each.isStringLiteral() ? [each.value] : []));

/**
 * `teams.search.none` for where it is declared in the type of the messages; nothing for what is declared elsewhere.
 * @param {ts.Declaration} declaration
 */
function keyOf(declaration) {
  if (path.resolve(declaration.getSourceFile().fileName) !== MESSAGES) return undefined;
  const names = [];
  for (let node = /** @type {ts.Node} */ (declaration); !ts.isSourceFile(node); node = node.parent)
    if (ts.isPropertySignature(node)) names.unshift(node.name.getText());
  return names.join(".");
}

/** The view's sources for the compiler, with every component as the TypeScript that it stands for. */
function programOfView() {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(ROOT, "tsconfig.json"),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: () => {},
    },
  );
  const options = { ...config?.options, noEmit: true };
  const components = fs
    .readdirSync(path.join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".svelte"))
    .map((file) => path.join(ROOT, "src", file));
  const host = ts.createCompilerHost(options, true);
  const { readFile, fileExists } = host;
  const sourceOf = (/** @type {string} */ file) => file.replace(/\.svelte\.tsx$/, ".svelte");
  const isComponent = (/** @type {string} */ file) => file.endsWith(".svelte.tsx");
  host.fileExists = (file) => fileExists(isComponent(file) ? sourceOf(file) : file);
  host.readFile = (file) => {
    if (!isComponent(file)) return readFile(file);
    const source = readFile(sourceOf(file));
    return source === undefined
      ? undefined
      : svelte2tsx(source, { filename: sourceOf(file), isTsFile: true, version: "5" }).code;
  };
  host.getSourceFile = (file, languageVersion) => {
    const text = host.readFile(file);
    return text === undefined ? undefined : ts.createSourceFile(file, text, languageVersion, true);
  };
  const shims = path.join(ROOT, "node_modules/svelte2tsx/svelte-shims-v4.d.ts");
  const files = [...(config?.fileNames ?? []), shims, ...components.map((file) => `${file}.tsx`)];
  return ts.createProgram(files, options, host);
}
