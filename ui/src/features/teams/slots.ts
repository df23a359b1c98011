/** Elements without a row that stand ready: about as many as fit into a window. */
const SPARES = 14;

/** Which element shows which row. */
export interface Placed {
  slot: number;
  id: string;
  /** It has no row now, and holds on to the last one's place. */
  isSpare: boolean;
}

/**
 * The elements of the rows on the page. A row that comes into view takes over the element of one that left, where that
 * held nothing of its own: other words in what is there take a fraction of the time of making it.
 */
export class Slots {
  readonly #slots = new Map<string, number>();
  /** Elements that hold something of their row, such as a form: they go with it. */
  readonly #owned = new Set<number>();
  /** Elements without a row, and whose row they showed last. */
  #free: { slot: number; id: string }[] = [];
  #next = 0;

  /** The element of each row of the page, in their order, then the spare ones. A row keeps its own while it is there. */
  assign(ids: string[], isOwn: (id: string) => boolean): Placed[] {
    const here = new Set(ids);
    for (const [id, slot] of this.#slots) {
      if (here.has(id)) continue;
      this.#slots.delete(id);
      if (!this.#owned.delete(slot)) this.#free.push({ slot, id });
    }
    const placed = ids.map((id) => {
      const own = isOwn(id);
      const slot = this.#slots.get(id) ?? (own ? undefined : this.#take(id)) ?? this.#make();
      this.#slots.set(id, slot);
      if (own) this.#owned.add(slot);
      return { slot, id, isSpare: false };
    });
    this.#free = this.#free.slice(-SPARES);
    return [...placed, ...this.#free.map((spare) => ({ ...spare, isSpare: true }))];
  }

  /** A spare element: the one that shows this row already, where there is one. */
  #take(id: string): number | undefined {
    const same = this.#free.findIndex((spare) => spare.id === id);
    return this.#free.splice(same, 1)[0]?.slot;
  }

  #make(): number {
    this.#next += 1;
    return this.#next;
  }
}
