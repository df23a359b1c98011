import type { AppCommands } from "../../backend/backend";
import type { UpdateState } from "../../bindings/UpdateState";
import { keepAsking } from "../../shared/keepAsking";

/** What is known of newer versions of the app. */
export class Updates {
  /** `null` until the first answer. */
  state = $state.raw<UpdateState | null>(null);
  readonly #app: AppCommands;
  #revision = 0;
  #isClosed = false;
  #end = () => {};

  constructor(app: AppCommands) {
    this.#app = app;
  }

  /** Waits for news until it is closed. */
  start(): void {
    this.#end = keepAsking(async () => {
      const { revision, state } = await this.#app.updateState({ seen: this.#revision });
      if (this.#isClosed) return;
      this.#revision = revision;
      this.state = state;
    });
  }

  close = (): void => {
    this.#isClosed = true;
    this.#end();
  };

  check = (): Promise<null> => this.#app.checkForUpdates();
  install = (): Promise<null> => this.#app.installUpdate();
  restart = (): Promise<null> => this.#app.restartApp();
}
