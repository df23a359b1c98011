import type { UpdateState } from "../../bindings/UpdateState";
import type { UpdatesView } from "../../bindings/UpdatesView";
import type { Methods } from "./methods";

/** Newer versions of the app, as a test says what there is. */
export class FakeUpdates {
  #view: UpdatesView = { revision: 1, state: { state: "not_checked" } };
  #waiting: (() => void)[] = [];
  /** What a question finds. */
  finds: UpdateState = { state: "up_to_date" };

  get state(): UpdateState {
    return this.#view.state;
  }

  set(state: UpdateState): void {
    this.#view = { revision: this.#view.revision + 1, state };
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  async newerThan(seen: number): Promise<UpdatesView> {
    if (seen === this.#view.revision) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#view;
  }
}

export function updatesMethods(
  updates: FakeUpdates,
): Methods<"updateState" | "checkForUpdates" | "installUpdate" | "restartApp"> {
  return {
    updateState: ({ seen }) => updates.newerThan(seen),
    checkForUpdates: () => {
      updates.set(updates.finds);
      return null;
    },
    installUpdate: () => {
      if (updates.state.state === "available")
        updates.set({ state: "downloading", release: updates.state.release, percent: null });
      return null;
    },
    restartApp: () => null,
  };
}
