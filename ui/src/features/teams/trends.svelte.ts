import { SvelteMap } from "svelte/reactivity";
import type { Backend } from "../../backend/backend";
import type { Team } from "../../bindings/Team";
import type { Trend } from "../../bindings/Trend";

const AT_ONCE = 4;

/** The sparklines: each fetched when its row is seen, a few at a time, and again when the team has a new version. */
export class Trends {
  readonly #known = new SvelteMap<string, { version: number; trend: Trend }>();
  readonly #waiting = new Map<string, Team>();
  readonly #backend: Backend;
  #running = 0;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  of(teamId: string): Trend | undefined {
    return this.#known.get(teamId)?.trend;
  }

  request(team: Team): void {
    if (this.#known.get(team.id)?.version === team.version) return;
    this.#waiting.set(team.id, team);
    this.#next();
  }

  #next(): void {
    for (const [id, team] of this.#waiting) {
      if (this.#running >= AT_ONCE) return;
      this.#waiting.delete(id);
      this.#running += 1;
      void this.#fetch(team);
    }
  }

  async #fetch(team: Team): Promise<void> {
    try {
      const trend = await this.#backend.teamTrend({ teamId: team.id });
      this.#known.set(team.id, { version: team.version, trend });
    } catch {
      // A row without a sparkline is complete; the next version of the team asks again.
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}
