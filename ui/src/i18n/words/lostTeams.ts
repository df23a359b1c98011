import type { DraftKind } from "../../shared/drafts.svelte";
import { formatList } from "../format";
import type { Messages } from "../messages";

const SHOWN = 3;

export const lostTeams = (m: Messages) => ({
  ...m.lostTeams,
  /** Whether `gone` leaves some out. */
  isShortened: (n: number) => n - SHOWN > 1,
  gone: (names: string[]) => {
    const n = names.length;
    const more = n - SHOWN;
    const listed = more > 1 ? [...names.slice(0, SHOWN), m.lostTeams.more({ n: more })] : names;
    return m.lostTeams.gone({ n, teams: formatList(listed) });
  },
  typed: (what: DraftKind, team: string, text: string) => m.lostTeams.typed[what]({ team, text }),
});
