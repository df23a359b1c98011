import { asAppError } from "../../backend/appError";
import type { Backend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Money } from "../../bindings/Money";
import type { TopUpView } from "../../bindings/TopUpView";

const PAUSE_MS = 150;
const POLL_MS = 2000;

/** Where a top-up is: being chosen, on its way, waiting to be paid, or sent with its answer lost. */
export type Step =
  | { name: "choosing" }
  | { name: "sending" }
  | { name: "pending"; view: TopUpView; opening: boolean }
  | { name: "unknown"; error: AppError };

/** How a top-up ended without being paid. */
export type Failure =
  | { kind: "refused"; error: AppError }
  | { kind: "failed" | "expired"; words: string | null };

/** One top-up of one team, from the choice of an amount to the new balance. */
export class TopUpFlow {
  step = $state.raw<Step>({ name: "choosing" });
  /** As it was typed. Only Rust reads it as a number. */
  amount = $state("");
  /** What `amount` is, once it is known to be one. */
  checked = $state.raw<Money | null>(null);
  amountError = $state.raw<AppError | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: Backend;
  readonly #teamId: string;
  readonly #onSucceeded: (view: TopUpView) => void;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(backend: Backend, teamId: string, onSucceeded: (view: TopUpView) => void) {
    this.#backend = backend;
    this.#teamId = teamId;
    this.#onSucceeded = onSucceeded;
  }

  /** Takes what is typed now, and asks what it is once the typing pauses. */
  type(amount: string): void {
    this.amount = amount;
    this.checked = null;
    this.amountError = null;
    this.failure = null;
    this.#asked += 1;
    clearTimeout(this.#timer);
    if (amount.trim() !== "") this.#timer = setTimeout(() => void this.#check(), PAUSE_MS);
  }

  /** A preset needs no pause. */
  choose(amount: string): void {
    this.type(amount);
    clearTimeout(this.#timer);
    void this.#check();
  }

  async #check(): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    try {
      const money = await this.#backend.checkTopUpAmount({ amount: this.amount });
      if (question === this.#asked) this.checked = money;
    } catch (rejection) {
      if (question === this.#asked) this.amountError = asAppError(rejection);
    }
  }

  /** Sends the amount, or the same one again where its outcome is unknown: the idempotency key is the same then. */
  send = async (): Promise<void> => {
    if (this.checked === null || this.step.name === "sending" || this.step.name === "pending") return;
    this.step = { name: "sending" };
    this.failure = null;
    try {
      this.#settle(await this.#backend.topUp({ teamId: this.#teamId, amount: this.checked.amount }));
    } catch (rejection) {
      this.#refuse(asAppError(rejection));
    }
  };

  openCheckout = async (): Promise<void> => {
    if (this.step.name !== "pending" || this.step.opening) return;
    const { view } = this.step;
    this.step = { ...this.step, opening: true };
    this.failure = null;
    try {
      await this.#backend.openCheckout({ teamId: this.#teamId, topUpId: view.top_up.id });
    } catch (rejection) {
      this.failure = { kind: "refused", error: asAppError(rejection) };
    }
    if (this.step.name === "pending") this.step = { ...this.step, opening: false };
  };

  /** The dialog is gone: no more questions. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #refuse(error: AppError): void {
    if (error.code === "outcome_unknown") {
      this.step = { name: "unknown", error };
      return;
    }
    this.step = { name: "choosing" };
    if (error.code.startsWith("amount_")) this.amountError = error;
    else this.failure = { kind: "refused", error };
  }

  #fail(failure: Failure): void {
    this.step = { name: "choosing" };
    this.failure = failure;
  }

  #settle(view: TopUpView): void {
    switch (view.top_up.status) {
      case "succeeded":
        this.#onSucceeded(view);
        break;
      case "failed":
        this.#fail({ kind: "failed", words: view.top_up.failure });
        break;
      case "expired":
        this.#fail({ kind: "expired", words: view.top_up.failure });
        break;
      default:
        // Pending, or a status of a newer server: it is watched, and nothing is offered on it but its payment page.
        this.step = { name: "pending", view, opening: false };
        this.#watch(view.top_up.id);
    }
  }

  #watch(topUpId: string): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#poll(topUpId), POLL_MS);
  }

  async #poll(topUpId: string): Promise<void> {
    try {
      const view = await this.#backend.topUpStatus({ teamId: this.#teamId, topUpId });
      if (!this.#stopped) this.#settle(view);
    } catch {
      // The payment goes on without this window; the next question may be answered.
      this.#watch(topUpId);
    }
  }
}
