import { untrack } from "svelte";
import { SvelteMap } from "svelte/reactivity";

/** Rows that hold something that must not get lost: they stay on the page wherever the list is scrolled to. */
export class Pins {
  readonly #reasons = new SvelteMap<string, number>();
  readonly ids = $derived([...this.#reasons.keys()]);

  has(teamId: string): boolean {
    return this.#reasons.has(teamId);
  }

  /** Holds a row until what is returned is called. */
  hold = (teamId: string): (() => void) => {
    this.#add(teamId, 1);
    return () => this.#add(teamId, -1);
  };

  #add(teamId: string, change: 1 | -1): void {
    untrack(() => {
      const reasons = (this.#reasons.get(teamId) ?? 0) + change;
      if (reasons > 0) this.#reasons.set(teamId, reasons);
      else this.#reasons.delete(teamId);
    });
  }
}
