import { isAlone } from "../../shared/shortcuts";

/** The place that a key leads to from another one, in a list of `count`; `undefined` for any other key. */
export function placeFor(key: string, from: number, count: number, pageSize: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
      return Math.min(from + 1, last);
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "PageDown":
      return Math.min(from + pageSize, last);
    case "PageUp":
      return Math.max(from - pageSize, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

/**
 * Whether a key is a letter for the type-ahead. The keys that begin something else in the app are, too, in a running one
 * or with Shift.
 */
export function isLetter(event: KeyboardEvent, isTyping: boolean): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if ([...event.key].length !== 1) return false;
  return isTyping || (event.key !== " " && !isAlone(event.key));
}
