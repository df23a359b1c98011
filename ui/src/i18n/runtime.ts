import { number, plural, select } from "@messageformat/runtime";
import type { Messages } from "./messages";

/** What a compiled catalogue needs. */
interface Runtime {
  number: typeof number;
  plural: typeof plural;
  select: typeof select;
  /** The plural form of a number. */
  cardinal: (n: number | string) => string;
}

/** A compiled catalogue: `words/module.mjs` writes it. */
export type Catalogue = (runtime: Runtime) => Messages;

export function runtimeOf(tag: string): Runtime {
  const rules = new Intl.PluralRules(tag);
  return { number, plural, select, cardinal: (n) => rules.select(Number(n)) };
}
