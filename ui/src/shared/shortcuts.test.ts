import { expect, it, vi } from "vitest";
import { placeFor } from "../features/teams/listKeys";
import { t } from "../i18n";
import { ariaKeys, onShortcut, SHORTCUT_IDS, shortcut } from "./shortcuts";

const press = (key: string, init: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key, cancelable: true, ...init });

it("is one table: each shortcut has its words and keys, and no key stands for two", () => {
  const keys = { alone: new Map<string, string>(), held: new Map<string, string>() };
  for (const id of SHORTCUT_IDS) {
    expect(t.keys.what[id], id).toBeTruthy();
    expect(t.keys.ways(id).length, id).toBeGreaterThan(0);
    for (const kind of ["alone", "held"] as const)
      for (const key of shortcut(id)[kind] ?? []) {
        expect(keys[kind].get(key), key).toBeUndefined();
        keys[kind].set(key, id);
      }
  }
});

it("has the keys of the list that the list has", () => {
  for (const id of ["move", "page"] as const)
    for (const key of shortcut(id).there ?? []) expect(placeFor(key, 1, 9, 3), key).toBeDefined();
  expect(placeFor("Tab", 1, 9, 3)).toBeUndefined();
});

it("shows keys as they are written on them", () => {
  expect(t.keys.ways("palette")).toEqual([["Ctrl", "K"]]);
  expect(t.keys.ways("search")).toEqual([["/"], ["Ctrl", "F"]]);
  expect(t.keys.ways("account")).toEqual([["Ctrl", "1…9"]]);
  expect(t.keys.ways("letter")).toEqual([["A…Z"]]);
  expect(t.keys.ways("move")).toEqual([["↑"], ["↓"], ["Home"], ["End"]]);
  expect(ariaKeys("search", true)).toBe("/ Control+F");
});

it("does what a key stands for, and leaves all others alone", () => {
  const palette = vi.fn();
  const account = vi.fn();
  const handle = onShortcut({ palette, account });
  const pressed = [press("k", { ctrlKey: true }), press("K", { ctrlKey: true })];
  for (const event of pressed) handle(event);
  expect(pressed.every((event) => event.defaultPrevented)).toBe(true);
  expect(palette).toHaveBeenCalledTimes(2);
  handle(press("3", { ctrlKey: true }));
  expect(account).toHaveBeenCalledWith("3");
  for (const other of [
    press("k"),
    press("k", { metaKey: true }),
    press("k", { ctrlKey: true, shiftKey: true }),
    press("k", { ctrlKey: true, altKey: true }),
    press("f", { ctrlKey: true }),
  ]) {
    handle(other);
    expect(other.defaultPrevented).toBe(false);
  }
  expect(palette).toHaveBeenCalledTimes(2);
});

it("has Command for Ctrl on macOS, and shows it", async () => {
  vi.resetModules();
  vi.doMock("./platform", () => ({ platform: "macos" }));
  const mac = await import("./shortcuts");
  const { keys } = await import("../i18n/words/keys");
  const act = vi.fn();
  mac.onShortcut({ palette: act })(press("k", { metaKey: true }));
  mac.onShortcut({ palette: act })(press("k", { ctrlKey: true }));
  expect(act).toHaveBeenCalledTimes(1);
  expect(mac.ariaKeys("palette", true)).toBe("Meta+K");
  const texts = { names: {}, what: {}, hint: () => "" };
  expect(keys({ keys: texts } as unknown as Parameters<typeof keys>[0]).ways("palette")).toEqual([
    ["⌘", "K"],
  ]);
  vi.doUnmock("./platform");
});
