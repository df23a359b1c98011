import type { AppCommands } from "../../backend/backend";
import type { UpdateState } from "../../bindings/UpdateState";
import { keepAsking } from "../../shared/keepAsking";

/** What is known of newer versions of the app. */
export class Updates {
  /** `null` until the first answer. */
  state = $state.raw<UpdateState | null>(null);
  /** What somebody has seen of it. */
  #seen = $state.raw<string | null>(null);
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

  /** The newer version that there is to tell of. */
  get newer(): { version: string; isInstalled: boolean } | null {
    const { state } = this;
    if (state?.state !== "available" && state?.state !== "installed") return null;
    if (this.#seen === nameOf(state)) return null;
    return { version: state.release.version, isInstalled: state.state === "installed" };
  }

  /** It is told until it is something else. */
  dismiss = (): void => {
    const { state } = this;
    if (state?.state === "available" || state?.state === "installed") this.#seen = nameOf(state);
  };

  check = (): Promise<null> => this.#app.checkForUpdates();
  install = (): Promise<null> => this.#app.installUpdate();
  restart = (): Promise<null> => this.#app.restartApp();
}

const nameOf = ({ state, release }: { state: string; release: { version: string } }) =>
  `${state} ${release.version}`;
