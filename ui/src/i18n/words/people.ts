import { formatMonth, isSameDay } from "../format";
import type { Messages } from "../messages";

export const people = (m: Messages) => ({
  ...m.people,
  sinceDate: (at: string, now: Date) =>
    isSameDay(new Date(at), now) ? m.people.sinceToday : formatMonth(at),
  roleAsk: (email: string, from: string, to: string, makesOwner: boolean) =>
    makesOwner ? m.people.roleAsk.owner({ email }) : m.people.roleAsk.other({ email, from, to }),
  pending: (expiresAt: string, now: Date) => {
    const { expired, soon, hours, days } = m.people.pending;
    const left = (new Date(expiresAt).getTime() - now.getTime()) / 3_600_000;
    if (left <= 0) return expired;
    if (left < 1) return soon;
    return left < 24 ? hours({ n: Math.floor(left) }) : days({ n: Math.ceil(left / 24) });
  },
  invite: {
    ...m.people.invite,
    sent: ([email, ...others]: string[]) =>
      email !== undefined && others.length === 0
        ? m.people.invite.sent({ email })
        : m.people.invite.sentMany({ n: others.length + 1 }),
  },
});
