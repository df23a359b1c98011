import { formatDay, isSameDay } from "../format";

interface Change {
  target: string;
  detail: string;
}

/** What each action of the contract reads as, after the name of who did it. */
const SENTENCES: Record<string, (change: Change) => string> = {
  "team.created": () => "created the team",
  "team.renamed": ({ target, detail }) => `renamed the team to ${detail || target}`,
  "team.deleted": () => "deleted the team",
  "team.threshold_changed": ({ detail }) =>
    detail ? `set the low-balance threshold to ${detail}` : "removed the low-balance threshold",
  "team.ownership_transferred": ({ target }) => `handed the team over to ${target}`,
  "member.joined": () => "joined the team",
  "member.role_changed": ({ target, detail }) => `changed the role of ${target}${detail && ` to ${detail}`}`,
  "member.removed": ({ target }) => `removed ${target}`,
  "member.left": () => "left the team",
  "invitation.sent": ({ target, detail }) => `invited ${target}${detail && ` as ${detail}`}`,
  "invitation.resent": ({ target }) => `sent the invitation of ${target} again`,
  "invitation.revoked": ({ target }) => `revoked the invitation of ${target}`,
  "invitation.accepted": () => "accepted the invitation",
  "invitation.declined": () => "declined the invitation",
  "top_up.created": ({ detail }) => `started a top-up${detail && ` of ${detail}`}`,
  "top_up.succeeded": ({ detail }) => `topped up${detail && ` ${detail}`}`,
  "top_up.failed": ({ detail }) => `tried to top up${detail && ` ${detail}`}; the payment failed`,
  "top_up.expired": ({ detail }) => `did not finish a top-up${detail && ` of ${detail}`}`,
  "api_key.created": ({ target }) => `created the API key ${target}`,
  "api_key.revoked": ({ target }) => `revoked the API key ${target}`,
};

export const activity = {
  title: "Activity",
  subtitle: "What changed, across your teams",
  empty: "Nothing has happened yet. Changes to your teams appear here.",
  loading: "Loading the activity…",
  system: "The system",
  day: (at: Date, now: Date) => (isSameDay(at, now) ? "Today" : formatDay(at, now)),
  /** An action of a newer server is shown as the server names it. */
  sentence: (action: string, change: Change) =>
    SENTENCES[action]?.(change) ?? [action, change.target, change.detail].filter(Boolean).join(" "),
};
