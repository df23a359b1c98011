import ActivityIcon from "@lucide/svelte/icons/activity";
import Bell from "@lucide/svelte/icons/bell";
import Eraser from "@lucide/svelte/icons/eraser";
import FileText from "@lucide/svelte/icons/file-text";
import FolderOpen from "@lucide/svelte/icons/folder-open";
import Keyboard from "@lucide/svelte/icons/keyboard";
import Languages from "@lucide/svelte/icons/languages";
import Palette from "@lucide/svelte/icons/palette";
import Scale from "@lucide/svelte/icons/scale";
import SettingsIcon from "@lucide/svelte/icons/settings";
import Stethoscope from "@lucide/svelte/icons/stethoscope";
import UsersRound from "@lucide/svelte/icons/users-round";
import type { Language } from "../../bindings/Language";
import type { Theme } from "../../bindings/Theme";
import { t } from "../../i18n";
import { Action } from "../../shared/action.svelte";
import type { Workspace } from "../../shared/context";
import { SETTINGS_SECTIONS, type SettingsSection, type SettingsWish } from "../../shared/wishes.svelte";
import { LANGUAGE_CHOICES, languageName, setLanguage, setTheme, THEMES } from "../settings/looks";
import type { Section } from "../shell/sections";
import type { Command } from "./command";

/** The pages, and the parts of the settings. */
export function pageCommands({ navigation }: Workspace): Command[] {
  const { sections } = t.common;
  const { keywords } = t.palette;
  const titles: Record<SettingsSection, string> = {
    accounts: t.accounts.title,
    appearance: t.settings.appearance.title,
    language: t.settings.language.title,
    keyboard: t.settings.keyboard.title,
    notifications: t.settings.notifications.title,
    desktop: t.settings.desktop.title,
    updates: t.settings.updates.title,
    storage: t.settings.storage.title,
    diagnostics: t.diagnostics.title,
    about: t.settings.about.title,
  };
  const found: Partial<Record<SettingsSection, string>> = keywords;
  const page = (section: Section, icon: Command["icon"]): Command => ({
    id: `page_${section}`,
    label: t.palette.goTo({ page: sections[section] }),
    icon,
    does: { run: () => navigation.goTo(section) },
  });
  return [
    page("teams", UsersRound),
    page("activity", ActivityIcon),
    { ...page("settings", SettingsIcon), keys: t.keys.ways("settings") },
    ...SETTINGS_SECTIONS.map((section) => ({
      id: `settings_${section}`,
      label: t.palette.settings({ section: titles[section] }),
      icon: SettingsIcon,
      keywords: found[section] ?? "",
      does: { run: () => navigation.goToSettings(section) },
    })),
  ];
}

/** Themes, languages, and whether the desktop is told of low balances: set at once, as in the settings. */
export function lookCommands({ preferences, notices }: Workspace): Command[] {
  const { current } = preferences;
  const { keywords } = t.palette;
  const action = new Action({ started: notices.dismiss, failed: (error) => notices.complain(error) });
  const theme = (theme: Theme): Command => ({
    id: `theme_${theme}`,
    label: t.palette.theme({ theme: t.settings.appearance.themes[theme] }),
    icon: Palette,
    keywords: keywords.theme,
    isOn: current.theme === theme,
    does: { run: () => action.run(() => setTheme(preferences, theme)) },
  });
  const language = (language: Language): Command => ({
    id: `language_${language}`,
    label: t.palette.language({ language: languageName(language) }),
    icon: Languages,
    keywords: keywords.language,
    isOn: current.language === language,
    does: { run: () => action.run(() => setLanguage(preferences, language)) },
  });
  const isTold = current.low_balance_notifications;
  return [
    ...THEMES.map(theme),
    ...LANGUAGE_CHOICES.map(language),
    {
      id: "notifications",
      label: t.settings.notifications.lowBalance,
      icon: Bell,
      isOn: isTold,
      does: { run: () => action.run(() => preferences.set({ low_balance_notifications: !isTold })) },
    },
  ];
}

/** What helps where something is not clear or does not work. */
export function helpCommands({ navigation }: Workspace): Command[] {
  const { keywords } = t.palette;
  const inSettings = (wish: SettingsWish, label: string, icon: Command["icon"], keywords = ""): Command => ({
    id: wish,
    label,
    icon,
    keywords,
    does: { run: () => navigation.goToSettings(wish) },
  });
  return [
    {
      id: "shortcuts",
      label: t.keys.title,
      icon: Keyboard,
      keywords: keywords.help,
      keys: t.keys.ways("help"),
      does: { run: () => (navigation.over = "shortcuts") },
    },
    inSettings("run_checks", t.diagnostics.run, Stethoscope, keywords.diagnostics),
    inSettings("save_report", t.diagnostics.report.action, FileText, keywords.diagnostics),
    inSettings("show_data", t.palette.showData, FolderOpen, keywords.storage),
    inSettings("clear_copy", t.settings.storage.clear, Eraser, keywords.storage),
    inSettings("licences", t.settings.licences.title, Scale),
  ];
}
