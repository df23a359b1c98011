import type { AccountBackend } from "../../backend/backend";
import type { OpenedLink } from "../../bindings/OpenedLink";
import { keepAsking } from "../../shared/keepAsking";

/** What the app was opened with, for one account. */
export class Links {
  /** The last one that nobody took yet. */
  #opened = $state.raw<OpenedLink | null>(null);
  readonly #backend: AccountBackend;
  #isClosed = false;

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  readonly isThere = $derived(this.#opened !== null);

  /** It is shown once. */
  take(): OpenedLink | null {
    const opened = this.#opened;
    this.#opened = null;
    return opened;
  }

  /** Waits for one after the other. Returns what ends it; what comes on the last question is still shown. */
  follow(): () => void {
    return keepAsking(async () => {
      const opened = await this.#backend.nextLink();
      if (opened !== null && !this.#isClosed) this.#opened = opened;
    });
  }

  /** Its account is not shown any more. */
  close = (): void => {
    this.#isClosed = true;
  };
}
