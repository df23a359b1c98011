import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";

/** Where something is typed that belongs to a team. */
export type DraftKind = "name" | "emails" | "threshold";

export interface Draft {
  what: DraftKind;
  text: string;
}

/** What was typed and not sent, by team: it is said where the team goes away under it. */
export class Drafts {
  readonly #of = new SvelteMap<string, ReadonlyMap<DraftKind, string>>();

  set(teamId: string, what: DraftKind, text: string): void {
    if (text.trim() === "") this.clear(teamId, what);
    else this.#of.set(teamId, new Map(this.#known(teamId)).set(what, text));
  }

  clear(teamId: string, what: DraftKind): void {
    const others = new Map(this.#known(teamId));
    if (!others.delete(what)) return;
    if (others.size === 0) this.#of.delete(teamId);
    else this.#of.set(teamId, others);
  }

  /** Who writes does not wait for what others write. */
  #known(teamId: string): ReadonlyMap<DraftKind, string> | undefined {
    return untrack(() => this.#of.get(teamId));
  }

  /** The teams are gone, and who typed it knows. */
  drop(teamIds: string[]): void {
    for (const id of teamIds) this.#of.delete(id);
  }

  of(teamId: string): Draft[] {
    return [...(this.#of.get(teamId) ?? [])].map(([what, text]) => ({ what, text }));
  }
}
