import { tick } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Invitation } from "../../bindings/Invitation";
import type { ListRequest } from "../../bindings/ListRequest";
import type { Snapshot } from "../../bindings/Snapshot";
import type { TeamFilter } from "../../bindings/TeamFilter";
import type { TeamList } from "../../bindings/TeamList";
import type { TeamSort } from "../../bindings/TeamSort";
import type { TeamView } from "../../bindings/TeamView";
import type { PreferenceStore } from "../../shared/preferences.svelte";
import { NO_FILTER } from "./filters";
import { keepingFocus } from "./keepingFocus";
import { Pins } from "./pins.svelte";
import { Rows } from "./rows.svelte";

/** Puts the list back where it was, once it is on the page again. */
export type Restore = () => void;

/** The list of teams: what was asked for and found, and what is open in it. Rows are in `rows`, as far as looked at. */
export class Teams {
  /** What the user wants to see now. */
  request = $state.raw() as ListRequest;
  /** What `snapshot` answers. */
  shown = $state.raw() as ListRequest;
  /** `null` as long as nothing was ever fetched. */
  snapshot = $state.raw<Snapshot<TeamList> | null>(null);
  /** Whether the offline copy was asked: without a `snapshot`, it holds none yet. */
  isAsked = $state(false);
  /** Why the last list could not be read; the one before it stays. */
  error = $state.raw<AppError | null>(null);
  /** Invitations addressed to the user. */
  invitations = $state.raw<Invitation[]>([]);
  /** Whether the row for a new team is open. */
  isCreating = $state(false);
  readonly expanded = new SvelteSet<string>();
  readonly rows: Rows;
  readonly pins = new Pins();
  /** Called before another list replaces this one. */
  beforeChange: (isSameRequest: boolean) => Restore = () => () => {};
  readonly #backend: AccountBackend;
  readonly #preferences: PreferenceStore;
  #running: Promise<void> | null = null;
  #again = false;
  #withInvitations = false;
  #isClosed = false;

  readonly ids = $derived<string[]>(this.snapshot?.data.ids ?? []);
  readonly #places = $derived(new Map(this.ids.map((id, index) => [id, index])));
  /** How many teams the account has, found or not. */
  readonly count = $derived(this.snapshot?.data.team_count ?? 0);
  /** Pinned rows that are not in the list now: they are kept, with all that is typed in them, but not shown. */
  readonly setAside = $derived(this.pins.ids.filter((id) => !this.#places.has(id) && this.rows.has(id)));

  constructor(backend: AccountBackend, preferences: PreferenceStore) {
    this.#backend = backend;
    this.#preferences = preferences;
    const { sort, filter } = preferences.current;
    this.request = { search: "", sort, filter };
    this.shown = this.request;
    this.rows = new Rows(backend, (id) => this.pins.has(id));
  }

  /** Reads the list from the offline copy. While one reading runs, any number of others become one more after it. */
  load = (): Promise<void> => {
    this.#withInvitations = true;
    return this.#ask();
  };

  /** Ends when what is found is shown. */
  search(query: string): Promise<void> {
    return this.#want({ ...this.request, search: query });
  }

  sort(sort: TeamSort): void {
    void this.#want({ ...this.request, sort });
    this.#remember({ sort });
  }

  filter(filter: TeamFilter): void {
    void this.#want({ ...this.request, filter });
    this.#remember({ filter });
  }

  /** Sees to it that a team is in the list, whatever it is searched and filtered for. */
  async include(teamId: string): Promise<void> {
    if (this.placeOf(teamId) >= 0) return;
    await this.search("");
    if (this.placeOf(teamId) >= 0) return;
    this.filter(NO_FILTER);
    await this.#running;
  }

  /** Its account is not shown any more: what is still to come changes nothing, and moves no focus. */
  close = (): void => {
    this.#isClosed = true;
  };

  /** Shows a team as an answer said it is, before the next list. */
  replace(team: TeamView): void {
    this.rows.replace(team);
  }

  /** Whether it is a team of the list, or a row that is open and still there. */
  has(teamId: string): boolean {
    return this.#places.has(teamId) || this.rows.has(teamId);
  }

  /** Its place in the list, or -1. */
  placeOf = (teamId: string): number => this.#places.get(teamId) ?? -1;

  toggle(teamId: string): void {
    if (!this.expanded.delete(teamId)) this.expanded.add(teamId);
  }

  /** Where it can not be kept, it holds for this run. */
  #remember(changes: Partial<Pick<ListRequest, "sort" | "filter">>): void {
    this.#preferences.set(changes).catch(() => null);
  }

  #want(request: ListRequest): Promise<void> {
    this.request = request;
    return this.#ask();
  }

  #ask(): Promise<void> {
    if (this.#running !== null) this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#read();
      } while (this.#again && !this.#isClosed);
    } finally {
      this.#running = null;
    }
  }

  async #read(): Promise<void> {
    try {
      const { request } = this;
      const [snapshot, invitations] = await Promise.all([
        this.#backend.listTeams({ request }),
        this.#readInvitations(),
      ]);
      // Another one is wanted by now, and is read next.
      if (this.#isClosed || request !== this.request) return;
      await this.#show(request, snapshot, invitations);
    } catch (rejection) {
      this.error = asAppError(rejection);
    }
    this.isAsked = true;
  }

  /** Without them the list is still worth showing; and they do not depend on what is searched for. */
  async #readInvitations(): Promise<Invitation[]> {
    if (!this.#withInvitations) return this.invitations;
    this.#withInvitations = false;
    return this.#backend.myInvitations().catch(() => this.invitations);
  }

  /** Replaces the list and every row of it in one go. */
  async #show(request: ListRequest, snapshot: Snapshot<TeamList> | null, invitations: Invitation[]) {
    const isSameRequest = request === this.shown;
    const wanted = [...this.pins.ids, ...(isSameRequest ? this.rows.wanted : [])];
    const rows = await this.rows.read(request.search, snapshot?.data.first ?? [], wanted);
    if (this.#isClosed || request !== this.request) return;
    await keepingFocus(async () => {
      const restore = this.beforeChange(isSameRequest);
      this.rows.become(request.search, rows);
      this.shown = request;
      this.snapshot = snapshot;
      this.invitations = invitations;
      this.error = null;
      await tick();
      restore();
    });
  }
}
