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
  /** Whether the way in for the same server is shown, over all that is open. */
  isSigningInAgain = $state(false);
  /** Whether what is shown came from what somebody did, not from the start of the app. */
  hasChanged = false;
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

  /** Opens a workspace of this computer again, or shows the way in for the same server: nothing is forgotten by it. */
  signInAgain = async (): Promise<void> => {
    if (this.view?.state !== "signed_in") return;
    const { kind } = this.view.account;
    if (kind !== "remote") return this.startLocalWorkspace(kind === "sample");
    this.failure = null;
    this.isSigningInAgain = true;
  };

  /** Back to what was open. */
  stopSigningIn = (): void => {
    this.failure = null;
    this.isSigningInAgain = false;
  };

  async #change(action: Action, act: () => Promise<SessionView>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = action;
    this.failure = null;
    try {
      const view = await act();
      this.hasChanged = true;
      this.view = view;
      this.isSigningInAgain = false;
    } catch (rejection) {
      this.failure = { action, error: asAppError(rejection) };
    } finally {
      this.busy = null;
    }
  }
}
