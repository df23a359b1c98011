import type { Language } from "../bindings/Language";
import type { Catalogue } from "./runtime";

/** A language that the app has words in. */
export type Spoken = Exclude<Language, "system">;

interface Details {
  /** In the language itself: who looks for it may read no other. */
  name: string;
  /** How `Intl` is asked. What a person types has Latin digits, so that is what is shown too. */
  tag: string;
  direction: "ltr" | "rtl";
  load: () => Promise<{ default: Catalogue }>;
}

export const LANGUAGES: Record<Spoken, Details> = {
  en: { name: "English", tag: "en-US", direction: "ltr", load: () => import("words:en") },
  de: { name: "Deutsch", tag: "de", direction: "ltr", load: () => import("words:de") },
  es: { name: "Español", tag: "es", direction: "ltr", load: () => import("words:es") },
  fr: { name: "Français", tag: "fr", direction: "ltr", load: () => import("words:fr") },
  ja: { name: "日本語", tag: "ja", direction: "ltr", load: () => import("words:ja") },
  ar: { name: "العربية", tag: "ar-u-nu-latn", direction: "rtl", load: () => import("words:ar") },
};

/** English, longer and with accents, for looking at the layout. No production build has it. */
const PSEUDO: Details = { ...LANGUAGES.en, load: () => import("words:pseudo") };

export const isSpoken = (language: string): language is Spoken => language in LANGUAGES;

export function detailsOf(language: string): Details {
  if (import.meta.env.MODE !== "production" && language === "pseudo") return PSEUDO;
  return LANGUAGES[isSpoken(language) ? language : "en"];
}

/** The language that is spoken: the chosen one, or the first of the system's that the app has, or English. */
export function spokenLanguage(chosen: Language, ofSystem: readonly string[]): Spoken {
  if (chosen !== "system") return chosen;
  return ofSystem.map((tag) => tag.slice(0, 2).toLowerCase()).find(isSpoken) ?? "en";
}
