// Measures each keystroke in the search box: from the key going down to the frame in which the result of exactly what
// the box holds then is on the screen. `data-query` says of which search the list is the result.
// Arguments: how many keystrokes to wait for, the last of which is to be answered. Answers their milliseconds so far.
const [count, done] = arguments;
const box = document.querySelector("input[type=search]");
const isAnswered = () => document.querySelector("[data-query]")?.dataset.query === box.value;

window.measured ??= begin();
const started = performance.now();
(function look() {
  if (window.measured.length >= count) done(window.measured);
  else if (performance.now() - started > 20_000) done(null);
  else setTimeout(look, 2);
})();

function begin() {
  const measured = [];
  let pressed = 0;
  addEventListener("keydown", () => { pressed = performance.now(); }, true);
  box.addEventListener("input", () => {
    const from = pressed;
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    function look() {
      if (!isAnswered()) return;
      observer.disconnect();
      // The task after a frame's callbacks runs once the frame is laid out and painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => measured.push(performance.now() - from);
      requestAnimationFrame(() => port2.postMessage(null));
    }
    look();
  });
  return measured;
}
