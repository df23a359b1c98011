import type { AccountBackend } from "../../backend/backend";
import type { ListRequest } from "../../bindings/ListRequest";
import type { TeamRow } from "../../bindings/TeamRow";
import { NO_FILTER } from "../teams/filters";

/** More are found by typing more. */
const MOST = 20;

export interface Wanted {
  /** What teams are searched for by; with an empty one, none are. */
  query: string;
  /** The name in what may be something to do with a team, and then its name; else empty. */
  name: string;
  /** Teams that are wanted whatever they are called. */
  ids: string[];
}

export interface Found {
  query: string;
  byQuery: TeamRow[];
  byName: TeamRow[];
  byId: Map<string, TeamRow>;
}

const NOTHING: Found = { query: "", byQuery: [], byName: [], byId: new Map() };

/**
 * Teams from the core's own search, a few at a time. One question is asked at a time: of those that come up meanwhile,
 * which whoever types has left behind, only the last.
 */
export class TeamFinder {
  found = $state.raw<Found>(NOTHING);
  isPending = $state(false);
  readonly #backend: AccountBackend;
  #next: Wanted | null = null;
  #asking: Promise<void> = Promise.resolve();

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  find(wanted: Wanted): void {
    this.#next = wanted;
    if (this.isPending) return;
    this.isPending = true;
    this.#asking = this.#ask();
  }

  /** Ends when what was asked for last is there. */
  settled(): Promise<void> {
    return this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#next !== null) {
      const wanted = this.#next;
      this.#next = null;
      const found = await this.#find(wanted);
      if (this.#next === null) this.found = found;
    }
    this.isPending = false;
  }

  async #find({ query, name, ids }: Wanted): Promise<Found> {
    // A copy that can not be read leaves the commands, which need none.
    const none = (): TeamRow[] => [];
    const [byQuery, byName, rows] = await Promise.all([
      this.#search(query).catch(none),
      this.#search(name).catch(none),
      this.#rows(ids, "").catch(none),
    ]);
    return { query, byQuery, byName, byId: new Map(rows.map((row) => [row.view.team.id, row])) };
  }

  /** Those whose names begin so come first, then the others in the order of their names. */
  async #search(query: string): Promise<TeamRow[]> {
    if (query.trim() === "") return [];
    const request: ListRequest = { search: query, sort: { key: "name", reversed: false }, filter: NO_FILTER };
    const [list, starting] = await Promise.all([
      this.#backend.listTeams({ request }),
      this.#backend.teamsStartingWith({ request, prefix: query.trim() }),
    ]);
    if (list === null) return [];
    const ids = [...new Set([...starting.slice(0, MOST), ...list.data.ids.slice(0, MOST)])].slice(0, MOST);
    const known = new Map(list.data.first.map((row) => [row.view.team.id, row]));
    const missing = ids.filter((id) => !known.has(id));
    for (const row of await this.#rows(missing, query)) known.set(row.view.team.id, row);
    return ids.flatMap((id) => known.get(id) ?? []);
  }

  async #rows(ids: string[], search: string): Promise<TeamRow[]> {
    return ids.length === 0 ? [] : this.#backend.teamRows({ ids, search });
  }
}
