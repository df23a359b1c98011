import type { AccountBackend } from "../../backend/backend";
import type { SearchHit } from "../../bindings/SearchHit";

const PAUSE_MS = 120;

/** The search over teams and people, which Rust answers. */
export class Search {
  query = $state("");
  /** `null` while nothing is searched for. */
  hits = $state.raw<Map<string, SearchHit> | null>(null);
  readonly #backend: AccountBackend;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  type(query: string): void {
    this.query = query;
    clearTimeout(this.#timer);
    this.#asked += 1;
    if (query.trim() === "") {
      this.hits = null;
      return;
    }
    this.#timer = setTimeout(this.ask, PAUSE_MS);
  }

  /** Asks for what is typed now; an answer to an older question is dropped. */
  ask = async (): Promise<void> => {
    const query = this.query;
    if (query.trim() === "") return;
    this.#asked += 1;
    const question = this.#asked;
    try {
      const hits = await this.#backend.searchTeams({ query });
      if (question === this.#asked) this.hits = new Map(hits.map((hit) => [hit.team_id, hit]));
    } catch {
      // The whole list is a better answer than none; the connection's state is shown elsewhere.
      if (question === this.#asked) this.hits = null;
    }
  };
}
