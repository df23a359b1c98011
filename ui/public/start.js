// Runs before the first paint, so that the window never flashes in the other theme or runs the other way.
// `shared/theme.ts` and `shared/language.ts` take over once the app has read the preferences.
(() => {
  const root = document.documentElement;

  const choice = localStorage.getItem("theme");
  const systemIs = (query) => matchMedia(query).matches;
  const dark = choice === "dark" || (choice !== "light" && systemIs("(prefers-color-scheme: dark)"));
  root.dataset.theme = dark ? "dark" : "light";
  root.classList.toggle("dark", dark);
  root.classList.toggle("contrast", choice === "high_contrast" || systemIs("(prefers-contrast: more)"));

  root.style.fontSize = localStorage.getItem("textSize") ?? "";

  const spoken = ["en", "de", "es", "fr", "ja", "ar"];
  const wanted = [localStorage.getItem("language"), ...navigator.languages];
  root.lang = wanted.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => spoken.includes(tag)) ?? "en";
  root.dir = root.lang === "ar" ? "rtl" : "ltr";
})();
