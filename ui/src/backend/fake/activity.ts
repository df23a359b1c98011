import type { FakeControl } from "./control";
import type { Methods } from "./methods";
import type { World } from "./world";

export function activityMethods(world: World, control: FakeControl): Methods<"activity"> {
  return {
    activity: () => ({
      data: world.events.map((event) => ({
        event,
        team_name: world.teams.get(event.team_id)?.team.name ?? event.team_id,
      })),
      fetched_at: world.at(),
      source: control.source,
    }),
  };
}
