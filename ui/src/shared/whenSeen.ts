import type { Attachment } from "svelte/attachments";

/**
 * Calls back each time the element comes near the visible part of the window, or of what it is scrolled in; what that
 * returns, when it is gone.
 */
export function whenSeen(
  act: () => (() => void) | undefined,
  scroller: () => Element | null = () => null,
): Attachment {
  return (element) => {
    let leave: (() => void) | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        leave?.();
        leave = entries.some((entry) => entry.isIntersecting) ? act() : undefined;
      },
      { root: scroller(), rootMargin: "200px" },
    );
    observer.observe(element);
    return () => {
      leave?.();
      observer.disconnect();
    };
  };
}
