import { asAppError } from "../backend/appError";
import type { AppError } from "../bindings/AppError";

interface Callbacks {
  started?: () => void;
  failed?: (error: AppError) => void;
}

/** One thing that a user does: never twice at once, and its error stays until the next try. */
export class Action {
  busy = $state(false);
  error = $state.raw<AppError | null>(null);
  readonly #on: Callbacks;

  constructor(on: Callbacks = {}) {
    this.#on = on;
  }

  /** Says whether it was done. */
  run = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (this.busy) return false;
    this.busy = true;
    this.error = null;
    this.#on.started?.();
    try {
      await act();
      return true;
    } catch (rejection) {
      const error = asAppError(rejection);
      this.error = error;
      this.#on.failed?.(error);
      return false;
    } finally {
      this.busy = false;
    }
  };

  clear = (): void => {
    this.error = null;
  };
}
