import type { SyncProgress } from "../../bindings/SyncProgress";
import type { ConnectionState } from "../../shared/connectionState";
import { formatClock, formatShare, formatShortDay, isSameDay } from "../format";
import type { Messages } from "../messages";
import { roleName } from "./roles";

export const common = (m: Messages) => ({
  ...m.common,
  role: (role: string) => roleName(m, role),
  connection: connection(m),
  when: (at: string, now: Date) => when(m, at, now),
  asOf: (at: string, now: Date) => m.common.asOf({ at: when(m, at, now) }),
});

function connection(m: Messages) {
  const words = m.common.connection;
  const outcomes: Partial<Record<ConnectionState, string>> = words.outcomes;
  const denials: Partial<Record<ConnectionState, string>> = words.denials;
  return {
    label: words.label,
    tryNow: words.tryNow,
    /** `at` is when the server last said how things are. */
    of: (connection: ConnectionState, at: string | null, now: Date) => {
      if (at === null || connection === "refused" || connection === "signing_in")
        return words.states[connection];
      if (connection === "live") return updated(m, at, now);
      return words.asOf[connection]({ at: when(m, at, now) });
    },
    /** While the server lets a question wait. */
    ofSilent: (at: string | null, now: Date) =>
      at === null ? words.silent.plain : words.silent.asOf({ at: when(m, at, now) }),
    progress: ({ step, done, total }: SyncProgress) => {
      const { syncing } = words;
      if (step === "teams") return total === null ? syncing.teams : syncing.teamsOf({ done, total });
      // Not in teams, which they are counted by: that would read as if there were so few people.
      return total ? syncing.peopleShare({ share: formatShare(done / total) }) : syncing.people;
    },
    /** What came of 'Try now'. */
    outcome: (connection: ConnectionState) => outcomes[connection] ?? "",
    /** Why a control that needs the server does nothing. */
    denied: (connection: ConnectionState) => denials[connection],
  };
}

function updated(m: Messages, at: string, now: Date): string {
  const words = m.common.connection.updated;
  const seconds = Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / 1000));
  if (seconds < 60) return words.seconds({ n: seconds });
  if (seconds < 3600) return words.minutes({ n: Math.floor(seconds / 60) });
  return words.at({ at: when(m, at, now) });
}

/** `14:02`, or with the day where it is not today. */
export function when(m: Messages, at: string, now: Date): string {
  const time = formatClock(at);
  return isSameDay(new Date(at), now) ? time : m.common.dayAndTime({ day: formatShortDay(at), time });
}
