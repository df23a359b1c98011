import type { Preferences } from "../../bindings/Preferences";
import type { FakeControl } from "./control";
import type { Methods } from "./methods";
import type { World } from "./world";

type App = "activity" | "preferences" | "setPreferences" | "about" | "viewReady";

export function appMethods(world: World, control: FakeControl): Methods<App> {
  let preferences: Preferences = { theme: "system" };
  return {
    activity: () => ({
      data: world.events.map((event) => ({
        event,
        team_name: world.teams.get(event.team_id)?.team.name ?? event.team_id,
      })),
      fetched_at: world.at(),
      source: control.source,
    }),
    preferences: () => preferences,
    setPreferences: (args) => {
      preferences = args.preferences;
      return preferences;
    },
    about: () => ({ version: "0.1.0", data_dir: "/home/you/.local/share/com.ollm.teams" }),
    viewReady: () => null,
  };
}
