import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import type { AccountBackend } from "../../backend/backend";
import type { TeamRow } from "../../bindings/TeamRow";
import type { TeamView } from "../../bindings/TeamView";

/** Rows read around what is looked at, so that scrolling on finds them there. */
const AHEAD = 40;
/** With fewer than this on either side, more are read. */
const ENOUGH = 15;
/** Beyond this, the rows that are far from what is looked at are dropped. */
const MOST = 400;

/** The rows of the list that were looked at lately. One request at a time reads what is looked at by then. */
export class Rows {
  /** The teams whose rows are wanted now. */
  wanted: string[] = [];
  readonly #rows = new SvelteMap<string, TeamRow>();
  readonly #backend: AccountBackend;
  readonly #isPinned: (teamId: string) => boolean;
  #search = "";
  /** Another one for each list: an answer for an older one says nothing of this one. */
  #list = 0;
  /** Teams of the list that are gone by now. */
  #gone = new Set<string>();
  #running: Promise<void> | null = null;

  constructor(backend: AccountBackend, isPinned: (teamId: string) => boolean) {
    this.#backend = backend;
    this.#isPinned = isPinned;
  }

  /** How many are held. */
  get size(): number {
    return this.#rows.size;
  }

  get(teamId: string): TeamRow | undefined {
    return this.#rows.get(teamId);
  }

  has(teamId: string): boolean {
    return this.#rows.has(teamId);
  }

  replace(view: TeamView): void {
    const row = this.#rows.get(view.team.id);
    if (row) this.#rows.set(view.team.id, { ...row, view });
  }

  /** Sees to it that the rows from one place to another are there, and some on either side. */
  look(ids: string[], from: number, to: number): Promise<void> {
    return untrack(() => {
      const around = (n: number) => ids.slice(Math.max(0, from - n), to + 1 + n);
      this.wanted = around(AHEAD);
      if (this.#running === null && this.#missing(around(ENOUGH)).length === 0) return Promise.resolve();
      this.#running ??= this.#read();
      return this.#running;
    });
  }

  /** The rows that another list begins with: the ones that came with it, and what is open or looked at. */
  async read(search: string, first: TeamRow[], wanted: string[]): Promise<Map<string, TeamRow>> {
    const rows = new Map(first.map((row) => [row.view.team.id, row]));
    const ids = [...new Set(wanted)].filter((id) => !rows.has(id));
    const more = ids.length > 0 ? await this.#backend.teamRows({ ids, search }) : [];
    for (const row of more) rows.set(row.view.team.id, row);
    return rows;
  }

  /** Another list takes the place of this one. */
  become(search: string, rows: Map<string, TeamRow>): void {
    this.#search = search;
    this.#list += 1;
    this.#gone = new Set();
    for (const id of this.#rows.keys()) if (!rows.has(id)) this.#rows.delete(id);
    for (const [id, row] of rows) this.#rows.set(id, row);
  }

  #missing(ids: string[]): string[] {
    return ids.filter((id) => !this.#rows.has(id) && !this.#gone.has(id));
  }

  async #read(): Promise<void> {
    try {
      for (let ids = this.#missing(this.wanted); ids.length > 0; ids = this.#missing(this.wanted)) {
        const list = this.#list;
        const rows = await this.#backend.teamRows({ ids, search: this.#search });
        if (list !== this.#list) continue;
        for (const row of rows) this.#rows.set(row.view.team.id, row);
        for (const id of this.#missing(ids)) this.#gone.add(id);
        this.#drop();
      }
    } catch {
      // They stay places in the list; scrolling on, or the next list, asks again.
    } finally {
      this.#running = null;
    }
  }

  #drop(): void {
    if (this.#rows.size <= MOST) return;
    const wanted = new Set(this.wanted);
    for (const id of this.#rows.keys()) {
      if (!wanted.has(id) && !this.#isPinned(id)) this.#rows.delete(id);
    }
  }
}
