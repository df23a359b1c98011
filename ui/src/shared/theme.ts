import type { Theme } from "../bindings/Theme";

const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
const systemContrast = window.matchMedia("(prefers-contrast: more)");
let current: Theme = "system";

for (const query of [systemDark, systemContrast]) query.addEventListener("change", () => applyTheme(current));

/** Shows a theme at once, and leaves its name for `public/start.js`, which runs before the next start's first paint. */
export function applyTheme(theme: Theme): void {
  current = theme;
  const dark = theme === "dark" || (theme !== "light" && systemDark.matches);
  const root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  root.classList.toggle("dark", dark);
  root.classList.toggle("contrast", theme === "high_contrast" || systemContrast.matches);
  localStorage.setItem("theme", theme);
}
