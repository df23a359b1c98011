const IN_A_FRAME = 5;

/** Rows that come into view while the list is scrolled: a few are made in each frame, so that no frame takes long. */
export class Turns {
  readonly #waiting = new Set<() => void>();
  #frame: number | null = null;

  /** Calls back when it is its turn; what is returned gives it up. */
  wait(act: () => void): () => void {
    this.#waiting.add(act);
    this.#frame ??= requestAnimationFrame(this.#next);
    return () => this.#waiting.delete(act);
  }

  /** Somebody looks for one of them: all have their turn now. */
  all(): void {
    this.#take(this.#waiting.size);
  }

  #next = (): void => {
    this.#take(IN_A_FRAME);
    this.#frame = this.#waiting.size > 0 ? requestAnimationFrame(this.#next) : null;
  };

  #take(n: number): void {
    for (const act of [...this.#waiting].slice(0, n)) {
      this.#waiting.delete(act);
      act();
    }
  }
}
