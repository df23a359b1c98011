import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Usage } from "../../bindings/Usage";
import { justLost } from "../../shared/unanswered";

/** So many days, today included. */
export const WINDOWS = [7, 30, 90] as const;
export type Window = (typeof WINDOWS)[number];

/** What one team used in the last days. */
export class UsageOf {
  days = $state<Window>(30);
  /** `null` until the first answer; the last one stays while another is fetched, or fails. */
  usage = $state.raw<Usage | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #backend: AccountBackend;
  readonly #teamId: string;
  readonly #onLost: () => void;
  #asked = 0;

  /** `onLost` is told when the server stops answering, once, until it answers again. */
  constructor(backend: AccountBackend, teamId: string, onLost: () => void) {
    this.#backend = backend;
    this.#teamId = teamId;
    this.#onLost = onLost;
  }

  /** Whether what is shown, which says of how many days it is, is of another time than the one that was chosen. */
  get isStale(): boolean {
    return this.usage !== null && this.usage.days.length !== this.days;
  }

  choose = (days: Window): Promise<void> => {
    this.days = days;
    return this.load();
  };

  load = async (): Promise<void> => {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const usage = await this.#backend.usage({ teamId: this.#teamId, days: this.days });
      if (question !== this.#asked) return;
      this.usage = usage;
      this.error = null;
    } catch (rejection) {
      if (question !== this.#asked) return;
      const error = asAppError(rejection);
      const isLost = justLost(this.error, error);
      this.error = error;
      if (isLost) this.#onLost();
    }
  };
}
