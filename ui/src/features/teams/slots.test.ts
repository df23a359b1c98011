import { describe, expect, it } from "vitest";
import { Slots } from "./slots";

const nobody = () => false;

/** The elements of rows, without the spare ones. */
const shown = (slots: Slots, ids: string[], isOwn: (id: string) => boolean) =>
  slots
    .assign(ids, isOwn)
    .filter(({ isSpare }) => !isSpare)
    .map(({ slot }) => slot);

describe("the elements of rows", () => {
  it("stay with their row for as long as it is on the page", () => {
    const slots = new Slots();
    const [a, b, c] = shown(slots, ["a", "b", "c"], nobody);
    expect(shown(slots, ["c", "x", "b"], nobody)).toEqual([c, a, b]);
  });

  it("are never those of two rows at once", () => {
    const slots = new Slots();
    let page = ["0", "1", "2"];
    for (let n = 3; n < 200; n += 1) {
      page = [...page.filter((_, place) => (place + n) % 3 !== 0), String(n), String(n + 1000)].slice(-7);
      const numbers = shown(slots, page, (id) => Number(id) % 5 === 0);
      expect(new Set(numbers).size).toBe(page.length);
    }
  });

  it("go with a row that held something, and are not given to one that does", () => {
    const slots = new Slots();
    const [open, plain] = shown(slots, ["open", "plain"], (id) => id === "open");
    const [first] = shown(slots, ["x", "y"], nobody);
    expect(first).toBe(plain);
    expect(shown(slots, ["x", "y"], nobody)).not.toContain(open);
    const [x, y] = shown(slots, ["x", "y"], nobody);
    const [restored] = shown(slots, ["open"], (id) => id === "open");
    expect([open, x, y]).not.toContain(restored);
  });

  it("of a row that was opened once are not another's, also when it is closed again", () => {
    const slots = new Slots();
    const [opened] = shown(slots, ["a"], (id) => id === "a");
    expect(shown(slots, ["a"], nobody)).toEqual([opened]);
    expect(shown(slots, ["b"], nobody)).not.toContain(opened);
  });

  it("stand ready, a few of them, for rows that come", () => {
    const slots = new Slots();
    const ids = Array.from({ length: 30 }, (_, n) => String(n));
    const all = shown(slots, ids, nobody);
    const rest = slots.assign(["0"], nobody);
    const spares = rest.filter(({ isSpare }) => isSpare);
    expect(rest[0]).toEqual({ slot: all[0], id: "0", isSpare: false });
    expect(spares).toHaveLength(14);
    expect(new Set(rest.map(({ slot }) => slot)).size).toBe(15);
    const { slot, id } = spares[3] ?? { slot: -1, id: "" };
    expect(shown(slots, ["0", id], nobody)).toEqual([all[0], slot]);
    const [, ...again] = shown(slots, ["0", ...ids.slice(10, 24)], nobody);
    expect(new Set(again)).toEqual(new Set(spares.map(({ slot }) => slot)));
  });
});
