import { tick } from "svelte";
import { fieldIsGone } from "../../shared/typingOn";

/** A list that comes in another order moves elements, or drops them, and such an element loses the focus. */
export async function keepingFocus(change: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  await change();
  await tick();
  if (!(focused instanceof HTMLElement) || document.activeElement === focused) return;
  if (focused.isConnected) focused.focus({ preventScroll: true });
  else if (document.activeElement === document.body) {
    if (focused instanceof HTMLInputElement) fieldIsGone();
    // With its row, what had it is gone: the keyboard begins at the head of the page.
    document.querySelector<HTMLElement>("h1")?.focus();
  }
}
