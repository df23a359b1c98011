import { asAppError } from "../backend/appError";
import type { AppError } from "../bindings/AppError";

const SHOWN_MS = 6000;

/** What can be done about good news. */
export interface NoticeAction {
  label: string;
  act: () => Promise<unknown>;
}

/** What is said over the page: good news for a moment, and errors whose place is gone until they are read. */
export class Notices {
  text = $state("");
  action = $state.raw<NoticeAction | null>(null);
  error = $state.raw<AppError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** With something to do about it, it stays: nobody has to be quick. */
  say(text: string, action: NoticeAction | null = null): void {
    this.dismiss();
    this.text = text;
    this.action = action;
    if (action === null) this.#timer = setTimeout(this.dismiss, SHOWN_MS);
  }

  /** Does what can be done, and says why where it can not. */
  act = async (): Promise<void> => {
    try {
      await this.action?.act();
    } catch (rejection) {
      this.complain(asAppError(rejection));
    }
  };

  complain(error: AppError): void {
    this.dismiss();
    this.error = error;
  }

  dismiss = (): void => {
    clearTimeout(this.#timer);
    this.text = "";
    this.action = null;
    this.error = null;
  };
}
