import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { Account } from "../../bindings/Account";
import type { AccountId } from "../../bindings/AccountId";
import type { AppError } from "../../bindings/AppError";
import type { SessionView } from "../../bindings/SessionView";
import type { TopUpAttempt } from "../../bindings/TopUpAttempt";
import { t } from "../../i18n";
import { Notices } from "../../shared/notices.svelte";
import { hostName } from "./hostName";

export type SessionAction = "local" | "token" | "browser" | "retry" | "keep" | "switch" | "sign_out";

/** Who is signed in, and the ways in and out. */
export class Session {
  /** `null` until the first answer. */
  view = $state.raw<SessionView | null>(null);
  /** All accounts of the app, in the user's order. */
  accounts = $state.raw<Account[]>([]);
  /** What is being done right now. */
  busy = $state<SessionAction | null>(null);
  /** What went wrong last, and with which action. */
  failure = $state.raw<{ action: SessionAction; error: AppError } | null>(null);
  /** Which way in is shown over all that is open: to the same account again, or to one more. */
  cover = $state<"again" | "add" | null>(null);
  /** Payments without an end that somebody who signs out is asked about. */
  leaving = $state.raw<{ topUps: TopUpAttempt[]; answer: (isSure: boolean) => void } | null>(null);
  /** What is said over the page, of the account that is shown: another one begins with nothing. */
  notices = $state.raw(new Notices());
  /** Whether what is shown came from what somebody did, not from the start of the app. */
  hasChanged = false;
  readonly #backend: Backend;
  /** Grows with everything that is begun or canceled, so that an answer to what is over is dropped. */
  #turn = 0;
  #wanted: AccountId | null = null;
  #isAwaitingUnlock = false;
  #canceling: Promise<unknown> = Promise.resolve();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async start(): Promise<void> {
    try {
      this.#show(await this.#backend.session());
    } catch (rejection) {
      this.view = { state: "signed_out", suggested_server: null };
      this.failure = { action: "retry", error: asAppError(rejection) };
    }
  }

  startLocalWorkspace = async (sampleData: boolean): Promise<void> => {
    await this.#change("local", () => this.#backend.startLocalWorkspace({ sampleData }));
  };

  signInWithToken = async (server: string, token: string): Promise<void> => {
    await this.#change("token", () => this.#backend.signInWithToken({ server, token }));
  };

  /** Waits until the person is done in the browser, or until it is canceled. */
  signInWithBrowser = async (server: string): Promise<void> => {
    await this.#canceling;
    await this.#change("browser", () => this.#backend.signInWithBrowser({ server }));
  };

  /** At once for the view; the answer that is still to come is dropped, whatever it is. */
  cancelBrowserSignIn = (): void => {
    if (this.busy !== "browser") return;
    this.#turn += 1;
    this.busy = null;
    this.#canceling = this.#backend.cancelBrowserSignIn().catch(() => null);
  };

  retry = async (): Promise<void> => {
    await this.#change("retry", () => this.#backend.session());
  };

  /** Tries the keyring again for the account that is shown. */
  keepSignedIn = async (): Promise<void> => {
    const account = this.#shownId();
    if (account !== null) await this.#change("keep", () => this.#backend.keepSignedIn({ account }));
  };

  /** While one switch is on its way, the last one that was asked for follows it. */
  switchTo = async (account: AccountId): Promise<void> => {
    if (this.busy !== "switch" && account === this.#shownId()) return;
    this.#wanted = account;
    if (this.busy === "switch") return;
    while (this.#wanted !== null) {
      const next = this.#wanted;
      this.#wanted = null;
      const isDone = await this.#change("switch", () => this.#backend.switchAccount({ account: next }));
      if (isDone) this.#say(t.accounts.switched);
    }
  };

  signOut = async (account: Account): Promise<void> => {
    if (!(await this.#mayLeave(account.id))) return;
    const isDone = await this.#change("sign_out", () => this.#backend.signOut({ account: account.id }));
    if (isDone) this.notices.say(t.accounts.signedOutOf({ email: account.user.email }));
  };

  signOutAll = async (): Promise<void> => {
    if (!(await this.#mayLeave(null))) return;
    const isDone = await this.#change("sign_out", () => this.#backend.signOutAll());
    if (isDone) this.notices.say(t.accounts.signedOutOfAll);
  };

  /** Opens a workspace of this computer again, or shows the way in for the same server: nothing is forgotten by it. */
  signInAgain = async (): Promise<void> => {
    if (this.shown === null) return;
    const { kind } = this.shown;
    if (kind !== "remote") return this.startLocalWorkspace(kind === "sample");
    this.failure = null;
    this.cover = "again";
  };

  addAccount = (): void => {
    this.failure = null;
    this.cover = "add";
  };

  /** Back to what was open. */
  stopSigningIn = (): void => {
    this.cancelBrowserSignIn();
    this.failure = null;
    this.cover = null;
  };

  /** The account that is shown. */
  get shown(): Account | null {
    return this.view === null || this.view.state === "signed_out" ? null : this.view.account;
  }

  /** Asks whoever signs out of one account, or of all, while a payment has no end: it goes on without them. */
  async #mayLeave(account: AccountId | null): Promise<boolean> {
    if (this.busy !== null || this.leaving !== null) return false;
    // Where the journal can not be read, nothing can be said of it; whoever wants to leave is let go.
    const topUps = await this.#backend.unsettledTopUps({ account }).catch(() => []);
    if (topUps.length === 0) return true;
    return new Promise((resolve) => {
      const answer = (isSure: boolean) => {
        this.leaving = null;
        resolve(isSure);
      };
      this.leaving = { topUps, answer };
    });
  }

  #shownId(): AccountId | null {
    return this.shown?.id ?? null;
  }

  #say(words: (who: { email: string; host: string }) => string): void {
    if (this.shown !== null)
      this.notices.say(words({ email: this.shown.user.email, host: hostName(this.shown) }));
  }

  #show(view: SessionView): void {
    const before = this.#shownId();
    this.view = view;
    this.accounts = view.state === "signed_out" ? [] : view.accounts;
    if (this.#shownId() !== before) {
      this.notices.dismiss();
      this.notices = new Notices();
    }
    if (view.state === "restoring") void this.#awaitUnlock();
  }

  /** Asks again as soon as it is answered, for as long as the keyring waits for a person. */
  async #awaitUnlock(): Promise<void> {
    if (this.#isAwaitingUnlock) return;
    this.#isAwaitingUnlock = true;
    while (this.view?.state === "restoring" && this.failure?.action !== "retry") {
      const turn = this.#turn;
      try {
        const view = await this.#backend.session();
        if (turn !== this.#turn) continue;
        this.hasChanged = true;
        this.#show(view);
      } catch (rejection) {
        if (turn === this.#turn) this.failure = { action: "retry", error: asAppError(rejection) };
      }
    }
    this.#isAwaitingUnlock = false;
  }

  /** Says whether it was done. */
  async #change(action: SessionAction, act: () => Promise<SessionView>): Promise<boolean> {
    if (this.busy !== null) return false;
    this.#turn += 1;
    const turn = this.#turn;
    this.busy = action;
    this.failure = null;
    try {
      const view = await act();
      if (turn !== this.#turn) return false;
      this.hasChanged = true;
      this.#show(view);
      this.cover = null;
      return true;
    } catch (rejection) {
      if (turn !== this.#turn) return false;
      const error = asAppError(rejection);
      // Who cancels knows it.
      if (error.code !== "sign_in_canceled") this.failure = { action, error };
      return false;
    } finally {
      if (turn === this.#turn) this.busy = null;
    }
  }
}
