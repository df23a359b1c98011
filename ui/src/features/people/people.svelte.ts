import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Snapshot } from "../../bindings/Snapshot";
import type { TeamPeople } from "../../bindings/TeamPeople";
import { justLost } from "../../shared/unanswered";

/** Of the teams that were open lately, so many are remembered. */
const MOST = 100;

/**
 * What each account's teams last showed. A row that is scrolled away is gone from the page; when it comes back it is as
 * high as it was, and moves nothing.
 */
const shown = new WeakMap<AccountBackend, Map<string, Snapshot<TeamPeople>>>();

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
    this.snapshot = shown.get(backend)?.get(teamId) ?? null;
  }

  load = async (): Promise<void> => {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const snapshot = await this.#backend.teamPeople({ teamId: this.#teamId });
      if (question !== this.#asked) return;
      this.snapshot = snapshot;
      this.error = null;
      this.#remember(snapshot);
    } catch (rejection) {
      if (question !== this.#asked) return;
      const error = asAppError(rejection);
      const isLost = justLost(this.error, error);
      this.error = error;
      if (isLost) this.#onLost();
    }
  };
  #remember(snapshot: Snapshot<TeamPeople>): void {
    const its = shown.get(this.#backend) ?? new Map<string, Snapshot<TeamPeople>>();
    its.delete(this.#teamId);
    its.set(this.#teamId, snapshot);
    const [oldest] = its.keys();
    if (its.size > MOST && oldest !== undefined) its.delete(oldest);
    shown.set(this.#backend, its);
  }
}
