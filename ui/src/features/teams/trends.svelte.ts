import { SvelteMap } from "svelte/reactivity";
import type { AccountBackend } from "../../backend/backend";
import type { Trend } from "../../bindings/Trend";
import { whenSeen } from "../../shared/whenSeen";

const AT_ONCE = 4;
/** A row that is gone again sooner was scrolled past. */
const LOOKED_AT_MS = 120;
/** Of the ones that were fetched, this many are kept. */
const MOST = 500;

/** The sparklines: each fetched when its row is looked at, a few at a time, and again when the team has a new version. */
export class Trends {
  readonly #known = new SvelteMap<string, { version: number; trend: Trend }>();
  readonly #waiting = new Map<string, number>();
  readonly #backend: AccountBackend;
  #running = 0;

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  of(teamId: string): Trend | undefined {
    return this.#known.get(teamId)?.trend;
  }

  /** Asks for a team's trend when its row comes into view and stays there. */
  whenSeen(teamId: string, version: number) {
    return whenSeen(() => {
      if (this.#known.get(teamId)?.version === version) return;
      const timer = setTimeout(() => this.request(teamId, version), LOOKED_AT_MS);
      return () => {
        clearTimeout(timer);
        this.#waiting.delete(teamId);
      };
    });
  }

  request(teamId: string, version: number): void {
    if (this.#known.get(teamId)?.version === version) return;
    this.#waiting.set(teamId, version);
    this.#next();
  }

  #next(): void {
    for (const [teamId, version] of this.#waiting) {
      if (this.#running >= AT_ONCE) return;
      this.#waiting.delete(teamId);
      this.#running += 1;
      void this.#fetch(teamId, version);
    }
  }

  async #fetch(teamId: string, version: number): Promise<void> {
    try {
      const { data: trend } = await this.#backend.teamTrend({ teamId });
      this.#known.set(teamId, { version, trend });
      const [oldest] = this.#known.keys();
      if (this.#known.size > MOST && oldest !== undefined) this.#known.delete(oldest);
    } catch {
      // A row without a sparkline is complete; the next version of the team asks again.
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}
