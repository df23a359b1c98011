import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { LedgerFilter } from "../../bindings/LedgerFilter";
import type { Transaction } from "../../bindings/Transaction";
import type { TransactionPage } from "../../bindings/TransactionPage";
import { justLost } from "../../shared/unanswered";

export const EVERYTHING: LedgerFilter = { kind: null, from: null, to: null };

/** What a filter finds in one team's ledger, as far as it was read. */
export class Ledger {
  filter = $state.raw<LedgerFilter>(EVERYTHING);
  /** `null` until the first answer; those of the filter before stay until there is one for this filter, if ever. */
  entries = $state.raw<Transaction[] | null>(null);
  /** When the newest of them were read. */
  readAt = $state.raw<string | null>(null);
  /** Where older ones go on; `null` where there are none. */
  cursor = $state<string | null>(null);
  error = $state.raw<AppError | null>(null);
  /** Whether older ones are on their way. */
  isLoadingMore = $state(false);
  /** Which filter `entries` are of. */
  #of = $state.raw<LedgerFilter>(EVERYTHING);
  readonly #backend: AccountBackend;
  readonly #teamId: string;
  readonly #onLost: () => void;
  #asked = 0;

  /** Whether what is shown is of another filter: that of this one is on its way, or can not be had now. */
  readonly isStale = $derived(this.entries !== null && !isSame(this.filter, this.#of));

  /** `onLost` is told when the server stops answering, once, until it answers again. */
  constructor(backend: AccountBackend, teamId: string, onLost: () => void) {
    this.#backend = backend;
    this.#teamId = teamId;
    this.#onLost = onLost;
  }

  get isFiltered(): boolean {
    const { kind, from, to } = this.filter;
    return kind !== null || from !== null || to !== null;
  }

  find = (changes: Partial<LedgerFilter>): Promise<void> => {
    this.filter = { ...this.filter, ...changes };
    return this.load();
  };

  /** Reads what is new, and keeps what is old: nobody is thrown back to the start of a list that grew. */
  load = async (): Promise<void> => {
    this.#asked += 1;
    const question = this.#asked;
    const page = await this.#read(null, () => question === this.#asked);
    if (page === undefined) return;
    const { transactions, next_cursor: cursor } = page;
    const known = this.isStale ? undefined : this.entries?.[0]?.id;
    const overlap = transactions.findIndex(({ id }) => id === known);
    if (overlap >= 0) {
      this.entries = [...transactions.slice(0, overlap), ...(this.entries ?? [])];
    } else {
      this.entries = transactions;
      this.cursor = cursor;
    }
    this.#of = this.filter;
    this.readAt = new Date().toISOString();
  };

  loadMore = async (): Promise<void> => {
    const { cursor, filter } = this;
    if (cursor === null || this.isLoadingMore || this.isStale) return;
    const last = this.#last;
    this.isLoadingMore = true;
    const page = await this.#read(cursor, () => filter === this.filter && last === this.#last);
    this.isLoadingMore = false;
    if (page === undefined) return;
    this.entries = [...(this.entries ?? []), ...page.transactions];
    this.cursor = page.next_cursor;
  };

  get #last(): string | undefined {
    return this.entries?.at(-1)?.id;
  }

  /** `undefined` where it failed, or where the answer is not wanted any more. */
  async #read(cursor: string | null, isWanted: () => boolean): Promise<TransactionPage | undefined> {
    try {
      const page = await this.#backend.transactions({ teamId: this.#teamId, filter: this.filter, cursor });
      if (!isWanted()) return undefined;
      this.error = null;
      return page;
    } catch (rejection) {
      if (isWanted()) this.#failed(asAppError(rejection));
      return undefined;
    }
  }

  #failed(error: AppError): void {
    const isLost = justLost(this.error, error);
    this.error = error;
    if (isLost) this.#onLost();
  }
}

function isSame(one: LedgerFilter, other: LedgerFilter): boolean {
  return one.kind === other.kind && one.from === other.from && one.to === other.to;
}
