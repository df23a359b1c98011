import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { ActivityEntry } from "../../bindings/ActivityEntry";
import type { AppError } from "../../bindings/AppError";
import type { Snapshot } from "../../bindings/Snapshot";
import { t } from "../../i18n";
import { justLost } from "../../shared/unanswered";

export interface Day {
  label: string;
  entries: ActivityEntry[];
}

/** What changed, across teams. */
export class Activity {
  /** `null` until the first answer. */
  snapshot = $state.raw<Snapshot<ActivityEntry[]> | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #backend: AccountBackend;
  readonly #onLost: () => void;

  readonly days = $derived<Day[]>(byDay(this.snapshot?.data ?? [], new Date()));

  /** `onLost` is told when the server stops answering, once, until it answers again. */
  constructor(backend: AccountBackend, onLost: () => void) {
    this.#backend = backend;
    this.#onLost = onLost;
  }

  load = async (): Promise<void> => {
    try {
      this.snapshot = await this.#backend.activity();
      this.error = null;
    } catch (rejection) {
      const error = asAppError(rejection);
      const isLost = justLost(this.error, error);
      this.error = error;
      if (isLost) this.#onLost();
    }
  };
}

/** Groups entries, newest first as they are, by the user's own days. */
function byDay(entries: ActivityEntry[], now: Date): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const label = t.activity.day(new Date(entry.event.at), now);
    const last = days.at(-1);
    if (last?.label === label) last.entries.push(entry);
    else days.push({ label, entries: [entry] });
  }
  return days;
}
