import { SvelteMap } from "svelte/reactivity";
import type { AccountBackend } from "../../backend/backend";
import type { Trend } from "../../bindings/Trend";

const AT_ONCE = 4;
/** A row that is gone again sooner was scrolled past, or typed past. */
const LOOKED_AT_MS = 120;
/** Of the ones that were fetched, this many are kept. */
const MOST = 500;

/** The sparklines: each fetched when its row is looked at, a few at a time, and again when the team has a new version. */
export class Trends {
  readonly #known = new SvelteMap<string, { version: number; trend: Trend }>();
  readonly #waiting = new Map<string, number>();
  readonly #backend: AccountBackend;
  /** Versions of teams that are asked for now. */
  readonly #running = new Map<string, number>();

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  of(teamId: string): Trend | undefined {
    return this.#known.get(teamId)?.trend;
  }

  /** Asks for the trends of the teams in view, if they stay there; what is returned ends that. */
  look(teams: { id: string; version: number }[]): () => void {
    const timer = setTimeout(() => {
      for (const { id, version } of teams) this.request(id, version);
    }, LOOKED_AT_MS);
    return () => {
      clearTimeout(timer);
      this.#waiting.clear();
    };
  }

  request(teamId: string, version: number): void {
    if (this.#known.get(teamId)?.version === version || this.#running.get(teamId) === version) return;
    this.#waiting.set(teamId, version);
    this.#next();
  }

  #next(): void {
    for (const [teamId, version] of this.#waiting) {
      if (this.#running.size >= AT_ONCE) return;
      this.#waiting.delete(teamId);
      this.#running.set(teamId, version);
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
      this.#running.delete(teamId);
      this.#next();
    }
  }
}
