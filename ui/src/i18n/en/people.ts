import type { MemberLock } from "../../bindings/MemberLock";
import { count, formatMonth, isSameDay } from "../format";

const LOCKS: Record<MemberLock, string> = {
  last_owner: "A team needs at least one owner",
  needs_owner: "Only an owner can change an owner",
  needs_admin: "Only an owner or an admin can change members",
};

export const people = {
  table: (team: string) => `Members of ${team}`,
  member: "Member",
  role: "Role",
  since: "Since",
  actions: "Actions",
  you: "you",
  loading: (team: string) => `Loading the members of ${team}…`,
  missing: "The people of this team were not fetched yet. They come when the server can be asked.",
  lock: (lock: MemberLock) => LOCKS[lock],
  sinceDate: (at: string, now: Date) => (isSameDay(new Date(at), now) ? "Today" : formatMonth(at)),
  roleOf: (email: string) => `Role of ${email}`,
  roleChanged: (email: string, role: string) => `${email} is now ${role}.`,
  roleAsk: (email: string, from: string, to: string, makesOwner: boolean) =>
    makesOwner
      ? `Make ${email} an owner? Owners can top up, rename and delete the team.`
      : `Change ${email} from ${from} to ${to}? They can no longer top up, rename or delete the team.`,
  remove: (email: string) => `Remove ${email}`,
  removeAsk: (email: string, team: string) => `Remove ${email} from ${team}?`,
  removed: (email: string) => `Removed ${email}.`,
  leave: (team: string) => `Leave ${team}`,
  leaveAsk: (team: string) => `Leave ${team}? You need a new invitation to come back.`,
  left: (team: string) => `You left ${team}.`,
  pending: (expiresAt: string, now: Date) => `Pending, ${timeLeft(expiresAt, now)}`,
  resend: (email: string) => `Resend invitation of ${email}`,
  resent: (email: string) => `Sent the invitation of ${email} again.`,
  revoke: (email: string) => `Revoke invitation of ${email}`,
  revoked: (email: string) => `Revoked the invitation of ${email}.`,
  invite: {
    form: (team: string) => `Invite to ${team}`,
    email: "Email",
    placeholder: "Email, or paste a list",
    role: "Role",
    submit: "Invite",
    sent: (emails: string[]) =>
      emails.length === 1 ? `Invited ${emails[0]}.` : `Invited ${count(emails.length, "person", "people")}.`,
    denied: "Only an owner or an admin can invite",
  },
};

function timeLeft(expiresAt: string, now: Date): string {
  const hours = (new Date(expiresAt).getTime() - now.getTime()) / 3_600_000;
  if (hours <= 0) return "expired";
  if (hours < 1) return "less than an hour left";
  if (hours < 24) return `${count(Math.floor(hours), "hour", "hours")} left`;
  return `${count(Math.ceil(hours / 24), "day", "days")} left`;
}
