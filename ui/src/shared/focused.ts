import { tick } from "svelte";
import type { Attachment } from "svelte/attachments";

/** Takes the focus when it appears, where what had it is gone. */
export const focused: Attachment<HTMLElement> = (element) => element.focus();

/** Gives the focus to the head of the page that is shown, where what had it is gone. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>("div:not([hidden]) > header > h1")?.focus();
}

/**
 * Does what may take the control away that did it. Where the focus goes with it, `next` has it, else the head of the
 * page.
 */
export async function handingFocusOn(
  act: () => unknown,
  next: () => HTMLElement | null | undefined = () => null,
): Promise<void> {
  await act();
  await tick();
  if (document.activeElement !== document.body) return;
  next()?.focus();
  if (document.activeElement === document.body) focusHeading();
}
