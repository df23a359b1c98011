import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Snapshot } from "../../bindings/Snapshot";
import type { TeamPeople } from "../../bindings/TeamPeople";
import { justLost } from "../../shared/unanswered";

/** The people of one team that is open in the list. */
export class People {
  /** `null` until the first answer; the last one stays while another is fetched, or fails. */
  snapshot = $state.raw<Snapshot<TeamPeople> | null>(null);
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

  load = async (): Promise<void> => {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const snapshot = await this.#backend.teamPeople({ teamId: this.#teamId });
      if (question !== this.#asked) return;
      this.snapshot = snapshot;
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
