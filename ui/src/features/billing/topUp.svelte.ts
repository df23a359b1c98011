import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { CheckedAmount } from "../../bindings/CheckedAmount";
import type { Money } from "../../bindings/Money";
import type { TopUpAttempt } from "../../bindings/TopUpAttempt";
import type { TopUpFailure } from "../../bindings/TopUpFailure";
import { formatPlain, numberFormat } from "../../i18n/format";
import { needsSignIn } from "../../shared/signedIn.svelte";
import { isUnanswered } from "../../shared/unanswered";
import { isEnd, type TopUps } from "./topUps.svelte";

const PAUSE_MS = 150;

/** Where a new attempt is: being chosen, on its way, or about to be the same as one a moment ago. */
export type Step =
  | { name: "choosing" }
  | { name: "sending" }
  | { name: "repeating"; money: Money; earlierAt: string | null };

/** What is done with the attempt that is open. */
export type Doing = "opening" | "checking" | "canceling";

/** How an attempt ended without credits, or what could not be done with it. */
export type Failure =
  | { kind: "refused"; error: AppError }
  /** A cancellation that nobody took, or said nothing of. */
  | { kind: "uncanceled"; error: AppError }
  | { kind: "failed" | "expired"; amount: Money; why: TopUpFailure | null };

interface Callbacks {
  /** With whether it was not known for a while. */
  succeeded: (attempt: TopUpAttempt, wasUnknown: boolean) => void;
  canceled: (attempt: TopUpAttempt) => void;
  /** For another reason than the amount: the team may not be as it is shown. */
  refused: (error: AppError) => void;
}

/** The dialog of one team: from the choice of an amount to the end of what was sent. */
export class TopUpFlow {
  step = $state.raw<Step>({ name: "choosing" });
  /** As it was typed. Only Rust reads it as a number. */
  amount = $state("");
  /** What `amount` is, once it is known to be one. */
  checked = $state.raw<CheckedAmount | null>(null);
  amountError = $state.raw<AppError | null>(null);
  /** What there is to know before an amount can be sent is being asked for. */
  isPreparing = $state(false);
  doing = $state.raw<Doing | null>(null);
  failure = $state.raw<Failure | null>(null);
  readonly #backend: AccountBackend;
  readonly #topUps: TopUps;
  readonly #teamId: string;
  readonly #on: Callbacks;
  readonly #unwatch: () => void;
  /** Attempts whose end was told. */
  readonly #ended = new Set<string>();
  #asked = 0;
  #wasUnknown = false;
  #canceled = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The attempt that has no end yet, from this dialog or from long ago. */
  readonly open = $derived.by(() => this.#topUps.openOf(this.#teamId));

  constructor(backend: AccountBackend, topUps: TopUps, teamId: string, on: Callbacks) {
    this.#backend = backend;
    this.#topUps = topUps;
    this.#teamId = teamId;
    this.#on = on;
    this.#wasUnknown = topUps.openOf(teamId)?.state === "unknown";
    this.#unwatch = topUps.watch(teamId, (attempt) => void this.#end(attempt));
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
      const checked = await this.#backend.checkTopUpAmount({
        teamId: this.#teamId,
        amount: this.amount,
        format: numberFormat,
      });
      if (question === this.#asked) this.checked = checked;
    } catch (rejection) {
      if (question === this.#asked) this.amountError = asAppError(rejection);
    }
  }

  /** Sends the amount; one that is not checked yet is checked first. */
  send = async (): Promise<void> => {
    if (this.isPreparing || this.step.name !== "choosing" || this.amount.trim() === "") return;
    const { amount } = this;
    if (this.checked === null) {
      this.isPreparing = true;
      clearTimeout(this.#timer);
      await this.#check();
      this.isPreparing = false;
    }
    // Only what was there when it was asked for is sent.
    if (this.checked !== null && this.amount === amount) await this.#send(this.checked.amount, false);
  };

  /** The user wants the same amount again, and knows that it is the second. */
  repeat = async (): Promise<void> => {
    if (this.step.name === "repeating") await this.#send(this.step.money, true);
  };

  goBack = (): void => {
    this.step = { name: "choosing" };
  };

  async #send(money: Money, repeats: boolean): Promise<void> {
    this.failure = null;
    this.step = { name: "sending" };
    try {
      const attempt = await this.#backend.topUp({ teamId: this.#teamId, amount: money.amount, repeats });
      this.#wasUnknown = attempt.state === "unknown";
      await this.#topUps.look();
      // Where another window has said already how it ended, it is not among those that are looked at.
      if (isEnd(attempt)) await this.#end(attempt);
      else this.step = { name: "choosing" };
    } catch (rejection) {
      await this.#refuse(asAppError(rejection), money);
    }
  }

  openCheckout = (): Promise<void> =>
    this.#do("opening", async ({ key }) => void (await this.#backend.openCheckout({ key })));

  /** Asks now what became of it. */
  check = (): Promise<void> =>
    this.#do("checking", async ({ key }) => void (await this.#backend.checkTopUp({ key })));

  cancel = (): Promise<void> =>
    this.#do("canceling", async ({ key }) => {
      this.#canceled = key;
      await this.#backend.cancelTopUp({ key });
    });

  async #do(doing: Doing, act: (attempt: TopUpAttempt) => Promise<void>): Promise<void> {
    const { open } = this;
    if (open === undefined || this.doing !== null) return;
    this.doing = doing;
    this.failure = null;
    try {
      await act(open);
      await this.#topUps.look();
    } catch (rejection) {
      const error = asAppError(rejection);
      const isUnheard = error.code === "outcome_unknown" || (isUnanswered(error) && !needsSignIn(error));
      this.failure = { kind: doing === "canceling" && isUnheard ? "uncanceled" : "refused", error };
    }
    this.doing = null;
  }

  /** Somebody signed in again: a failure that asked for it is out of date. */
  forgetSignIn = (): void => {
    if (this.failure?.kind === "refused" && needsSignIn(this.failure.error)) this.failure = null;
  };

  /** The dialog is gone: whatever ends now is for others to tell. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#unwatch();
  }

  async #refuse(error: AppError, money: Money): Promise<void> {
    if (error.code === "top_up_repeats") {
      this.step = { name: "repeating", money, earlierAt: error.detail.earlier_at };
      return;
    }
    this.step = { name: "choosing" };
    if (error.code.startsWith("amount_")) {
      this.amountError = error;
      return;
    }
    // There may be an open one that is not known here yet: it is shown then, and this with it.
    await this.#topUps.look().catch(() => null);
    this.failure = { kind: "refused", error };
    this.#on.refused(error);
  }

  async #end(attempt: TopUpAttempt): Promise<void> {
    if (this.#ended.has(attempt.key)) return;
    this.#ended.add(attempt.key);
    // Where that can not be written, it is said once more at the next start.
    await this.#topUps.acknowledge(attempt).catch(() => null);
    const wasUnknown = this.#wasUnknown;
    this.#wasUnknown = false;
    this.step = { name: "choosing" };
    if (attempt.state === "succeeded") this.#on.succeeded(attempt, wasUnknown);
    else if (attempt.key === this.#canceled) this.#on.canceled(attempt);
    else this.#fail(attempt.state === "expired" ? "expired" : "failed", attempt);
  }

  #fail(kind: "failed" | "expired", { amount, failure: why }: TopUpAttempt): void {
    // It may have been sent from an earlier dialog; as it was typed here, it stays.
    if (this.checked?.amount.amount !== amount.amount) this.choose(formatPlain(amount));
    this.failure = { kind, amount, why };
  }
}
