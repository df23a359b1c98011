import { expect, it } from "vitest";
import type { ListRequest } from "../../bindings/ListRequest";
import { DEFAULT_PREFERENCES } from "../../shared/preferences.svelte";
import { signedIn } from "./account";
import { createFake, dataOf } from "./fake";
import { generate } from "./generate";
import { addSampleData } from "./sample";
import { World } from "./world";

const { sort, filter } = DEFAULT_PREFERENCES;
const all: ListRequest = { search: "", sort, filter };

function start() {
  const fake = createFake({ session: signedIn(new World()) });
  addSampleData(fake.world);
  return { ...fake, data: dataOf(fake) };
}

it("answers from the copy, which a sync brings up to date", async () => {
  const { data, world, control } = start();
  const first = await data.listTeams({ request: all });
  expect(first?.source).toBe("live");
  expect(first?.data.ids).toHaveLength(5);
  const { revision, copy_revision } = await data.syncState({ seen: 0 });
  const news = data.syncState({ seen: revision });
  world.teams.delete("research-4be1d09c");
  expect((await data.listTeams({ request: all }))?.data.ids).toHaveLength(5);
  control.sync();
  const view = await news;
  expect(view.lost_teams).toEqual([{ id: "research-4be1d09c", name: "Research" }]);
  expect(view.copy_revision).not.toBe(copy_revision);
  expect((await data.listTeams({ request: all }))?.data.ids).toHaveLength(4);
  await data.acknowledgeLostTeams({ ids: ["research-4be1d09c"] });
  expect((await data.syncState({ seen: 0 })).lost_teams).toEqual([]);
});

it("refuses writes while it is offline, and reads on", async () => {
  const { data, control, world } = start();
  await data.syncState({ seen: 0 });
  control.setConnection("offline");
  await expect(data.createTeam({ name: "New" })).rejects.toMatchObject({ code: "unreachable" });
  expect(world.teams.size).toBe(5);
  expect((await data.teamPeople({ teamId: "dev-d7035d80" })).source).toBe("cached");
});

it("knows a team that was left here as left, not lost", async () => {
  const { data } = start();
  await data.syncState({ seen: 0 });
  await data.deleteTeam({ teamId: "dev-d7035d80", version: 1 });
  expect((await data.syncState({ seen: 0 })).lost_teams).toEqual([]);
});

it("finds teams and people, with what matches marked", async () => {
  const { data } = start();
  const list = (await data.listTeams({ request: { ...all, search: "LÉNA" } }))?.data;
  expect(list?.ids).toEqual(["research-4be1d09c", "support-bots-91fe02aa"]);
  expect(list?.people).toMatchObject([
    {
      email: [
        { text: "lena", is_match: true },
        { text: "@example.org", is_match: false },
      ],
      team_count: 2,
    },
  ]);
  expect(list?.first[0]?.hit?.people).toHaveLength(1);
  expect(list?.team_count).toBe(5);
});

it("sorts and filters", async () => {
  const { data } = start();
  const ids = async (request: Partial<ListRequest>) =>
    (await data.listTeams({ request: { ...all, ...request } }))?.data.ids.map((id) => id.slice(0, 4));
  expect(await ids({})).toEqual(["data", "dev-", "old-", "rese", "supp"]);
  expect(await ids({ sort: { key: "balance", reversed: true } })).toEqual([
    "dev-",
    "rese",
    "data",
    "old-",
    "supp",
  ]);
  expect(await ids({ filter: { ...filter, low_balance: true } })).toEqual(["supp"]);
  expect(await ids({ filter: { ...filter, role: "owner", pending_invitations: true } })).toEqual(["dev-"]);
});

it("makes as many teams as a test needs", async () => {
  const fake = createFake({ session: signedIn(new World()) });
  generate(fake.world, 10_000);
  const list = (await dataOf(fake).listTeams({ request: all }))?.data;
  expect(list?.ids).toHaveLength(10_000);
  expect(list?.first).toHaveLength(40);
});
