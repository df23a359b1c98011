import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { SessionView } from "../../bindings/SessionView";

type Action = "local" | "token" | "retry" | "sign_out";

/** Who is signed in, and the ways in and out. */
export class Session {
  /** `null` until the first answer. */
  view = $state.raw<SessionView | null>(null);
  /** What is being done right now. */
  busy = $state<Action | null>(null);
  /** What went wrong last, and with which action. */
  failure = $state.raw<{ action: Action; error: AppError } | null>(null);
  /** Whether the next welcome begins with the form for a token. */
  wantsToken = $state(false);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async start(): Promise<void> {
    try {
      this.view = await this.#backend.session();
    } catch (rejection) {
      this.view = { state: "signed_out", suggested_server: null };
      this.failure = { action: "retry", error: asAppError(rejection) };
    }
  }

  startLocalWorkspace = (sampleData: boolean): Promise<void> =>
    this.#change("local", () => this.#backend.startLocalWorkspace({ sampleData }));

  signInWithToken = (server: string, token: string): Promise<void> =>
    this.#change("token", () => this.#backend.signInWithToken({ server, token }));

  retry = (): Promise<void> => this.#change("retry", () => this.#backend.session());

  signOut = (): Promise<void> => this.#change("sign_out", () => this.#backend.signOut());

  /** Shows the way in for the same server. Nothing is signed out or forgotten by it. */
  signInAgain = (): void => {
    const server = this.view !== null && this.view.state !== "signed_out" ? this.view.account.server : null;
    this.failure = null;
    this.wantsToken = true;
    this.view = { state: "signed_out", suggested_server: server };
  };

  async #change(action: Action, act: () => Promise<SessionView>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = action;
    this.failure = null;
    try {
      this.view = await act();
      this.wantsToken = false;
    } catch (rejection) {
      this.failure = { action, error: asAppError(rejection) };
    } finally {
      this.busy = null;
    }
  }
}
