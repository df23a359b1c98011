interface ChartColors {
  bars: string;
  words: string;
  lines: string;
}

const FORCED = "(forced-colors: active)";
/** What of the system decides over colours, beside the attributes of the root. */
const QUERIES = ["(prefers-color-scheme: dark)", "(prefers-contrast: more)", FORCED];

/** What a canvas is drawn with: it knows no variables, and nobody forces its colours. */
export function chartColors(): ChartColors {
  if (matchMedia(FORCED).matches) return { bars: "CanvasText", words: "CanvasText", lines: "GrayText" };
  // Of the root, which is always there: of an element on a page that is hidden, as while somebody chooses colours in
  // the settings, a web view may tell those of before.
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { bars: of("--accent"), words: of("--text-soft"), lines: of("--line") };
}

/** Calls back whenever they may be others; what is returned ends that. */
export function onOtherColors(changed: () => void): () => void {
  const queries = QUERIES.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", changed);
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true });
  return () => {
    for (const query of queries) query.removeEventListener("change", changed);
    observer.disconnect();
  };
}
