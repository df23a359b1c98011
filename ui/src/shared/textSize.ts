import type { TextSize } from "../bindings/TextSize";

/** How many times as large as usual. */
export const SCALES: Record<TextSize, number> = { normal: 1, large: 1.25, larger: 1.5, largest: 2 };

/** Of the size that the web view's text has by itself; `styles/base.css` has the same for the start. */
const USUAL_PERCENT = 87.5;

/** Shows a text size at once, and leaves it for `public/start.js`, which runs before the next start's first paint. */
export function applyTextSize(size: TextSize): void {
  const percent = `${USUAL_PERCENT * SCALES[size]}%`;
  document.documentElement.style.fontSize = percent;
  localStorage.setItem("textSize", percent);
}
