import { tick } from "svelte";
import type { Teams } from "../features/teams/teams.svelte";
import { focusHeading } from "./focused";

/**
 * Remembers what has the focus, for something that opens over the page. What is returned gives it back, to the head of
 * the page where it is gone.
 */
export function rememberFocus({ pins }: Teams): () => Promise<void> {
  const before = document.activeElement;
  const teamId = before?.closest<HTMLElement>("[data-team-id]")?.dataset.teamId;
  // The list may change meanwhile: a row that stays keeps its elements, and lends them to no other team.
  const release = teamId === undefined ? null : pins.hold(teamId);
  return async () => {
    await tick();
    if (before instanceof HTMLElement && before !== document.body) {
      before.focus({ preventScroll: true });
      if (document.activeElement !== before) focusHeading();
    }
    release?.();
  };
}
