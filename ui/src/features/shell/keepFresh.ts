const EVERY_MS = 30_000;

/** Refreshes when the window gets the focus, and every 30 s while it is visible. Returns what ends it. */
export function keepFresh(refresh: () => void): () => void {
  const whileVisible = () => {
    if (document.visibilityState === "visible") refresh();
  };
  const timer = setInterval(whileVisible, EVERY_MS);
  window.addEventListener("focus", whileVisible);
  return () => {
    clearInterval(timer);
    window.removeEventListener("focus", whileVisible);
  };
}
