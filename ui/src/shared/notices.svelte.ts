import { asAppError } from "../backend/appError";
import type { AppError } from "../bindings/AppError";

const SHOWN_MS = 6000;

/** What can be done about good news. */
export interface NoticeAction {
  label: string;
  act: () => Promise<unknown>;
}

/** What is said over the page: good news for a moment; other news, and errors whose place is gone, until they are read. */
export class Notices {
  text = $state("");
  action = $state.raw<NoticeAction | null>(null);
  /** Whether `text` is good news. */
  isGood = $state(true);
  error = $state.raw<AppError | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** With something to do about it, it stays: nobody has to be quick. */
  say(text: string, action: NoticeAction | null = null): void {
    this.dismiss();
    this.text = text;
    this.action = action;
    if (action === null) this.#timer = setTimeout(this.dismiss, SHOWN_MS);
  }

  /** What is neither good news nor an error. It stays until it is read. */
  tell(text: string): void {
    this.dismiss();
    this.text = text;
    this.isGood = false;
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
    this.isGood = true;
    this.action = null;
    this.error = null;
  };
}
