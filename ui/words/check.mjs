import fs from "node:fs";
import path from "node:path";
import { declarationsOf } from "./declarations.mjs";
import { flatten, read, SOURCE, wordsOfDesktop, wordsOfView } from "./languages.mjs";
import { literalsOfView } from "./literals.mjs";
import { catalogues, problems } from "./problems.mjs";
import { methodOf, rustOf } from "./rust.mjs";
import { sourcesOfDesktop, usedKeys } from "./usage.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");

const all = catalogues();
const source = read(SOURCE);
const found = problems(all);

/** Files that are made of the catalogues. */
const made = { "ui/src/i18n/messages.ts": declarationsOf(wordsOfView(source)) };
// What can not be read was said above.
if (found.length === 0) Object.assign(made, { "crates/core/src/words/messages.rs": rustOf(all) });

for (const [file, text] of Object.entries(made)) {
  const place = path.join(ROOT, file);
  if (process.argv.includes("--write")) fs.writeFileSync(place, text);
  else if (fs.readFileSync(place, "utf8").replaceAll("\r\n", "\n") !== text)
    found.push(`${file} is not that of ui/messages: run \`npm run words\``);
}

const used = usedKeys();
for (const key of flatten(wordsOfView(source)).keys())
  if (!used.has(key)) found.push(`${SOURCE}: ${key} is not used`);
const rust = sourcesOfDesktop().join("\n");
for (const key of flatten(wordsOfDesktop(source)).keys())
  if (!rust.includes(`.${methodOf(key)}(`)) found.push(`${SOURCE}: desktop.${key} is not used`);

found.push(...literalsOfView());

for (const problem of found) process.stderr.write(`${problem}\n`);
process.stdout.write(`${flatten(source).size} messages, ${found.length} problems\n`);
process.exitCode = found.length > 0 ? 1 : 0;
