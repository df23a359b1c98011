import type { DraftKind } from "../../shared/drafts.svelte";
import { formatCount, formatList } from "../format";

const SHOWN = 3;

export const lostTeams = {
  title: "Teams that are gone",
  /** Whether `gone` leaves some out. */
  isShortened: (n: number) => n - SHOWN > 1,
  all: "Show all",
  gone: (names: string[]) => {
    const more = names.length - SHOWN;
    const listed = more > 1 ? [...names.slice(0, SHOWN), `${formatCount(more)} more`] : names;
    const they = names.length === 1 ? "It was" : "They were";
    return `You are no longer in ${formatList(listed)}. ${they} removed from this computer.`;
  },
  typed: (what: DraftKind, team: string, text: string) =>
    what === "name"
      ? `You were renaming ${team}. You had typed: ${text}`
      : `You were inviting people to ${team}. You had typed: ${text}`,
  ok: "OK",
};
