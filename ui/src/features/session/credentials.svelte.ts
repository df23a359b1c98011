import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { CredentialStateView } from "../../bindings/CredentialStateView";
import type { KeyringFault } from "../../i18n/words/keyring";

const AGAIN_MS = 500;

/** Whether the place where sign-ins are kept works. */
export class Credentials {
  /** `null` until it is known. */
  view = $state.raw<CredentialStateView | null>(null);
  isChecking = $state(false);
  readonly #backend: Backend;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly fault = $derived.by<KeyringFault | null>(() => {
    const state = this.view?.state;
    return state === undefined || state === "working" || state === "checking" ? null : state;
  });

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What the probe at the app's start found; it may run still. */
  load = async (): Promise<void> => {
    await this.#ask(() => this.#backend.credentialState());
    if (this.view?.state === "checking") this.#timer = setTimeout(this.load, AGAIN_MS);
  };

  check = async (): Promise<void> => {
    if (this.isChecking) return;
    this.isChecking = true;
    await this.#ask(() => this.#backend.checkCredentials());
    this.isChecking = false;
  };

  stop = (): void => clearTimeout(this.#timer);

  async #ask(ask: () => Promise<CredentialStateView>): Promise<void> {
    try {
      this.view = await ask();
    } catch (rejection) {
      this.view = { state: "failed", reason: asAppError(rejection).message };
    }
  }
}
