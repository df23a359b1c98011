import { SvelteMap } from "svelte/reactivity";
import type { AccountBackend } from "../../backend/backend";
import type { Trend } from "../../bindings/Trend";
import { whenSeen } from "../../shared/whenSeen";

const AT_ONCE = 4;

/** The sparklines: each fetched when its row is seen, a few at a time, and again when the team has a new version. */
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

  /** Asks for a team's trend when its row comes into view. */
  whenSeen(teamId: string, version: number) {
    return whenSeen(() => this.request(teamId, version));
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
      const trend = await this.#backend.teamTrend({ teamId });
      this.#known.set(teamId, { version, trend });
    } catch {
      // A row without a sparkline is complete; the next version of the team asks again.
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}
