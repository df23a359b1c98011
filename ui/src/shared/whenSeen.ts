import type { Attachment } from "svelte/attachments";

/** Calls back each time the element comes near the visible part of the window. */
export function whenSeen(act: () => void): Attachment {
  return (element) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) act();
      },
      { rootMargin: "200px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
