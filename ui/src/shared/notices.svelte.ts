import type { AppError } from "../bindings/AppError";

const SHOWN_MS = 6000;

/** What is said over the page: good news for a moment, and errors whose place is gone until they are read. */
export class Notices {
  text = $state("");
  error = $state.raw<AppError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(text: string): void {
    this.dismiss();
    this.text = text;
    this.#timer = setTimeout(() => this.dismiss(), SHOWN_MS);
  }

  complain(error: AppError): void {
    this.dismiss();
    this.error = error;
  }

  dismiss = (): void => {
    clearTimeout(this.#timer);
    this.text = "";
    this.error = null;
  };
}
