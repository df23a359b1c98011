import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { button } from "../../testing/app";
import { rowOf, rows, scroller, scrollToRow, startWith } from "../../testing/list";
import { isLetter, placeFor } from "./listKeys";
import { nextMatch, TypeAhead } from "./typeAhead";

const placeOfFocus = () =>
  Number(document.activeElement?.closest("li")?.getAttribute("aria-posinset") ?? Number.NaN);
const focusFirst = (ids: string[]) =>
  rowOf(ids[0] ?? "")
    ?.querySelector<HTMLElement>("[data-name]")
    ?.focus();

describe("the keyboard in the list", () => {
  it("goes from row to row, to both ends and by pages, whether the row is on the page or not", async () => {
    const { ids, user } = await startWith(3000);
    focusFirst(ids);
    for (const [key, place] of [
      ["{ArrowDown}", 2],
      ["{ArrowDown}", 3],
      ["{ArrowUp}", 2],
      ["{PageDown}", 13],
      ["{End}", 3000],
      ["{ArrowDown}", 3000],
      ["{PageUp}", 2989],
      ["{Home}", 1],
      ["{ArrowUp}", 1],
    ] as const) {
      await user.keyboard(key);
      await expect.poll(placeOfFocus, { message: key }).toBe(place);
    }
    await user.keyboard("{Enter}");
    expect(document.activeElement).toHaveAttribute("aria-expanded", "true");
    await user.keyboard(" ");
    expect(document.activeElement).toHaveAttribute("aria-expanded", "false");
  });

  it("keeps the focus in a row that is scrolled away, and goes on from there", async () => {
    const { ids, user } = await startWith(3000);
    focusFirst(ids);
    const focused = document.activeElement;
    await scrollToRow(1500);
    expect(document.activeElement).toBe(focused);
    await user.keyboard("{ArrowDown}");
    await expect.poll(placeOfFocus).toBe(2);
  });

  it("is never taken to another team's button when the team with the focus goes", async () => {
    const { ids, world, control, user } = await startWith(400);
    const name = rowOf(ids[2] ?? "")
      ?.querySelector("[data-name]")
      ?.textContent?.trim();
    button(`Top up ${name}`).focus();
    await user.keyboard("{Shift}");
    world.teams.delete(ids[2] ?? "");
    control.sync();
    await expect.poll(() => rowOf(ids[2] ?? "")).toBeUndefined();
    // At the head of the page, or at what says that it is gone, whichever is there last.
    const heading = screen.getByRole("heading", { name: "Teams" });
    const notice = await screen.findByRole("region", { name: "Teams that are gone" });
    await expect.poll(() => [heading, notice]).toContain(document.activeElement);
  });

  it("is one stop of the tabulator for each list, with the buttons of that row", async () => {
    const { ids, user } = await startWith(100);
    const stops = () =>
      new Set(rows().flatMap((row) => (row.querySelector('[tabindex="0"]') ? [row.dataset.teamId] : [])));
    expect(stops()).toEqual(new Set([ids[0]]));
    focusFirst(ids);
    await user.keyboard("{ArrowDown}");
    await expect.poll(stops).toEqual(new Set([ids[1]]));
    await user.tab();
    expect(document.activeElement).toBe(button(`Copy team ID ${ids[1]}`));
  });

  it("finds a team by the beginning of its name", async () => {
    const { ids, user, world } = await startWith(1000);
    focusFirst(ids);
    await user.keyboard("jas");
    await expect.poll(() => document.activeElement?.textContent?.trim()).toMatch(/^Jasmin/);
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(world.teams.size).toBe(1000);
  });

  it("leaves the app's own keys alone, unless something is being typed", async () => {
    const { ids, user } = await startWith(50);
    focusFirst(ids);
    await user.keyboard("/");
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("searchbox"));
    focusFirst(ids);
    await user.keyboard("n");
    expect(await screen.findByRole("textbox", { name: "Team name" })).toHaveFocus();
  });

  it("is found with Ctrl+F too, also while somebody types", async () => {
    const { user } = await startWith(50);
    await scrollToRow(20);
    await user.click(button("New team"));
    await user.keyboard("{Control>}f{/Control}");
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("searchbox"));
    expect(scroller()).toBeVisible();
  });
});

describe("keys", () => {
  it("lead to a place that is there", () => {
    expect(placeFor("ArrowDown", 9, 10, 5)).toBe(9);
    expect(placeFor("ArrowUp", 0, 10, 5)).toBe(0);
    expect(placeFor("PageDown", 7, 10, 5)).toBe(9);
    expect(placeFor("PageUp", 7, 10, 5)).toBe(2);
    expect(placeFor("End", 0, 10, 5)).toBe(9);
    expect(placeFor("Tab", 0, 10, 5)).toBeUndefined();
  });

  it.each([
    [{ key: "a" }, false, true],
    [{ key: "é" }, false, true],
    [{ key: "N", shiftKey: true }, false, true],
    [{ key: "n" }, false, false],
    [{ key: "n" }, true, true],
    [{ key: " " }, false, false],
    [{ key: " " }, true, true],
    [{ key: "a", ctrlKey: true }, true, false],
    [{ key: "Enter" }, true, false],
  ])("%j, while something is typed: %s, is a letter: %s", (init, isTyping, expected) => {
    expect(isLetter(new KeyboardEvent("keydown", init), isTyping)).toBe(expected);
  });
});

describe("the type-ahead", () => {
  it("goes on to the next team with the same letter, and narrows with others", () => {
    const typeAhead = new TypeAhead();
    expect(typeAhead.type("d")).toEqual({ prefix: "d", isNext: true });
    expect(typeAhead.type("d")).toEqual({ prefix: "d", isNext: true });
    typeAhead.forget();
    typeAhead.type("d");
    expect(typeAhead.type("e")).toEqual({ prefix: "de", isNext: false });
    expect(nextMatch([3, 7, 9], 7, true)).toBe(9);
    expect(nextMatch([3, 7, 9], 7, false)).toBe(7);
    expect(nextMatch([3, 7, 9], 9, true)).toBe(3);
    expect(nextMatch([], 9, true)).toBeUndefined();
    typeAhead.forget();
  });
});
