import type { TeamView } from "../../bindings/TeamView";
import { t } from "../../i18n";

/**
 * Why somebody can not do something with a team now, by what Rust says of the team; `undefined` where they can.
 * `offline` is why nothing can be done that needs the server.
 */
export function denialOf(
  { permissions: may }: TeamView,
  what: string,
  offline: string | undefined,
): string | undefined {
  switch (what) {
    case "top_up":
      return may.top_up ? offline : t.teams.topUp.denied;
    case "rename":
      return may.rename ? offline : t.teams.rename.denied;
    case "delete":
      return may.delete ? offline : t.teams.remove.denied;
    case "leave":
      return may.leave ? offline : t.people.locks.last_owner;
    // Both are forms, in which can be typed what is sent later.
    case "invite":
      return may.manage_invitations ? undefined : t.people.invite.denied;
    case "threshold":
      return may.set_low_balance_threshold ? undefined : t.palette.team.thresholdDenied;
    default:
      return undefined;
  }
}
