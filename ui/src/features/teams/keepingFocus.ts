import { tick } from "svelte";

/** A list that comes in another order moves elements, or drops them, and such an element loses the focus. */
export async function keepingFocus(change: () => Promise<void>): Promise<void> {
  const focused = document.activeElement;
  await change();
  await tick();
  if (!(focused instanceof HTMLElement) || document.activeElement === focused) return;
  if (focused.isConnected) focused.focus({ preventScroll: true });
  // With its row, what had it is gone: the keyboard begins at the head of the page.
  else if (document.activeElement === document.body) document.querySelector<HTMLElement>("h1")?.focus();
}
