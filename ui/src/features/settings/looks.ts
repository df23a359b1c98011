import type { Language } from "../../bindings/Language";
import type { TextSize } from "../../bindings/TextSize";
import type { Theme } from "../../bindings/Theme";
import { t } from "../../i18n";
import { LANGUAGES, type Spoken } from "../../i18n/languages";
import { applyLanguage } from "../../shared/language";
import type { PreferenceStore } from "../../shared/preferences.svelte";
import { applyTextSize, SCALES } from "../../shared/textSize";
import { applyTheme } from "../../shared/theme";

export const THEMES: Theme[] = ["system", "light", "dark", "high_contrast"];
export const TEXT_SIZES = Object.keys(SCALES) as TextSize[];
export const LANGUAGE_CHOICES: Language[] = ["system", ...(Object.keys(LANGUAGES) as Spoken[])];

/** In the language itself. */
export const languageName = (language: Language): string =>
  language === "system" ? t.settings.language.system : LANGUAGES[language].name;

/** At once, also where it can not be kept: then it is rejected. */
export function setTheme(preferences: PreferenceStore, theme: Theme): Promise<void> {
  applyTheme(theme);
  return preferences.set({ theme });
}

export function setTextSize(preferences: PreferenceStore, size: TextSize): Promise<void> {
  applyTextSize(size);
  return preferences.set({ text_size: size });
}

export async function setLanguage(preferences: PreferenceStore, language: Language): Promise<void> {
  await applyLanguage(language);
  await preferences.set({ language });
}
