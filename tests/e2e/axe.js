// Asks axe about the page as it stands, in each of the app's looks. Arguments: done.
const done = arguments[0];
const root = document.documentElement;
// Colours that are on their way from one look to the next belong to neither.
root.style.setProperty("--quick", "0ms");

const LEVEL_AA = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"] },
  // Off unless asked for: they need a layout, or are young.
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
  resultTypes: ["violations", "incomplete"],
};
// All that a look changes is colours.
const COLOURS = {
  runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] },
  resultTypes: ["violations", "incomplete"],
};
const LOOKS = [
  { look: "light", dark: false, contrast: false, options: LEVEL_AA },
  { look: "dark", dark: true, contrast: false, options: COLOURS },
  { look: "light, high contrast", dark: false, contrast: true, options: COLOURS },
  { look: "dark, high contrast", dark: true, contrast: true, options: COLOURS },
];

const painted = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
const why = ({ any, all, none }) => [...all, ...none, ...any].map(({ message }) => message).join("; ");
// The name of another account has its address; the initials beside it and the server below it only describe it. So do the
// keys beside a command of the palette, which screen readers are not told.
const isDescribed = (rule, selector) =>
  rule === "label-content-name-mismatch" && document.querySelector(selector)?.matches(".account-other, .palette [role=option]");
const flat = (look, results) =>
  results
    .flatMap(({ id, nodes }) => nodes.map((node) => ({ look, rule: id, selector: node.target.join(" "), why: why(node) })))
    .filter(({ rule, selector }) => !isDescribed(rule, selector));

// What axe does not look at (WCAG 1.4.11): the border of what one types into or ticks, beside what it stands on.
const FIELDS = ":is(.field, input[type=radio], input[type=checkbox]):not([aria-disabled])";
const pencil = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const pixel = (colour) => {
  pencil.clearRect(0, 0, 1, 1);
  pencil.fillStyle = colour;
  pencil.fillRect(0, 0, 1, 1);
  return [...pencil.getImageData(0, 0, 1, 1).data];
};
const luminance = ([red, green, blue]) => {
  const [r, g, b] = [red, green, blue].map((part) => part / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    const colour = pixel(getComputedStyle(at).backgroundColor);
    if (colour[3] === 255) return colour;
  }
  return [255, 255, 255];
};
const faintBorders = (look) =>
  [...document.querySelectorAll(FIELDS)].flatMap((field) => {
    const style = getComputedStyle(field);
    // What has no border is told apart by the words on it.
    if (!field.checkVisibility({ visibilityProperty: true }) || Number.parseFloat(style.borderTopWidth) === 0) return [];
    const [one, other] = [pixel(style.borderTopColor), ground(field)].map(luminance);
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio >= 3) return [];
    const selector = field.getAttribute("aria-label") ?? field.id ?? field.className;
    return [{ look, rule: "non-text-contrast", selector, why: `its border has a contrast of ${ratio.toFixed(2)}:1` }];
  });

(async () => {
  const { className } = root;
  const violations = [];
  const unsure = [];
  for (const { look, dark, contrast, options } of LOOKS) {
    root.classList.toggle("dark", dark);
    root.classList.toggle("contrast", contrast);
    await painted();
    const found = await window.axe.run(document, options);
    violations.push(...flat(look, found.violations), ...faintBorders(look));
    unsure.push(...flat(look, found.incomplete));
  }
  root.className = className;
  await painted();
  done({ violations, unsure });
})().catch((error) => done({ error: String(error?.stack ?? error) }));
