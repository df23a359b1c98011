import { untrack } from "svelte";
import { getWorkspace } from "./context";

/** The parts of the settings, in their order. */
export const SETTINGS_SECTIONS = [
  "accounts",
  "appearance",
  "language",
  "keyboard",
  "notifications",
  "desktop",
  "updates",
  "storage",
  "diagnostics",
  "about",
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** What is about one team. */
export type TeamWish =
  | "open"
  | "rename"
  | "delete"
  | "top_up"
  | "members"
  | "invite"
  | "leave"
  | "billing"
  | "usage"
  | "threshold";

export type SettingsWish =
  | SettingsSection
  | "sign_out_all"
  | "show_data"
  | "clear_copy"
  | "run_checks"
  | "save_report"
  | "licences";

export type Wish =
  | TeamWish
  | SettingsWish
  | "accept"
  | "decline"
  | "refresh"
  | "activity_page"
  | "settings_page";

/** What was not there to be done by then is not what somebody still waits for. */
const FORGOTTEN_MS = 10_000;

/**
 * What was chosen elsewhere, until the part of the page that does it has begun it. So it is begun by the same code as
 * from the button there, also where that part has to be loaded first.
 */
export class Wishes {
  #wish = $state.raw<{ what: Wish; about: string | null; until: number } | null>(null);

  /** Only the last one is wanted. `about` is what it is about, where that is one of several: a team, an invitation. */
  make(what: Wish, about: string | null = null): void {
    this.#wish = { what, about, until: Date.now() + FORGOTTEN_MS };
  }

  /** `about` is asked for only where something of this kind is wished for: each row of the list looks. */
  has(what: Wish, about: () => string | null = () => null): boolean {
    const wish = this.#wish;
    return wish !== null && wish.what === what && wish.about === about() && Date.now() < wish.until;
  }

  /** It is begun, or there is nothing that could. */
  done(): void {
    this.#wish = null;
  }
}

/** Begins something for the component that is being made, whenever it is wished for and `isReady`. */
export function whenWished(
  what: Wish,
  act: () => void,
  { about = () => null, isReady = () => true }: { about?: () => string | null; isReady?: () => boolean } = {},
): void {
  const { wishes } = getWorkspace();
  $effect(() => {
    if (!wishes.has(what, about) || !isReady()) return;
    untrack(() => {
      wishes.done();
      act();
    });
  });
}
