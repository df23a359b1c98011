import { untrack } from "svelte";
import type { AccountBackend } from "../../backend/backend";
import type { TopUpAttempt } from "../../bindings/TopUpAttempt";
import { keepAsking } from "../../shared/keepAsking";

/** What follows once an attempt has an end. */
type OnEnd = (attempt: TopUpAttempt) => void;

/** Whether nothing follows. */
export function isEnd({ state }: TopUpAttempt): boolean {
  return state === "succeeded" || state === "failed" || state === "expired";
}

/** The account's attempts to add credits, as the payment journal has them: those of earlier runs of the app, too. */
export class TopUps {
  /** Those without an end, and those whose end the user has not seen. */
  attempts = $state.raw<TopUpAttempt[]>([]);
  #watching = $state.raw<ReadonlyMap<string, OnEnd>>(new Map());
  readonly #backend: AccountBackend;
  readonly #onEnd: () => void;
  #revision = 0;
  #ended = new Set<string>();
  #isClosed = false;
  #end = () => {};

  /** What nobody is about to say: how those ended that no dialog is open for, and those that stay unknown. */
  readonly unseen = $derived(
    this.attempts.filter((each) => (isEnd(each) || each.may_dismiss) && !this.#watching.has(each.team_id)),
  );

  /** `onEnd`: a balance is another one now. */
  constructor(backend: AccountBackend, onEnd: () => void) {
    this.#backend = backend;
    this.#onEnd = onEnd;
  }

  /** The team's attempt that has no end yet. The next one waits for it. */
  openOf(teamId: string): TopUpAttempt | undefined {
    return this.attempts.find((each) => each.team_id === teamId && !isEnd(each) && !each.may_dismiss);
  }

  /** Waits for news until it is closed. */
  start(): void {
    this.#end = keepAsking(() => this.#ask(this.#revision));
  }

  /** Looks at once what is known now. */
  look = (): Promise<void> => this.#ask(0);

  /** The account is not shown any more. */
  close = (): void => {
    this.#isClosed = true;
    this.#end();
  };

  /** Somebody tells the user how the team's attempts end. Returns what ends that. */
  watch(teamId: string, onEnd: OnEnd): () => void {
    this.#setWatching((watching) => watching.set(teamId, onEnd));
    return () => this.#setWatching((watching) => watching.delete(teamId));
  }

  /** The user knows how it ended. */
  async acknowledge({ key }: TopUpAttempt): Promise<void> {
    await this.#backend.acknowledgeTopUp({ key });
    this.attempts = this.attempts.filter((each) => each.key !== key);
  }

  #setWatching(change: (watching: Map<string, OnEnd>) => void): void {
    const watching = new Map(untrack(() => this.#watching));
    change(watching);
    this.#watching = watching;
  }

  async #ask(seen: number): Promise<void> {
    const { revision, attempts } = await this.#backend.topUps({ seen });
    if (this.#isClosed) return;
    this.#revision = revision;
    this.attempts = attempts;
    for (const attempt of attempts.filter(isEnd)) {
      if (this.#ended.has(attempt.key)) continue;
      this.#ended.add(attempt.key);
      this.#onEnd();
      this.#watching.get(attempt.team_id)?.(attempt);
    }
  }
}
