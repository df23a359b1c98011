const FORGOTTEN_MS = 700;

/** What was typed to find a row by the beginning of its name. */
export class TypeAhead {
  #typed = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  get isRunning(): boolean {
    return this.#typed !== "";
  }

  /** Whether nothing else was typed since. */
  isFor(prefix: string): boolean {
    return this.#typed === prefix || [...this.#typed].every((each) => each === prefix);
  }

  /** Adds a letter, and returns what is looked for: the same letter again and again means the next team with it. */
  type(letter: string): { prefix: string; isNext: boolean } {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.forget, FORGOTTEN_MS);
    const isRepeated = [...this.#typed].every((each) => each === letter);
    this.#typed += letter;
    return isRepeated ? { prefix: letter, isNext: true } : { prefix: this.#typed, isNext: false };
  }

  forget = (): void => {
    clearTimeout(this.#timer);
    this.#typed = "";
  };
}

/** Of the teams that begin so, in the list's order: the first one from `place` on, or after it, else the first of all. */
export function nextMatch(places: number[], place: number, isNext: boolean): number | undefined {
  return places.find((each) => (isNext ? each > place : each >= place)) ?? places[0];
}
