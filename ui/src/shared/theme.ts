import type { Theme } from "../bindings/Theme";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
let current: Theme = "system";

systemDark.addEventListener("change", () => applyTheme(current));

/** Shows a theme at once, and leaves its name for `public/theme.js`, which runs before the next start's first paint. */
export function applyTheme(theme: Theme): void {
  current = theme;
  const dark = theme === "dark" || (theme === "system" && systemDark.matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.classList.toggle("dark", dark);
  localStorage.setItem("theme", theme);
}

/** The theme that was chosen last. */
export function shownTheme(): Theme {
  return current;
}
