import type { Theme } from "../../bindings/Theme";

const THEMES: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

export const settings = {
  title: "Settings",
  appearance: { title: "Appearance", theme: (theme: Theme) => THEMES[theme], label: "Theme" },
  workspace: {
    title: "This workspace",
    server: "Server",
    account: "Account",
    data: "Data folder",
    copyData: "Copy data folder",
  },
  about: { title: "About", version: "Version", licence: "Licence", licenceName: "Apache License 2.0" },
};
