// Words that are wider than their place and cut off, where no ellipsis says so; and controls outside the window.
const root = document.documentElement;
const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden");
const scope = document.querySelector("[role=dialog]") ?? document.body;
const found = [];
for (const element of scope.querySelectorAll("*")) {
  if (!shown(element)) continue;
  const style = getComputedStyle(element);
  const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
  const clips = style.overflowX !== "visible" && style.overflowX !== "auto" && style.overflowX !== "scroll";
  if (own && clips && style.textOverflow !== "ellipsis" && element.scrollWidth > element.clientWidth + 1) {
    found.push(`cut: ${element.textContent.trim().slice(0, 60)}`);
  }
  if (element.matches("button, input, a, [role=button]")) {
    const box = element.getBoundingClientRect();
    const scroller = element.closest("table, .scroller, [role=tablist]");
    if (box.width > 0 && scroller === null && (box.left < -1 || box.right > root.getBoundingClientRect().right + 1)) {
      found.push(`outside: ${element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 60)}`);
    }
  }
}
return found;
