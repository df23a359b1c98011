import Plus from "@lucide/svelte/icons/plus";
import { expect, it } from "vitest";
import type { Command } from "./command";
import { offerAll, offerFitting } from "./offers";
import { Recent } from "./recent";

const command = (id: string, label = id): Command => ({ id, label, icon: Plus, does: { run: () => null } });
const titles = (groups: { title: string }[]) => groups.map(({ title }) => title);

it("puts what was used last first, once, and leaves out what is empty", () => {
  const groups = [
    { title: "List", commands: [command("a"), command("b")] },
    { title: "Help", commands: [command("c")] },
  ];
  const offered = offerAll(groups, [command("c")], [command("team")]);
  expect(titles(offered)).toEqual(["Used recently", "List", "Teams"]);
  expect(offered.flatMap(({ commands }) => commands.map(({ id }) => id))).toEqual(["c", "a", "b", "team"]);
  expect(titles(offerAll(groups, [], []))).toEqual(["List", "Help"]);
});

it("puts a team whose name begins so before commands that only have the word in them", () => {
  const commands = [command("dark", "Theme: Dark"), command("new", "New team")];
  const order = (query: string, team: string) =>
    titles(offerFitting({ query, commands, named: [], teams: [command("team", team)] }));
  expect(order("dark", "Dark matter")).toEqual(["Teams", "Commands"]);
  expect(order("dark", "After dark")).toEqual(["Commands", "Teams"]);
  expect(order("new", "New York")).toEqual(["Commands", "Teams"]);
  expect(order("zzz", "After")).toEqual(["Teams"]);
});

it("remembers a few, the last one first and each one once", () => {
  const recent = new Recent();
  for (const id of ["a", "b", "c", "d", "e", "f", "c"]) recent.use({ id });
  expect(recent.ids).toEqual(["c", "f", "e", "d", "b"]);
  recent.use({ id: "team.open.dev", teamId: "dev" });
  recent.use({ id: "team.rename.dev", teamId: "dev" });
  expect(recent.teamIds).toEqual(["dev"]);
});
