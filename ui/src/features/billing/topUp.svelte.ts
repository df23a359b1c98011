import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Money } from "../../bindings/Money";
import type { TopUp } from "../../bindings/TopUp";
import type { TopUpView } from "../../bindings/TopUpView";
import { needsSignIn } from "../../shared/signedIn.svelte";

const PAUSE_MS = 150;
const POLL_MS = 2000;

/** Where a top-up is: being chosen, on its way, waiting to be paid, or sent with its answer lost. */
export type Step =
  | { name: "choosing" }
  | { name: "sending" }
  | { name: "pending"; view: TopUpView; opening: boolean }
  | { name: "unknown"; amount: Money; isTrying: boolean };

/** How a top-up ended without being paid. */
export type Failure =
  | { kind: "refused"; error: AppError }
  | { kind: "failed" | "expired"; amount: Money; words: string | null };

interface Callbacks {
  /** With whether its answer was lost on the way there. */
  succeeded: (view: TopUpView, wasUnknown: boolean) => void;
  /** For another reason than the amount: the team may not be as it is shown. */
  refused: (error: AppError) => void;
}

/** One top-up of one team, from the choice of an amount to the new balance. */
export class TopUpFlow {
  step = $state.raw<Step>({ name: "choosing" });
  /** As it was typed. Only Rust reads it as a number. */
  amount = $state("");
  /** What `amount` is, once it is known to be one. */
  checked = $state.raw<Money | null>(null);
  amountError = $state.raw<AppError | null>(null);
  /** What there is to know before an amount can be sent is being asked for. */
  isPreparing = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: AccountBackend;
  readonly #teamId: string;
  readonly #on: Callbacks;
  readonly #opened: Promise<void>;
  #asked = 0;
  #wasUnknown = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(backend: AccountBackend, teamId: string, on: Callbacks) {
    this.#backend = backend;
    this.#teamId = teamId;
    this.#on = on;
    this.#opened = this.#goToUnsettled();
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

  /** Sends the amount; one that is not checked yet is checked first. */
  send = async (): Promise<void> => {
    if (this.isPreparing || this.step.name !== "choosing" || this.amount.trim() === "") return;
    const { amount } = this;
    this.isPreparing = true;
    await this.#opened;
    if (this.checked === null && this.amount === amount) {
      clearTimeout(this.#timer);
      await this.#check();
    }
    this.isPreparing = false;
    // Only what was there when it was asked for is sent, and nothing while an earlier one has no end.
    if (this.checked === null || this.amount !== amount || this.step.name !== "choosing") return;
    this.step = { name: "sending" };
    await this.#send(this.checked);
  };

  /** Sends an amount whose outcome is unknown once more: the idempotency key is the same. */
  tryAgain = async (): Promise<void> => {
    if (this.step.name !== "unknown" || this.step.isTrying) return;
    this.step = { ...this.step, isTrying: true };
    await this.#send(this.step.amount);
  };

  async #send(money: Money): Promise<void> {
    this.failure = null;
    try {
      this.#settle(await this.#backend.topUp({ teamId: this.#teamId, amount: money.amount }));
    } catch (rejection) {
      await this.#refuse(asAppError(rejection), money);
    }
  }

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

  /** Somebody signed in again: a failure that asked for it is out of date. */
  forgetSignIn = (): void => {
    if (this.failure?.kind === "refused" && needsSignIn(this.failure.error)) this.failure = null;
  };

  /** The dialog is gone: no more questions. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #refuse(error: AppError, sent: Money): Promise<void> {
    if (error.code.startsWith("amount_")) {
      this.step = { name: "choosing" };
      this.amountError = error;
      return;
    }
    if (error.code === "outcome_unknown") {
      this.#holdUnknown(sent);
    } else {
      // That trying again failed says nothing of the first try: Rust knows whether its outcome is still open.
      const wasUnknown = this.step.name === "unknown";
      this.step = wasUnknown ? { name: "unknown", amount: sent, isTrying: false } : { name: "choosing" };
      if (wasUnknown || error.code === "top_up_unsettled") await this.#goToUnsettled();
      this.failure = { kind: "refused", error };
    }
    if (!this.#stopped) this.#on.refused(error);
  }

  /** Goes on with the team's top-up that has no end yet; where none is known, there is an amount to choose. */
  async #goToUnsettled(): Promise<void> {
    try {
      const unsettled = await this.#backend.unsettledTopUp({ teamId: this.#teamId });
      if (this.#stopped) return;
      if (unsettled === null) this.#choose();
      else if (unsettled.state === "unknown") this.#holdUnknown(unsettled.amount);
      else this.#settle(unsettled.top_up);
    } catch {
      // The step stays. Rust refuses a second top-up before the first has an end, whatever is shown.
    }
  }

  #holdUnknown(amount: Money): void {
    this.#wasUnknown = true;
    this.step = { name: "unknown", amount, isTrying: false };
  }

  #choose(): void {
    this.#wasUnknown = false;
    this.step = { name: "choosing" };
  }

  #fail(kind: "failed" | "expired", { amount, failure: words }: TopUp): void {
    this.#choose();
    this.#asked += 1;
    // It may have been sent from an earlier dialog; as it was typed here, it stays.
    if (this.checked?.amount !== amount.amount) this.amount = amount.amount;
    this.checked = amount;
    this.amountError = null;
    this.failure = { kind, amount, words };
  }

  #settle(view: TopUpView): void {
    switch (view.top_up.status) {
      case "succeeded":
        this.#on.succeeded(view, this.#wasUnknown);
        break;
      case "failed":
        this.#fail("failed", view.top_up);
        break;
      case "expired":
        this.#fail("expired", view.top_up);
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
    } catch (rejection) {
      const error = asAppError(rejection);
      // The payment goes on without this window; the next question may be answered.
      if (error.code !== "not_found") return this.#watch(topUpId);
      if (this.#stopped) return;
      this.#choose();
      this.failure = { kind: "refused", error };
      this.#on.refused(error);
    }
  }
}
