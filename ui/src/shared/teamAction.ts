import { onDestroy, tick } from "svelte";
import type { AppError } from "../bindings/AppError";
import { Action } from "./action.svelte";
import { getWorkspace } from "./context";
import { isAboutInput } from "./fieldOf";
import { pinWhile } from "./pinWhile.svelte";
import { needsSignIn, whenSignedIn } from "./signedIn.svelte";

interface Place {
  /** The team that the action is about. */
  teamId?: string;
  /** Whether only the server takes its place away while the team is there: a row, not a form to close. */
  isRow?: boolean;
}

/**
 * An action on the server's teams, of the component that is being made. A failure means that they may not be as they
 * are shown: they are fetched again. Where that takes the component away, its error is said over the page.
 */
export function teamAction({ teamId, isRow = false }: Place = {}): Action {
  const { teams, notices, sync } = getWorkspace();
  let isDestroyed = false;

  async function failed(error: AppError) {
    if (isDestroyed) notices.complain(error);
    if (isAboutInput(error)) return;
    await sync.refresh();
    if (teamId !== undefined && !teams.has(teamId)) notices.complain(error);
  }

  const action = new Action({
    started: notices.dismiss,
    failed: (error) => void failed(error),
  });
  // What runs, and what is said of it, stays with its row.
  if (teamId !== undefined)
    pinWhile(
      () => teamId,
      () => action.busy || action.error !== null,
    );
  whenSignedIn(() => {
    if (needsSignIn(action.error)) action.clear();
  });
  onDestroy(async () => {
    isDestroyed = true;
    if (!isRow) return;
    // While it is destroyed, it sees everything as it was before.
    await tick();
    if (action.error !== null && teamId !== undefined && teams.has(teamId)) notices.complain(action.error);
  });
  return action;
}
