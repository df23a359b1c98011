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

/** Calls what a single key stands for, unless somebody is typing. */
export function onShortcut(actions: Record<string, () => void>): (event: KeyboardEvent) => void {
  return (event) => {
    const act = actions[event.key];
    if (act === undefined || isTaken(event)) return;
    event.preventDefault();
    act();
  };
}
