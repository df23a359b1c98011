import { formatDay, formatMoney, isSameDay } from "../format";
import type { Messages } from "../messages";
import { roleName } from "./roles";

interface Change {
  target: string;
  detail: string;
}

type Sentences = Messages["activity"]["sentences"];
type Sentence = (s: Sentences, who: string, change: Change, role: (of: string) => string) => string;

/** What each action of the contract reads as. */
const SENTENCES: Record<string, Sentence> = {
  "team.created": (s, who) => s.teamCreated({ who }),
  "team.renamed": (s, who, { target: name, detail: from }) =>
    from ? s.teamRenamedFrom({ who, from, name }) : s.teamRenamed({ who, name }),
  "team.deleted": (s, who) => s.teamDeleted({ who }),
  "team.threshold_changed": (s, who, { detail }) =>
    detail ? s.thresholdSet({ who, amount: money(detail) }) : s.thresholdRemoved({ who }),
  "team.ownership_transferred": (s, who, { target: email }) => s.teamHandedOver({ who, email }),
  "member.role_changed": roleChanged,
  "member.removed": (s, who, { target: email }) => s.memberRemoved({ who, email }),
  "member.left": (s, who) => s.memberLeft({ who }),
  "invitation.sent": (s, who, { target: email, detail }, role) =>
    detail ? s.invitedAs({ who, email, role: role(detail) }) : s.invited({ who, email }),
  "invitation.resent": (s, who, { target: email }) => s.invitedAgain({ who, email }),
  "invitation.revoked": (s, who, { target: email }) => s.invitationRevoked({ who, email }),
  "invitation.accepted": (s, who, { detail }, role) =>
    detail ? s.joinedAs({ who, role: role(detail) }) : s.joined({ who }),
  "invitation.declined": (s, who) => s.invitationDeclined({ who }),
  "invitation.expired": (s, who, { target: email }) => s.invitationExpired({ who, email }),
  "top_up.created": ofMoney("topUpStarted"),
  "top_up.succeeded": ofMoney("topUpSucceeded"),
  "top_up.failed": ofMoney("topUpFailed"),
  "top_up.expired": ofMoney("topUpExpired"),
  "api_key.created": (s, who, { target: name }) => s.keyCreated({ who, name }),
  "api_key.revoked": (s, who, { target: name }) => s.keyRevoked({ who, name }),
};

/** `viewer → admin` is how the server writes the detail. */
function roleChanged(
  s: Sentences,
  who: string,
  { target: email, detail }: Change,
  role: (of: string) => string,
): string {
  const [from, to] = detail.split(" → ");
  if (from && to) return s.roleChangedFrom({ who, email, from: role(from), to: role(to) });
  return detail ? s.roleChangedTo({ who, email, to: role(detail) }) : s.roleChanged({ who, email });
}

function ofMoney(
  key: keyof Pick<Sentences, "topUpStarted" | "topUpSucceeded" | "topUpFailed" | "topUpExpired">,
): Sentence {
  return (s, who, { detail }) => s[key]({ who, amount: money(detail) });
}

/** An event carries an amount without its currency, which is always dollars. */
function money(amount: string): string {
  return /^-?\d+(\.\d+)?$/.test(amount) ? formatMoney({ amount, currency: "USD" }) : amount;
}

/** Stands for who did it, while the sentence is made. */
const WHO = "\u0000";

export const activity = (m: Messages) => ({
  ...m.activity,
  day: (at: Date, now: Date) => (isSameDay(at, now) ? m.activity.today : formatDay(at, now)),
  /** What is before and after the name of who did it. An action of a newer server is shown as it is named there. */
  sentence: (action: string, change: Change): [before: string, after: string] => {
    const what = [action, change.target, change.detail].filter(Boolean).join(" ");
    const { sentences } = m.activity;
    const role = (of: string) => roleName(m, of);
    const sentence =
      SENTENCES[action]?.(sentences, WHO, change, role) ?? sentences.unknown({ who: WHO, what });
    const [before = "", after = ""] = sentence.split(WHO);
    return [before, after];
  },
});
