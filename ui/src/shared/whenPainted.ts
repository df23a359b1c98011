import type { Attachment } from "svelte/attachments";

/** Calls back once, when the element is on the screen, with how many children it has there. */
export function whenPainted(act: (children: number) => void): Attachment {
  return (element) => {
    // A frame is asked for, and the one after it begins only once that one is on the screen.
    requestAnimationFrame(() => {
      const children = element.childElementCount;
      requestAnimationFrame(() => act(children));
    });
  };
}
