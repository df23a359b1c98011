// Runs before the first paint, so that the window never flashes in the other theme. `shared/theme.ts` takes over
// once the app has read the preferences.
(() => {
  const choice = localStorage.getItem("theme");
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.classList.toggle("dark", dark);
})();
