import { asAppError } from "../backend/appError";
import type { AppError } from "../bindings/AppError";

/** What the app is asked for once, and again when somebody wants to. */
export class Loaded<Data> {
  /** `null` until the first answer. */
  data = $state.raw<Data | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #ask: () => Promise<Data>;

  constructor(ask: () => Promise<Data>) {
    this.#ask = ask;
  }

  load = async (): Promise<void> => {
    try {
      this.data = await this.#ask();
      this.error = null;
    } catch (rejection) {
      this.error = asAppError(rejection);
    }
  };
}
