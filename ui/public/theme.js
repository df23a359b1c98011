// Runs before the first paint, so that the window never flashes in the other theme. `shared/theme.ts` takes over
// once the app has read the preferences.
(() => {
  const choice = localStorage.getItem("theme");
  const systemIs = (query) => matchMedia(query).matches;
  const dark = choice === "dark" || (choice !== "light" && systemIs("(prefers-color-scheme: dark)"));
  const root = document.documentElement;
  root.dataset.theme = dark ? "dark" : "light";
  root.classList.toggle("dark", dark);
  root.classList.toggle("contrast", choice === "high_contrast" || systemIs("(prefers-contrast: more)"));
})();
