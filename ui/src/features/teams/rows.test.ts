import { describe, expect, it } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { createFake } from "../../backend/fake/fake";
import { generate } from "../../backend/fake/generate";
import { World } from "../../backend/fake/world";
import { dataOf } from "../../testing/app";
import { Rows } from "./rows.svelte";

async function start(teams: number) {
  const fake = createFake({ session: signedIn(new World()) });
  generate(fake.world, teams);
  const data = dataOf(fake);
  await data.syncState({ seen: 0 });
  return { ...fake, data, ids: [...fake.world.teams.keys()] };
}

describe("the rows", () => {
  it("that are far from what is looked at are dropped, but for the ones that hold something", async () => {
    const { data, ids } = await start(3000);
    const rows = new Rows(data, (id) => id === ids[5]);
    for (let from = 0; from < 3000; from += 20) await rows.look(ids, from, from + 12);
    expect(rows.size).toBeLessThanOrEqual(400 + 93);
    expect(rows.has(ids[5] ?? "")).toBe(true);
    expect(rows.has(ids[2990] ?? "")).toBe(true);
  });

  it("of an older list are not taken for rows of this one", async () => {
    const { data, control, ids } = await start(100);
    const rows = new Rows(data, () => false);
    const release = control.hold("teamRows");
    const looked = rows.look(ids, 0, 10);
    rows.become("atlas", new Map());
    release();
    await looked;
    expect(rows.get(ids[0] ?? "")?.hit).not.toBeNull();
  });

  it("of a team that is gone are not asked for again and again", async () => {
    const { data, control, ids } = await start(20);
    const rows = new Rows(data, () => false);
    await rows.look([...ids, "gone-00000000"], 0, 20);
    const asked = control.count("teamRows");
    await rows.look([...ids, "gone-00000000"], 0, 20);
    expect(control.count("teamRows")).toBe(asked);
  });

  it("that could not be read are read with the next look", async () => {
    const { data, control, ids } = await start(20);
    const rows = new Rows(data, () => false);
    control.failNext("teamRows", "storage_unavailable");
    await rows.look(ids, 0, 10);
    expect(rows.size).toBe(0);
    await rows.look(ids, 0, 10);
    expect(rows.size).toBe(20);
  });
});
