import { asAppError } from "../backend/appError";
import type { AppError } from "../bindings/AppError";

/** One thing that a user does: never twice at once, and its error stays until the next try. */
export class Action {
  busy = $state(false);
  error = $state.raw<AppError | null>(null);

  /** Says whether it was done. */
  run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    try {
      await act();
      return true;
    } catch (rejection) {
      this.error = asAppError(rejection);
      return false;
    } finally {
      this.busy = false;
    }
  };

  clear = (): void => {
    this.error = null;
  };
}
