import { platform } from "../../shared/platform";
import { isTypingOn } from "../../shared/typingOn";

/** Whether a key is text for the element that has the focus, or a dialog has the keyboard. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector('[role="dialog"]') !== null) return true;
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu]",
    ) !== null
  );
}

/** Whether Ctrl (on macOS Command) is held with a key, and no dialog has the keyboard; also while somebody is typing. */
function isHeld(event: KeyboardEvent): boolean {
  const isHeld = platform === "macos" ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!isHeld || event.altKey || event.shiftKey || event.defaultPrevented) return false;
  return document.querySelector('[role="dialog"]') === null;
}

/** Which account Ctrl (on macOS Command) and a digit stand for, counted from 0. */
export function accountOf(event: KeyboardEvent): number | null {
  return isHeld(event) && /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
}

/** Ctrl (on macOS Command) and F, as everywhere else. */
export function isSearch(event: KeyboardEvent): boolean {
  return isHeld(event) && event.key.toLowerCase() === "f";
}

/** Calls what a single key stands for, unless somebody is typing. */
export function onShortcut(actions: Record<string, () => void>): (event: KeyboardEvent) => void {
  return (event) => {
    const act = actions[event.key];
    if (isTaken(event) || isTypingOn() || act === undefined) return;
    event.preventDefault();
    act();
  };
}
