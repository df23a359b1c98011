import { platform } from "../../shared/platform";

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

/** Which account Ctrl (on macOS Command) and a digit stand for, counted from 0; also while somebody is typing. */
export function accountOf(event: KeyboardEvent): number | null {
  const isHeld = platform === "macos" ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!isHeld || event.altKey || event.shiftKey || event.defaultPrevented) return null;
  if (document.querySelector('[role="dialog"]') !== null) return null;
  return /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : null;
}

/** Calls what a single key stands for, unless somebody is typing. */
export function onShortcut(actions: Record<string, () => void>): (event: KeyboardEvent) => void {
  return (event) => {
    const act = actions[event.key];
    if (act === undefined || isTaken(event)) return;
    event.preventDefault();
    act();
  };
}
