import { formatDay, formatMoney, isSameDay } from "../format";
import { roleName } from "./roles";

interface Change {
  target: string;
  detail: string;
}

/** What each action of the contract reads as, after the name of who did it. */
const SENTENCES: Record<string, (change: Change) => string> = {
  "team.created": () => "created the team",
  "team.renamed": ({ target, detail }) => `renamed the team${detail && ` from '${detail}'`} to '${target}'`,
  "team.deleted": () => "deleted the team",
  "team.threshold_changed": ({ detail }) =>
    detail ? `set the low-balance threshold to ${money(detail)}` : "removed the low-balance threshold",
  "team.ownership_transferred": ({ target }) => `handed the team over to ${target}`,
  "member.role_changed": ({ target, detail }) => `changed the role of ${target}${fromTo(detail)}`,
  "member.removed": ({ target }) => `removed ${target}`,
  "member.left": () => "left the team",
  "invitation.sent": ({ target, detail }) => `invited ${target}${detail && ` as ${roleName(detail)}`}`,
  "invitation.resent": ({ target }) => `sent the invitation of ${target} again`,
  "invitation.revoked": ({ target }) => `revoked the invitation of ${target}`,
  "invitation.accepted": ({ detail }) => `joined the team${detail && ` as ${roleName(detail)}`}`,
  "invitation.declined": () => "declined the invitation",
  "invitation.expired": ({ target }) => `let the invitation of ${target} expire`,
  "top_up.created": ({ detail }) => `started a top-up of ${money(detail)}`,
  "top_up.succeeded": ({ detail }) => `added ${money(detail)}`,
  "top_up.failed": ({ detail }) => `tried to add ${money(detail)}; the payment failed`,
  "top_up.expired": ({ detail }) => `did not finish a top-up of ${money(detail)}`,
  "api_key.created": ({ target }) => `created the API key '${target}'`,
  "api_key.revoked": ({ target }) => `revoked the API key '${target}'`,
};

/** An event carries an amount without its currency, which is always dollars. */
function money(amount: string): string {
  return /^-?\d+(\.\d+)?$/.test(amount) ? formatMoney({ amount, currency: "USD" }) : amount;
}

/** `viewer → admin`, as the server writes it. */
function fromTo(detail: string): string {
  const [from, to] = detail.split(" → ");
  if (from === undefined || to === undefined) return detail && ` to ${roleName(detail)}`;
  return ` from ${roleName(from)} to ${roleName(to)}`;
}

export const activity = {
  title: "Activity",
  subtitle: "What changed, across your teams",
  empty: "Nothing has happened yet. Changes to your teams appear here.",
  missing: "The activity was not fetched yet. It comes when the server can be asked.",
  loading: "Loading the activity…",
  system: "The system",
  day: (at: Date, now: Date) => (isSameDay(at, now) ? "Today" : formatDay(at, now)),
  /** An action of a newer server is shown as the server names it. */
  sentence: (action: string, change: Change) =>
    SENTENCES[action]?.(change) ?? [action, change.target, change.detail].filter(Boolean).join(" "),
};
