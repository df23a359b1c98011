import { untrack } from "svelte";
import type { AppError } from "../bindings/AppError";
import { getWorkspace } from "./context";

/** Whether it takes another sign-in to get past an error. */
export function needsSignIn(error: AppError | null | undefined): boolean {
  return error?.code === "unauthorized" || error?.code === "signed_out";
}

/** Acts for the component that is being made, whenever somebody has signed in: what asked for it is out of date. */
export function whenSignedIn(act: () => void): void {
  const { session } = getWorkspace();
  $effect(() => {
    if (session.view?.state === "signed_in") untrack(act);
  });
}
