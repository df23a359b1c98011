import type { Attachment } from "svelte/attachments";

/** Takes the focus when it appears, where what had it is gone. */
export const focused: Attachment<HTMLElement> = (element) => element.focus();

/** Gives the focus to the head of the page that is shown, where what had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("div:not([hidden]) > header > h1")?.focus();
}
