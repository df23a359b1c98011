import { getWorkspace } from "./context";

/** Keeps a team's row on the page for as long as the component that is being made holds something. */
export function pinWhile(teamId: () => string, holds: () => boolean): void {
  const { teams } = getWorkspace();
  $effect(() => (holds() ? teams.pins.hold(teamId()) : undefined));
}
