import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { About } from "../../bindings/About";
import type { AppError } from "../../bindings/AppError";

/** What the app says of itself. */
export class AboutApp {
  data = $state.raw<About | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #app: Backend;

  constructor(app: Backend) {
    this.#app = app;
  }

  load = async (): Promise<void> => {
    try {
      this.data = await this.#app.about();
      this.error = null;
    } catch (rejection) {
      this.error = asAppError(rejection);
    }
  };
}
