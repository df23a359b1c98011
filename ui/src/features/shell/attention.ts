interface Callbacks {
  visible: (isVisible: boolean) => void;
  focused: () => void;
}

/** Says at once and from then on whether somebody may be looking at the window. Returns what ends it. */
export function watchAttention({ visible, focused }: Callbacks): () => void {
  const tell = () => visible(document.visibilityState === "visible");
  tell();
  document.addEventListener("visibilitychange", tell);
  window.addEventListener("focus", focused);
  return () => {
    document.removeEventListener("visibilitychange", tell);
    window.removeEventListener("focus", focused);
  };
}
