import { platform } from "../../shared/platform";
import { type ShortcutId, shortcut } from "../../shared/shortcuts";
import type { Messages } from "../messages";

/** Above this, the keys of a shortcut are a range. */
const MOST = 4;

/** The names of keys as they are written on them, and what they do. */
export function keys(m: Messages) {
  const { names } = m.keys;
  const named: Record<string, string> = {
    ArrowUp: "↑",
    ArrowDown: "↓",
    Home: names.home,
    End: names.end,
    PageUp: names.pageUp,
    PageDown: names.pageDown,
    Escape: names.escape,
  };
  const modifier = platform === "macos" ? "⌘" : names.ctrl;
  const nameOf = (key: string) => named[key] ?? key.toUpperCase();
  const listed = (keys: readonly string[]) =>
    keys.length > MOST ? [`${nameOf(keys[0] ?? "")}…${nameOf(keys.at(-1) ?? "")}`] : keys.map(nameOf);

  /** The ways to press a shortcut, each the keys that are pressed together. */
  const ways = (id: ShortcutId): string[][] => {
    const { alone = [], held = [], there = [] } = shortcut(id);
    return [
      ...listed([...alone, ...there]).map((key) => [key]),
      ...listed(held).map((key) => [modifier, key]),
    ];
  };
  /** The keys of one thing out of several that a shortcut is for. */
  const held = (key: string) => [modifier, nameOf(key)];
  const first = (id: ShortcutId) => ways(id)[0]?.join(" ") ?? "";
  return {
    title: m.keys.title,
    or: m.keys.or,
    what: m.keys.what,
    hint: m.keys.hint({ palette: first("palette"), help: first("help") }),
    ways,
    held,
  };
}
