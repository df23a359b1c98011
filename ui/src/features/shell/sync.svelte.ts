import type { AccountBackend } from "../../backend/backend";
import type { SyncView } from "../../bindings/SyncView";
import { t } from "../../i18n";
import type { Session } from "../session/session.svelte";

/** How long the next question waits after one that was not answered. */
const PAUSE_MS = 2000;

/** How old what is shown of an account is, and what can be done about it. */
export class Sync {
  /** `null` until the first answer. */
  view = $state.raw<SyncView | null>(null);
  /** Whether the server is asked because somebody wants to know. */
  isAsking = $state(false);
  readonly #backend: AccountBackend;
  readonly #session: Session;
  readonly #onCopyChanged: () => Promise<void>;
  #isClosed = false;
  #asked = 0;
  #answered = 0;
  #shown: Promise<void> = Promise.resolve();
  #endPause = () => {};

  /** Whether the server can not be reached. */
  readonly isOffline = $derived.by(() => this.view?.connection === "offline");

  /** Why nothing can be done now that needs the server; `undefined` where it can. */
  readonly denied = $derived.by<string | undefined>(() => this.#deniedBecause());

  /** `onCopyChanged` shows what the offline copy holds now; at the first answer too. */
  constructor(backend: AccountBackend, session: Session, onCopyChanged: () => Promise<void>) {
    this.#backend = backend;
    this.#session = session;
    this.#onCopyChanged = onCopyChanged;
  }

  /** Begins to wait for news, until `close`. */
  async start(): Promise<void> {
    while (!this.#isClosed) {
      try {
        await this.#ask(this.view?.revision ?? 0);
      } catch {
        await this.#pause();
      }
    }
  }

  /** The account is not shown any more: what is still to come changes nothing. */
  close = (): void => {
    this.#isClosed = true;
    this.#endPause();
  };

  /** Has the server asked what changed. Ends when what it said is shown. */
  refresh = async (): Promise<void> => {
    this.isAsking = true;
    try {
      await this.#backend.syncNow();
      await this.#ask(0);
      await this.#shown;
    } catch {
      // Whoever waits for news hears why there is none.
    } finally {
      this.isAsking = false;
    }
  };

  async #ask(seen: number): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    const view = await this.#backend.syncState({ seen });
    // A later question was answered before: this answer is the older one.
    if (this.#isClosed || question < this.#answered) return;
    this.#answered = question;
    const hasChanged = view.copy_revision !== this.view?.copy_revision;
    this.view = view;
    if (hasChanged) this.#shown = this.#onCopyChanged();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #deniedBecause(): string | undefined {
    const words = t.common.connection.denied;
    switch (this.#session.view?.state) {
      case "restoring":
        return words.signingIn;
      case "interrupted":
        return words.signedOut;
    }
    switch (this.view?.connection) {
      case "signing_in":
        return words.signingIn;
      case "offline":
        return words.offline;
      default:
        return undefined;
    }
  }
}
