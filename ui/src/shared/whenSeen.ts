import type { Attachment } from "svelte/attachments";

/** Calls back each time the element comes near the visible part of the window; what that returns, when it is gone. */
export function whenSeen(act: () => (() => void) | undefined): Attachment {
  return (element) => {
    let leave: (() => void) | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        leave?.();
        leave = entries.some((entry) => entry.isIntersecting) ? act() : undefined;
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => {
      leave?.();
      observer.disconnect();
    };
  };
}
