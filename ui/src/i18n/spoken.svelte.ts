import { active } from "./active.svelte";
import { detailsOf } from "./languages";
import { live } from "./live";
import { runtimeOf } from "./runtime";
import { words } from "./words";

/** The words of the app. */
export type Words = ReturnType<typeof words>;

let spoken = $state.raw<Words>();

/** The words in the language that is spoken now; whoever reads them in the page is written anew when it changes. */
export const t: Words = live(() => {
  if (spoken === undefined) throw new Error("no language is loaded yet");
  return spoken;
});

let wanted = "";

/** Speaks a language from now on. Of several that are asked for at once, the last one holds. */
export async function speak(language: string): Promise<void> {
  wanted = language;
  const { tag, direction, load } = detailsOf(language);
  const { default: catalogue } = await load();
  if (wanted !== language) return;
  active.tag = tag;
  active.direction = direction;
  spoken = words(textsOf(catalogue(runtimeOf(tag))));
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
}

/** The compiler makes a function of every message; one without placeholders is a text. */
function textsOf<T extends object>(compiled: T): T {
  const texts = Object.entries(compiled).map(([key, value]) => {
    if (typeof value === "object") return [key, textsOf(value)];
    return [key, typeof value === "function" && value.length === 0 ? value() : value];
  });
  return Object.fromEntries(texts) as T;
}
