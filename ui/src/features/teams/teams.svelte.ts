import { tick } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import { asAppError } from "../../backend/appError";
import type { AccountBackend } from "../../backend/backend";
import type { AppError } from "../../bindings/AppError";
import type { Invitation } from "../../bindings/Invitation";
import type { Snapshot } from "../../bindings/Snapshot";
import type { TeamList } from "../../bindings/TeamList";
import type { TeamView } from "../../bindings/TeamView";

/** The list of teams: what the server said last, and what is open in it. */
export class Teams {
  /** `null` until the first answer. */
  snapshot = $state.raw<Snapshot<TeamList> | null>(null);
  /** Why the last refresh failed; the last list stays. */
  error = $state.raw<AppError | null>(null);
  /** Invitations addressed to the user. */
  invitations = $state.raw<Invitation[]>([]);
  /** Grows with every refresh, so that what an open row shows is fetched again too. */
  revision = $state(0);
  isRefreshing = $state(false);
  /** Whether the row for a new team is open. */
  isCreating = $state(false);
  readonly expanded = new SvelteSet<string>();
  readonly #backend: AccountBackend;
  #running: Promise<void> | null = null;
  #again = false;
  #isClosed = false;

  readonly list = $derived<TeamView[]>(this.snapshot?.data.teams ?? []);

  /** Whether what is shown may be something else than what the server has. */
  readonly isStale = $derived(this.error !== null || this.snapshot?.source === "cached");

  constructor(backend: AccountBackend) {
    this.#backend = backend;
  }

  /** Fetches the list again. While one refresh runs, any number of others become one more after it. */
  refresh = (): Promise<void> => {
    if (this.#running !== null) this.#again = true;
    this.#running ??= this.#refresh();
    return this.#running;
  };

  /** Its account is not shown any more: what is still to come changes nothing, and moves no focus. */
  close = (): void => {
    this.#isClosed = true;
  };

  async #refresh(): Promise<void> {
    this.isRefreshing = true;
    try {
      do {
        this.#again = false;
        await this.#fetch();
      } while (this.#again && !this.#isClosed);
    } finally {
      this.isRefreshing = false;
      this.#running = null;
    }
  }

  async #fetch(): Promise<void> {
    try {
      const [snapshot, invitations] = await Promise.all([
        this.#backend.listTeams(),
        // Without them the list is still worth showing.
        this.#backend.myInvitations().catch(() => this.invitations),
      ]);
      if (this.#isClosed) return;
      await keepingFocus(() => {
        this.snapshot = snapshot;
        this.invitations = invitations;
        this.error = null;
        this.revision += 1;
      });
    } catch (rejection) {
      this.error = asAppError(rejection);
    }
  }

  /** Shows a team as an answer said it is, before the next refresh. */
  replace(team: TeamView): void {
    if (this.snapshot === null) return;
    const teams = this.list.map((other) => (other.team.id === team.team.id ? team : other));
    this.snapshot = { ...this.snapshot, data: { ...this.snapshot.data, teams } };
  }

  has(teamId: string): boolean {
    return this.list.some(({ team }) => team.id === teamId);
  }

  toggle(teamId: string): void {
    if (!this.expanded.delete(teamId)) this.expanded.add(teamId);
  }
}

/** A list that comes in another order moves elements, or drops them, and such an element loses the focus. */
async function keepingFocus(change: () => void): Promise<void> {
  const focused = document.activeElement;
  change();
  await tick();
  if (!(focused instanceof HTMLElement) || document.activeElement === focused) return;
  if (focused.isConnected) focused.focus({ preventScroll: true });
  // With its row, what had it is gone: the keyboard begins at the head of the page.
  else if (document.activeElement === document.body) document.querySelector<HTMLElement>("h1")?.focus();
}
