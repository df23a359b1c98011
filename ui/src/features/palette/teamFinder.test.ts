import { expect, it } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { createFake, dataOf } from "../../backend/fake/fake";
import { generate } from "../../backend/fake/generate";
import { World } from "../../backend/fake/world";
import { TeamFinder } from "./teamFinder.svelte";

function start(teams: [string, string][] | number) {
  const fake = createFake({ session: signedIn(new World()) });
  if (typeof teams === "number") generate(fake.world, teams);
  else for (const [id, name] of teams) fake.world.addTeam({ id, name, role: "owner" });
  const backend = dataOf(fake);
  return { ...fake, backend, finder: new TeamFinder(backend) };
}
const wanted = (query: string) => ({ query, name: "", ids: [] });
const names = (finder: TeamFinder) => finder.found.byQuery.map(({ view }) => view.team.name);

it("finds a few of many, those first whose names begin so", async () => {
  const { backend, finder } = start(2000);
  await backend.syncNow();
  finder.find(wanted("a"));
  await finder.settled();
  expect(names(finder)).toHaveLength(20);
  expect(names(finder).every((name) => name.toLowerCase().startsWith("a"))).toBe(true);
});

it("goes on with the others in the order of their names", async () => {
  const { backend, finder } = start([
    ["a-1", "Alpha lab"],
    ["b-1", "Labels"],
    ["c-1", "Zeta lab"],
  ]);
  await backend.syncNow();
  finder.find(wanted(" lab"));
  await finder.settled();
  expect(names(finder)).toEqual(["Labels", "Alpha lab", "Zeta lab"]);
});

it("asks for the last only of what was typed while it asked", async () => {
  const { backend, finder } = start([
    ["a-1", "Alpha"],
    ["b-1", "Beta"],
  ]);
  await backend.syncNow();
  const original = backend.listTeams;
  const asked: string[] = [];
  const shown: string[] = [];
  let release = () => {};
  const held = new Promise<void>((done) => (release = done));
  Object.assign(backend, {
    listTeams: async (args: Parameters<typeof original>[0]) => {
      asked.push(args.request.search);
      shown.push(finder.found.query);
      await held;
      return original(args);
    },
  });
  for (const query of ["a", "al", "be"]) finder.find(wanted(query));
  release();
  await finder.settled();
  expect(asked).toEqual(["a", "be"]);
  expect(shown).toEqual(["", ""]);
  expect(names(finder)).toEqual(["Beta"]);
  expect(finder.found.query).toBe("be");
});

it("finds nothing, and ends, where the copy can not be read", async () => {
  const { backend, finder } = start([["a-1", "Alpha"]]);
  Object.assign(backend, { listTeams: () => Promise.reject(new Error("no")) });
  finder.find(wanted("alpha"));
  await finder.settled();
  expect(names(finder)).toEqual([]);
  expect(finder.isPending).toBe(false);
});
