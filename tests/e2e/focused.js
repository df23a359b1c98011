// What has the focus, as a person at the keyboard sees it; without a name when nothing has it.
const focused = document.activeElement;
if (focused === null || focused === document.body) return { name: null };
const label = focused.getAttribute("aria-label") ?? focused.labels?.[0]?.textContent;
const copy = focused.cloneNode(true);
for (const hidden of copy.querySelectorAll("[aria-hidden=true]")) hidden.remove();
const name = (label ?? copy.textContent).replace(/\s+/g, " ").trim();

const style = getComputedStyle(focused);
const outlined = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2 && !/, 0\)$/.test(style.outlineColor);
const shown = outlined || style.boxShadow !== "none";

// Its middle, where nothing else may lie.
const { left, top, width, height } = focused.getBoundingClientRect();
const over = document.elementFromPoint(left + width / 2, top + height / 2);
const isUncovered = over !== null && (focused.contains(over) || over.contains(focused));
return { name, shown, covered: isUncovered ? null : (over?.outerHTML.slice(0, 200) ?? "the edge of the window") };
