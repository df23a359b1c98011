import type { Connection } from "../../bindings/Connection";
import type { Event } from "../../bindings/Event";
import type { Invitation } from "../../bindings/Invitation";
import type { LostTeam } from "../../bindings/LostTeam";
import type { Snapshot } from "../../bindings/Snapshot";
import type { Source } from "../../bindings/Source";
import type { SyncView } from "../../bindings/SyncView";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import type { FakeTeam, World } from "./world";

interface Copy {
  teams: Map<string, FakeTeam>;
  invitationsForYou: Invitation[];
  events: Event[];
}

const SOURCES: Record<Connection, Source> = {
  live: "live",
  signing_in: "pending",
  connecting: "pending",
  offline: "cached",
  failing: "cached",
  refused: "cached",
};

/** The offline copy of one account, and how it stands with what the server holds. */
export class FakeSync {
  /** `null` where nothing was ever fetched. */
  copy: Copy | null = null;
  #copied = "";
  #view: Pick<SyncView, "revision" | "copy_revision" | "synced_at"> = {
    revision: 1,
    copy_revision: 0,
    synced_at: null,
  };
  #lost: LostTeam[] = [];
  #isStarted = false;
  #waiting: (() => void)[] = [];
  readonly #world: World;
  readonly #control: FakeControl;

  constructor(world: World, control: FakeControl) {
    this.#world = world;
    this.#control = control;
    control.onChange(() => this.#turn());
  }

  /** At the first question, when the test has prepared everything: the copy is that of the last time. */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    if (this.#control.hasCopy) this.#fetch(this.#control.copiedAt ?? this.#world.at());
    // Revisions count what changes in this run.
    this.#view.copy_revision = 0;
    this.round();
  }

  view(): SyncView {
    const { connection, isSilent: is_silent, progress, copyNotice: copy_notice } = this.#control;
    return {
      ...this.#view,
      connection,
      is_silent,
      progress,
      copy_notice,
      error: this.#control.connectionError,
      lost_teams: this.#lost,
    };
  }

  async newerThan(seen: number): Promise<SyncView> {
    if (this.#view.revision === seen) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.view();
  }

  /** The server is asked what changed. */
  round(): void {
    if (!this.#isStarted || this.#control.connection !== "live") return;
    this.#fetch(this.#world.at());
    this.#changed();
  }

  acknowledge(ids: string[]): void {
    this.#lost = this.#lost.filter(({ id }) => !ids.includes(id));
    this.#changed();
  }

  /** The user deleted or left a team, and knows that it is gone. */
  forget(teamId: string): void {
    this.copy?.teams.delete(teamId);
  }

  clear(): void {
    this.copy = null;
    this.#copied = "";
    this.#view.synced_at = null;
    this.#view.copy_revision += 1;
    this.#changed();
    this.round();
  }

  /** What a write needs. */
  reach(): void {
    const { connection, connectionError } = this.#control;
    if (connection === "signing_in") throw appError("signed_out");
    if (connectionError) throw connectionError;
  }

  /** What is read from the server, or from the copy where the server does not answer. */
  read(): Copy {
    const { connection, connectionError } = this.#control;
    if (connection === "live" || connection === "connecting") return this.#world;
    if (connection === "refused" || this.copy === null) throw connectionError ?? appError("signed_out");
    return this.copy;
  }

  snapshot<T>(data: T): Snapshot<T> {
    return {
      data,
      fetched_at: this.#view.synced_at ?? this.#world.at(),
      source: SOURCES[this.#control.connection],
    };
  }

  #turn(): void {
    if (!this.#isStarted) return;
    if (this.#control.connection === "live" && !this.#control.isSilent) this.round();
    else this.#changed();
  }

  #fetch(at: string): void {
    const { teams, invitationsForYou, events } = this.#world;
    this.#view.synced_at = at;
    const held = JSON.stringify([[...teams], invitationsForYou, events]);
    if (held === this.#copied) return;
    const before = this.copy;
    this.#copied = held;
    this.copy = structuredClone({ teams, invitationsForYou, events });
    this.#view.copy_revision += 1;
    for (const { team } of before?.teams.values() ?? []) {
      if (!teams.has(team.id)) this.#lost = [...this.#lost, { id: team.id, name: team.name }];
    }
  }

  #changed(): void {
    this.#view.revision += 1;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export function syncMethods(sync: FakeSync): Methods<"syncState" | "syncNow" | "acknowledgeLostTeams"> {
  return {
    syncState: ({ seen }) => sync.newerThan(seen),
    syncNow: () => {
      sync.round();
      return null;
    },
    acknowledgeLostTeams: ({ ids }) => {
      sync.acknowledge(ids);
      return null;
    },
  };
}
