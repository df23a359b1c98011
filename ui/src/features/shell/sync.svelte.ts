import type { AccountBackend } from "../../backend/backend";
import type { SyncView } from "../../bindings/SyncView";
import { t } from "../../i18n";
import type { ConnectionState } from "../../shared/connectionState";
import { keepAsking } from "../../shared/keepAsking";
import type { Session } from "../session/session.svelte";

/** How old what is shown of an account is, and what can be done about it. */
export class Sync {
  /** `null` until the first answer. */
  view = $state.raw<SyncView | null>(null);
  /** Whether the server is asked because somebody wants to know. */
  isAsking = $state(false);
  /** Grows whenever what was read before may be something else now: the copy changed, or the server answers again. */
  news = $state(0);
  readonly #backend: AccountBackend;
  readonly #session: Session;
  readonly #onNews: () => Promise<void>;
  #isClosed = false;
  #asked = 0;
  #answered = 0;
  #shown: Promise<void> = Promise.resolve();
  #end = () => {};

  readonly connection = $derived.by<ConnectionState>(() => this.#connection());
  readonly isLive = $derived(this.connection === "live");
  /** Whether it was asked a while ago and has not answered: nobody knows yet whether it still would. */
  readonly isSilent = $derived(this.isLive && this.view?.is_silent === true);
  /** Whether the server can not be reached. */
  readonly isOffline = $derived(this.connection === "offline");
  /** Whether the server is being asked, or has answered: what it says comes in a moment. */
  readonly isComing = $derived(["live", "connecting", "signing_in"].includes(this.connection));
  /** Why nothing can be done now that needs the server; `undefined` where it can. */
  readonly denied = $derived(t.common.connection.denied(this.connection));

  /** `onNews` shows what the offline copy holds now. */
  constructor(backend: AccountBackend, session: Session, onNews: () => Promise<void>) {
    this.#backend = backend;
    this.#session = session;
    this.#onNews = onNews;
  }

  /** Shows what there is, and waits for news until it is closed. */
  start(): void {
    this.#shown = this.#onNews();
    this.#end = keepAsking(() => this.#ask(this.view?.revision ?? 0));
  }

  /** The account is not shown any more: what is still to come changes nothing. */
  close = (): void => {
    this.#isClosed = true;
    this.#end();
  };

  /** Has the server asked what changed. Ends when what it said is shown. */
  refresh = async (): Promise<void> => {
    this.isAsking = true;
    try {
      await this.#backend.syncNow();
      await this.look();
      await this.#shown;
    } catch {
      // Why there is no news is news for whoever waits for it.
    } finally {
      this.isAsking = false;
    }
  };

  /** Looks at once what is known now. */
  look = (): Promise<void> => this.#ask(0);

  async #ask(seen: number): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    const view = await this.#backend.syncState({ seen });
    // A later question was answered before: this answer is the older one.
    if (this.#isClosed || question < this.#answered) return;
    this.#answered = question;
    this.#show(view);
  }

  #show(view: SyncView): void {
    const before = this.view;
    this.view = view;
    const isBack = view.connection === "live" && before?.connection !== "live";
    // At the start of the app, the first revision is the one that is being shown.
    const isOther = view.copy_revision !== (before?.copy_revision ?? 0);
    if (isBack || isOther) this.news += 1;
    if (isOther) this.#shown = this.#onNews();
  }

  #connection(): ConnectionState {
    switch (this.#session.view?.state) {
      case "restoring":
        return "signing_in";
      case "interrupted":
        return "signed_out";
      default:
        return this.view?.connection ?? "connecting";
    }
  }
}
