// Scrolls the list from its first to its last row, one step a frame, and answers the milliseconds between the frames
// and in how many of them a part of the visible list had no row. Arguments: the step in pixels.
const [step, done] = arguments;
const list = document.querySelector("ul[aria-label=Teams]");
let scroller = list;
while (scroller !== document.documentElement && scroller.scrollHeight <= scroller.clientHeight + 1) scroller = scroller.parentElement;
const isScrollable = (element) => element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowY);
while (!isScrollable(scroller)) scroller = scroller.parentElement;

const frames = [];
let gaps = 0;
let last = null;
scroller.scrollTop = 0;
requestAnimationFrame(frame);

function frame() {
  const now = performance.now();
  if (last !== null) frames.push(now - last);
  last = now;
  if (hasGap()) gaps += 1;
  const before = scroller.scrollTop;
  scroller.scrollTop = before + step;
  if (scroller.scrollTop > before) requestAnimationFrame(frame);
  else setTimeout(() => done({ frames, gaps, height: scroller.scrollHeight }), 500);
}

/** Whether the middle of what is visible of the list shows no row. */
function hasGap() {
  const box = scroller.getBoundingClientRect();
  const shown = list.getBoundingClientRect();
  const top = Math.max(box.top, shown.top, 0);
  const bottom = Math.min(box.bottom || innerHeight, shown.bottom, innerHeight);
  const at = document.elementFromPoint((shown.left + shown.right) / 2, (top + bottom) / 2);
  return bottom > top && !at?.closest("li");
}
