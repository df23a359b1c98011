import type { Theme } from "../../bindings/Theme";
import { count } from "../format";

const THEMES: Record<Theme, string> = {
  system: "As the system",
  light: "Light",
  dark: "Dark",
  high_contrast: "High contrast",
};

export const settings = {
  title: "Settings",
  appearance: { title: "Appearance", theme: (theme: Theme) => THEMES[theme], label: "Theme" },
  storage: {
    title: "Storage",
    server: "Server",
    data: "Data folder",
    copyData: "Copy data folder",
    show: "Show in folder",
    clear: "Clear the offline copy",
    clearExplain:
      "Your teams and their people are kept in files on this computer, so that they are there at once and offline. Without the copy, everything is fetched from the servers again; teams, balances and sign-ins stay.",
    clearAsk:
      "You are not connected. Without the copy, nothing can be shown until the server answers again. Clear it?",
    clearConfirm: "Confirm clear the offline copy",
    cleared: "The offline copy is cleared.",
  },
  about: {
    title: "About",
    version: "Version",
    licence: "Licence",
    licenceName: "Apache License 2.0",
  },
  licences: {
    title: "Third-party licences",
    search: "Search licences",
    count: (n: number) => count(n, "package", "packages"),
    none: (query: string) => `No package matches '${query}'.`,
    loading: "Loading licences…",
    missing: "The list of licences is not part of this build.",
    more: "Search to see the others.",
  },
};
