const LOOK_MS = 5000;
const EVERY_MS = 30_000;

/**
 * Refreshes when the window gets the focus, and while it is visible: every 30 s, or every 5 s while what is shown is
 * not what the server has. Returns what ends it.
 */
export function keepFresh(refresh: () => void, isStale: () => boolean): () => void {
  let sinceRefresh = 0;
  const whileVisible = () => {
    if (document.visibilityState !== "visible") return;
    sinceRefresh = 0;
    refresh();
  };
  const timer = setInterval(() => {
    sinceRefresh += LOOK_MS;
    if (isStale() || sinceRefresh >= EVERY_MS) whileVisible();
  }, LOOK_MS);
  window.addEventListener("focus", whileVisible);
  return () => {
    clearInterval(timer);
    window.removeEventListener("focus", whileVisible);
  };
}
