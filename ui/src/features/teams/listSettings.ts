import type { AppCommands } from "../../backend/backend";
import type { ListRequest } from "../../bindings/ListRequest";
import type { TeamFilter } from "../../bindings/TeamFilter";
import type { TeamSort } from "../../bindings/TeamSort";

export const NO_FILTER: TeamFilter = { role: null, low_balance: false, pending_invitations: false };

/** All teams, as they stand before anybody chose something else. */
export const LIST_BY_NAME: ListRequest = {
  search: "",
  sort: { key: "name", reversed: false },
  filter: NO_FILTER,
};

export function isFiltered({ filter }: ListRequest): boolean {
  return filter.role !== null || filter.low_balance || filter.pending_invitations;
}

type Remembered = Pick<ListRequest, "sort" | "filter">;

/** The order and the filters that the user chose, which the next start begins with. */
export class ListSettings {
  /** What was chosen the last time. */
  readonly restored: Promise<Remembered>;
  readonly #app: Pick<AppCommands, "preferences" | "setPreferences">;
  #writing: Promise<unknown>;

  constructor(app: Pick<AppCommands, "preferences" | "setPreferences">) {
    this.#app = app;
    this.restored = app.preferences().then(
      ({ sort, filter }) => ({ sort, filter }),
      () => LIST_BY_NAME,
    );
    this.#writing = this.restored;
  }

  /** One after the other, so that the last choice is the one that stays. */
  remember({ sort, filter }: Remembered): void {
    this.#writing = this.#writing
      .then(async () => {
        const preferences = await this.#app.preferences();
        await this.#app.setPreferences({ preferences: { ...preferences, sort, filter } });
      })
      // It holds for this run, and the next choice tries again.
      .catch(() => null);
  }
}
