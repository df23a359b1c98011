import { appError } from "./errors";
import type { Methods } from "./methods";
import { allowed, checkName, teamView } from "./rules";
import type { FakeSync } from "./sync";
import type { World } from "./world";

export function teamsMethods(
  world: World,
  sync: FakeSync,
): Methods<"createTeam" | "renameTeam" | "deleteTeam"> {
  return {
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
      sync.forget(teamId);
      return null;
    },
  };
}
