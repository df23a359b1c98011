import type { Command } from "./command";

const KEPT = 5;

/** The commands that were used last, the latest first. Kept in memory, for one account: see ADR 0024. */
export class Recent {
  #used: { id: string; teamId: string | null }[] = [];

  use({ id, teamId }: Pick<Command, "id" | "teamId">): void {
    const others = this.#used.filter((each) => each.id !== id);
    this.#used = [{ id, teamId: teamId ?? null }, ...others].slice(0, KEPT);
  }

  get ids(): string[] {
    return this.#used.map(({ id }) => id);
  }

  /** The teams that some of them are about. */
  get teamIds(): string[] {
    return [...new Set(this.#used.flatMap(({ teamId }) => teamId ?? []))];
  }
}
