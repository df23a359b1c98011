// Answers true once an element is where it was two frames ago, and false where it does not come to rest; notes whether the
// next press reaches it. Arguments: the element, done.
const [element, done] = arguments;
element.scrollIntoView({ block: "nearest", inline: "nearest" });
const place = () => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return `${element.isConnected} ${x} ${y} ${width} ${height}`;
};
const frame = () => new Promise((next) => requestAnimationFrame(next));

(async () => {
  let still = 0;
  for (let before = "", frames = 0; still < 2 && frames < 120; frames += 1) {
    await frame();
    still = place() === before ? still + 1 : 0;
    before = place();
  }
  window.pressReached = false;
  const notice = (event) => {
    window.pressReached = event.composedPath().includes(element);
  };
  document.addEventListener("pointerdown", notice, { capture: true, once: true });
  done(still === 2 && element.isConnected);
})();
