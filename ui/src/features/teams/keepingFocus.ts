import { tick } from "svelte";
import { fieldIsGone } from "../../shared/typingOn";

/** A list that comes in another order moves elements, or drops them, and such an element loses the focus. */
export async function keepingFocus(change: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  await change();
  await tick();
  if (!(focused instanceof HTMLElement)) return;
  if (focused instanceof HTMLInputElement && !focused.isConnected) fieldIsGone();
  if (document.activeElement === focused) return;
  if (focused.isConnected) focused.focus({ preventScroll: true });
  // With its row, what had it is gone: the keyboard begins at the head of the page.
  else if (document.activeElement === document.body) document.querySelector<HTMLElement>("h1")?.focus();
}
