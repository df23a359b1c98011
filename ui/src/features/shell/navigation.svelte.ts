import { tick } from "svelte";
import { focusHeading } from "../../shared/focused";
import { painted } from "../../shared/painted";
import type { SettingsWish, TeamWish, Wishes } from "../../shared/wishes.svelte";
import type { Teams } from "../teams/teams.svelte";
import type { Section } from "./sections";

/** Where somebody is in the app, what is open over the page, and the ways from one place to another. */
export class Navigation {
  section = $state<Section>("teams");
  over = $state<"palette" | "shortcuts" | null>(null);
  /** Brings a team into the list, opens it and gives its name the focus; says whether it is there. */
  openTeam: (teamId: string) => Promise<boolean> = async () => false;
  readonly #teams: Teams;
  readonly #wishes: Wishes;

  constructor(teams: Teams, wishes: Wishes) {
    this.#teams = teams;
    this.#wishes = wishes;
  }

  /** To the head of a page. */
  goTo = async (section: Section): Promise<void> => {
    const isThere = this.section === section;
    this.section = section;
    if (section === "teams" || isThere) {
      await tick();
      focusHeading();
    } else {
      this.#wishes.make(`${section}_page`);
    }
  };

  /** To a part of the settings, or to what is done there. */
  goToSettings = (wish: SettingsWish): void => {
    this.section = "settings";
    this.#wishes.make(wish);
  };

  search = async (): Promise<void> => {
    await this.#goToTeams();
    const field = document.querySelector<HTMLInputElement>('input[type="search"]');
    field?.focus();
    field?.select();
  };

  newTeam = async (): Promise<void> => {
    await this.#goToTeams();
    this.#teams.isCreating = true;
  };

  /** To the list, for what is done to it. */
  goToList = async (): Promise<void> => {
    if (this.section !== "teams") await this.goTo("teams");
  };

  /** To the invitations that wait for an answer, to give one. */
  answer = async (wish: "accept" | "decline", invitationId: string): Promise<void> => {
    await this.#goToTeams();
    this.#wishes.make(wish, invitationId);
  };

  /** To a team, and begins something there; says whether the team is still there. */
  begin = async (teamId: string, wish: TeamWish): Promise<boolean> => {
    const wasHidden = this.section !== "teams";
    await this.#goToTeams();
    // A list that comes back goes to where it was left, as soon as it has a layout.
    if (wasHidden) await painted();
    const isThere = await this.openTeam(teamId);
    if (isThere && wish !== "open") this.#wishes.make(wish, teamId);
    return isThere;
  };

  async #goToTeams(): Promise<void> {
    this.section = "teams";
    await tick();
  }
}
