import { screen, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { describe, expect, it } from "vitest";
import { button, expectAccessible } from "../../testing/app";
import { layout } from "../../testing/layout";
import { list, rowOf, rows, scroller, scrollToRow, startWith, topOf } from "../../testing/list";

/** What fits into the view, and what stands ready on either side. */
const MOST_ROWS = 30;

const inView = () =>
  rows().filter((row) => topOf(row) > 0 && topOf(row) < layout.viewportPx - layout.abovePx);

const name = (teamId: string | undefined) => {
  const found = rowOf(teamId ?? "")?.querySelector<HTMLElement>("[data-name]");
  if (!found) throw new Error(`no row of ${teamId}`);
  return found;
};

describe("ten thousand teams", () => {
  it("are as many elements as a few, wherever the list is scrolled to", async () => {
    const { ids } = await startWith(10_000);
    expect(screen.getByText(/across 10,000 teams/)).toBeVisible();
    for (const index of [0, 17, 5000, 9990, 3]) {
      await scrollToRow(index);
      expect(rows().length).toBeLessThan(MOST_ROWS);
      expect(rowOf(ids[index] ?? "")).toHaveAttribute("aria-posinset", String(index + 1));
      expect(rowOf(ids[index] ?? "")).toHaveAttribute("aria-setsize", "10000");
    }
    expect(Number.parseFloat(list().style.blockSize)).toBe(10_000 * 61);
    await expectAccessible();
  });

  it("are asked for with one request at a time, for what is looked at by then", async () => {
    const { ids, control } = await startWith(10_000);
    const before = control.count("teamRows");
    const release = control.hold("teamRows");
    for (let index = 100; index <= 9000; index += 100) {
      scroller().scrollTop = index * 61;
      await tick();
    }
    expect(control.count("teamRows")).toBe(before + 1);
    expect(rowOf(ids[9000] ?? "")).toHaveAttribute("aria-busy", "true");
    expect(rowOf(ids[9000] ?? "")?.style.blockSize).toBe("61px");
    release();
    await expect.poll(() => rowOf(ids[9000] ?? "")?.dataset.version).toBe("1");
    expect(control.count("teamRows")).toBe(before + 2);
  });

  it("stay where they are on the screen when teams come and go above them", async () => {
    const { ids, world, control } = await startWith(500);
    await scrollToRow(200);
    const row = () => rowOf(ids[205] ?? "");
    const before = topOf(row());
    world.addTeam({ name: "Aardvark", role: "owner" });
    world.addTeam({ name: "Abacus", role: "owner" });
    world.teams.delete(ids[3] ?? "");
    control.sync();
    await expect.poll(() => row()?.getAttribute("aria-posinset")).toBe("207");
    await expect.poll(() => topOf(row())).toBe(before);
    expect(inView().filter((each) => each.hasAttribute("aria-busy"))).toEqual([]);
  });

  it("stay on the page when hundreds come above them", async () => {
    const { ids, world, control } = await startWith(500);
    await scrollToRow(200);
    const row = rowOf(ids[205] ?? "");
    const before = topOf(row);
    for (let n = 0; n < 300; n += 1) world.addTeam({ name: `Aardvark ${n}`, role: "owner" });
    control.sync();
    await expect.poll(() => row?.getAttribute("aria-posinset")).toBe("506");
    await expect.poll(() => topOf(row)).toBe(before);
    expect(rowOf(ids[205] ?? "")).toBe(row);
    expect(inView().length).toBeGreaterThan(9);
    expect(inView().filter((each) => each.hasAttribute("aria-busy"))).toEqual([]);
  });

  it("stay there when the first visible one is gone", async () => {
    const { ids, world, control } = await startWith(500);
    await scrollToRow(200);
    const first = rows().find((row) => topOf(row) + layout.abovePx > layout.headerPx - 61);
    const before = topOf(first);
    expect(first).toBe(rowOf(ids[198] ?? ""));
    for (const id of ids.slice(190, 203)) world.teams.delete(id);
    control.sync();
    await expect.poll(() => rowOf(ids[205] ?? "")?.getAttribute("aria-posinset")).toBe("193");
    // The one after it has its place.
    await expect.poll(() => topOf(rowOf(ids[203] ?? ""))).toBe(before);
  });

  it("have rows of different heights, which the others follow", async () => {
    const { ids, user } = await startWith(200);
    layout.heights.set(ids[2] ?? "", 300);
    await user.click(name(ids[2]));
    layout.resized(rowOf(ids[2] ?? ""));
    await expect.poll(() => topOf(rowOf(ids[3] ?? ""))).toBe(2 * 61 + 300);
    expect(Number.parseFloat(list().style.blockSize)).toBe(199 * 61 + 300);
    await scrollToRow(100);
    await scrollToRow(0);
    expect(name(ids[2])).toHaveAttribute("aria-expanded", "true");
    expect(topOf(rowOf(ids[3] ?? ""))).toBe(2 * 61 + 300);
  });
});

describe("an open row", () => {
  it("that comes back into view has its people at once, and asks for news of them", async () => {
    const { ids, user, world, control } = await startWith(1000);
    const team = name(ids[1]).textContent?.trim();
    await user.click(name(ids[1]));
    await screen.findByRole("table", { name: `Members of ${team}` });
    await user.click(screen.getByRole("searchbox"));
    await scrollToRow(600);
    await expect.poll(() => rowOf(ids[1] ?? "")).toBeUndefined();
    world.addMember(world.team(ids[1] ?? ""), "new@example.com", "viewer");
    const release = control.hold("teamPeople");
    await scrollToRow(0);
    expect(await screen.findByRole("table", { name: `Members of ${team}` })).toBeVisible();
    expect(screen.queryByText("new@example.com")).toBeNull();
    release();
    control.sync();
    expect(await screen.findByText("new@example.com")).toBeVisible();
  });
});

describe("what is typed", () => {
  it("in a row stays when the row is scrolled away, and the row with it", async () => {
    const { ids, user } = await startWith(1000);
    const team = name(ids[1]).textContent?.trim();
    await user.click(button(`Rename ${team}`));
    await user.keyboard("X");
    await user.click(screen.getByRole("searchbox"));
    await scrollToRow(600);
    expect(rowOf(ids[2] ?? "")).toBeUndefined();
    const field = within(rowOf(ids[1] ?? "") as HTMLElement).getByRole("textbox", { name: "Team name" });
    expect(field).toHaveValue("X");
    await user.click(field);
    await user.keyboard("{Escape}");
    await user.click(screen.getByRole("searchbox"));
    await expect.poll(() => rowOf(ids[1] ?? "")).toBeUndefined();
  });

  it("to invite people stays when the row is filtered away, and comes back with it", async () => {
    const { ids, user } = await startWith(1000);
    await user.click(name(ids[1]));
    const row = rowOf(ids[1] ?? "") as HTMLElement;
    const field = await within(row).findByRole("textbox", { name: "Email" });
    await user.type(field, "half typ");
    await user.type(screen.getByRole("searchbox"), "jasmin");
    await expect.poll(() => list().dataset.query).toBe("jasmin");
    expect(row).not.toBeVisible();
    expect(row).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await expect.poll(() => rowOf(ids[1] ?? "")?.hidden).toBe(false);
    expect(rowOf(ids[1] ?? "")).toBe(row);
    expect(field).toHaveValue("half typ");
  });

  it("is shown with the version that the sync brings", async () => {
    const { ids, user, world, control } = await startWith(1000);
    await user.click(button(`Rename ${name(ids[1]).textContent?.trim()}`));
    await scrollToRow(600);
    world.credit(world.team(ids[1] ?? ""), "5.00");
    control.sync();
    await expect.poll(() => rowOf(ids[1] ?? "")?.dataset.version).toBe("2");
    world.teams.delete(ids[1] ?? "");
    control.sync();
    await expect.poll(() => rowOf(ids[1] ?? "")).toBeUndefined();
  });
});
