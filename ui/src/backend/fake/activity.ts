import type { Methods } from "./methods";
import type { FakeSync } from "./sync";

export function activityMethods(sync: FakeSync): Methods<"activity"> {
  return {
    activity: () => {
      const { events, teams } = sync.read();
      const entries = events.map((event) => ({
        event,
        team_name: teams.get(event.team_id)?.team.name ?? event.team_id,
      }));
      return sync.snapshot(entries);
    },
  };
}
