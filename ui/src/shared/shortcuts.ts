import { platform } from "./platform";
import { isTypingOn } from "./typingOn";

/** How something is done from the keyboard. */
interface Shortcut {
  /** Keys that do it alone, unless somebody is typing. */
  alone?: readonly string[];
  /** Keys that do it with Ctrl, on macOS with Command, also while somebody is typing. */
  held?: readonly string[];
  /** Keys of a part of the page, which has them itself. */
  there?: readonly string[];
}

/** The one table of what the keyboard does: what handles keys, what shows them and what says them reads it. */
export const SHORTCUTS = {
  palette: { held: ["k"] },
  search: { alone: ["/"], held: ["f"] },
  newTeam: { alone: ["n"] },
  refresh: { held: ["r"] },
  settings: { held: [","] },
  account: { held: ["1", "2", "3", "4", "5", "6", "7", "8", "9"] },
  move: { there: ["ArrowUp", "ArrowDown", "Home", "End"] },
  page: { there: ["PageUp", "PageDown"] },
  letter: { there: [..."abcdefghijklmnopqrstuvwxyz"] },
  cancel: { there: ["Escape"] },
  help: { alone: ["?"] },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof SHORTCUTS;

export const SHORTCUT_IDS = Object.keys(SHORTCUTS) as ShortcutId[];

export const shortcut = (id: ShortcutId): Shortcut => SHORTCUTS[id];

/** What each shortcut does that works wherever the focus is; it is told which of its keys was pressed. */
export type ShortcutActions = Partial<Record<ShortcutId, (key: string) => void>>;

/** Whether a key begins something by itself where nobody is typing. */
export function isAlone(key: string): boolean {
  return SHORTCUT_IDS.some((id) => shortcut(id).alone?.includes(key));
}

/** Whether a key is text for the element that has the focus. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest(
      "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], [role=menu]",
    ) !== null
  );
}

/** Whether Ctrl (on macOS Command) is held, and nothing else. */
function isHeld(event: KeyboardEvent): boolean {
  const isHeld = platform === "macos" ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  return isHeld && !event.altKey && !event.shiftKey;
}

/** Whether a key with Ctrl or Command stands for this. */
export function isHeldFor(id: ShortcutId, event: KeyboardEvent): boolean {
  return isHeld(event) && shortcut(id).held?.includes(event.key.toLowerCase()) === true;
}

/** Does what a key stands for, unless a dialog has the keyboard; a key alone does only while `areAlone` says so. */
export function onShortcut(
  actions: ShortcutActions,
  areAlone: () => boolean = () => true,
): (event: KeyboardEvent) => void {
  const ids = Object.keys(actions) as ShortcutId[];
  const find = (event: KeyboardEvent) => {
    const held = ids.find((id) => isHeldFor(id, event));
    if (held !== undefined || !areAlone() || isTaken(event) || isTypingOn()) return held;
    return ids.find((id) => shortcut(id).alone?.includes(event.key));
  };
  return (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (document.querySelector('[role="dialog"]') !== null) return;
    const id = find(event);
    if (id === undefined) return;
    event.preventDefault();
    actions[id]?.(event.key);
  };
}

/** As `aria-keyshortcuts` has them: for assistive technology, in no language. */
export function ariaKeys(id: ShortcutId, areAlone: boolean): string | undefined {
  const { alone = [], held = [] } = shortcut(id);
  const modifier = platform === "macos" ? "Meta" : "Control";
  const keys = [...(areAlone ? alone : []), ...held.map((key) => `${modifier}+${key.toUpperCase()}`)];
  return keys.length > 0 ? keys.join(" ") : undefined;
}
