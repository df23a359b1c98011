import type { Methods } from "./methods";
import type { FakeSync } from "./sync";

/** A link that the app was opened with, until somebody is shown what it is to. */
export class FakeLinks {
  #waiting: string | null = null;
  #listeners: (() => void)[] = [];

  open(link: string): void {
    this.#waiting = link;
    this.#tell();
  }

  /** Answers once that is not what is `known`. */
  async waits(known: boolean): Promise<boolean> {
    while ((this.#waiting !== null) === known) await this.#news();
    return this.#waiting !== null;
  }

  /** Waits for one, and takes it. */
  async take(): Promise<string> {
    for (;;) {
      const link = this.#waiting;
      if (link !== null) {
        this.#waiting = null;
        this.#tell();
        return link;
      }
      await this.#news();
    }
  }

  #news(): Promise<void> {
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  /** Who asked last is on the screen, and comes first. */
  #tell(): void {
    for (const listener of this.#listeners.splice(0).reverse()) listener();
  }
}

export function linkMethods(links: FakeLinks, sync: FakeSync): Methods<"nextLink"> {
  return {
    nextLink: async () => {
      const id = /^ollm-teams:\/\/invite\/([\w-]+)$/.exec(await links.take())?.[1];
      if (id === undefined) return { state: "not_understood" };
      const find = () => sync.copy?.invitationsForYou.find((each) => each.id === id);
      if (!find()) sync.round();
      const invitation = find();
      if (invitation) return { state: "invitation", invitation };
      return { state: sync.view().connection === "live" ? "not_waiting" : "not_reached" };
    },
  };
}
