import type { Language } from "../bindings/Language";
import { speak } from "../i18n";
import { spokenLanguage } from "../i18n/languages";

/** In development the page's address can ask for a language, also for `pseudo`: `?language=pseudo`. */
const asked =
  import.meta.env.MODE === "production" ? null : new URLSearchParams(location.search).get("language");

/** Speaks a language, and leaves its name for `public/start.js`, which runs before the next start's first paint. */
export async function applyLanguage(language: Language): Promise<void> {
  localStorage.setItem("language", language);
  await speak(asked ?? spokenLanguage(language, navigator.languages));
}
