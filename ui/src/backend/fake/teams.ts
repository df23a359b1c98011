import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { addAmounts, allowed, checkName, teamView } from "./rules";
import type { World } from "./world";

type Teams = "listTeams" | "createTeam" | "renameTeam" | "deleteTeam" | "searchTeams";

export function teamsMethods(world: World, control: FakeControl): Methods<Teams> {
  return {
    listTeams: () => {
      const teams = [...world.teams.values()].map(teamView);
      const known = teams.flatMap(({ team }) => (team.balance ? [team.balance.amount] : []));
      const totals = known.length > 0 ? [{ amount: known.reduce(addAmounts), currency: "USD" }] : [];
      return { data: { teams, totals }, fetched_at: world.at(), source: control.source };
    },
    createTeam: ({ name }) => {
      const team = world.addTeam({ name: checkName(name), role: "owner", created_at: world.at() });
      world.record(team.team.id, "team.created", team.team.name);
      return teamView(team);
    },
    renameTeam: ({ teamId, name }) => {
      const team = allowed(world.team(teamId), "rename");
      const old = team.team.name;
      team.team.name = checkName(name);
      team.team.version += 1;
      world.record(teamId, "team.renamed", team.team.name, old);
      return teamView(team);
    },
    deleteTeam: ({ teamId, version }) => {
      const team = allowed(world.team(teamId), "delete");
      if (team.team.version !== version) throw appError("version_mismatch", "req_fake2");
      world.teams.delete(teamId);
      return null;
    },
    searchTeams: ({ query }) => {
      const text = query.trim().toLowerCase();
      return [...world.teams.values()].flatMap(({ team, members, invitations }) => {
        if (team.name.toLowerCase().includes(text) || team.id.includes(text))
          return [{ team_id: team.id, people: [] }];
        const people = [...members, ...invitations]
          .map(({ email }) => email)
          .filter((email) => email.includes(text));
        return people.length > 0 ? [{ team_id: team.id, people }] : [];
      });
    },
  };
}
