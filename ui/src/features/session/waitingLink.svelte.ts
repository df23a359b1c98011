import type { AppCommands } from "../../backend/backend";
import { keepAsking } from "../../shared/keepAsking";

/** Whether the app was opened with a link that is shown to whoever signs in. */
export class WaitingLink {
  isThere = $state(false);
  readonly #app: AppCommands;

  constructor(app: AppCommands) {
    this.#app = app;
  }

  /** Returns what ends it. */
  follow(): () => void {
    return keepAsking(async () => {
      this.isThere = await this.#app.linkWaits({ known: this.isThere });
    });
  }
}
