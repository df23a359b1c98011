import type { Account } from "../../bindings/Account";
import type { TopUpFailure } from "../../bindings/TopUpFailure";
import { formatDollars } from "../format";
import type { Messages } from "../messages";
import { when } from "./common";

export const topUp = (m: Messages) => ({
  ...m.topUp,
  /** While the server can not be asked; `at` is when it last said it. */
  balanceAsOf: (at: string | null) =>
    at === null ? m.topUp.balanceUnknown : m.topUp.balanceThen({ at: when(m, at, new Date()) }),
  from: {
    ...m.topUp.from,
    of: ({ kind, host }: Account) => (kind === "remote" ? m.topUp.from.remote({ host }) : m.topUp.from.free),
  },
  customHint: m.topUp.customHint({ least: formatDollars(1), most: formatDollars(10_000) }),
  repeats: {
    ...m.topUp.repeats,
    title: (amount: string, at: string | null, now: Date) => {
      const { recently, underAMinute, minutes } = m.topUp.repeats.title;
      if (at === null) return recently({ amount });
      const n = Math.floor((now.getTime() - new Date(at).getTime()) / 60_000);
      return n < 1 ? underAMinute({ amount }) : minutes({ amount, n });
    },
  },
  failed: {
    ...m.topUp.failed,
    why: (failure: TopUpFailure) => whyOf(m, failure),
  },
  ended: {
    ...m.topUp.ended,
    failed: (amount: string, team: string, id: string, failure: TopUpFailure | null) =>
      failure === null
        ? m.topUp.ended.failed({ amount, team, id })
        : m.topUp.ended.failedWhy({ amount, team, id, why: whyOf(m, failure) }),
  },
});

const whyOf = (m: Messages, failure: TopUpFailure): string =>
  failure.why === "said" ? failure.words : m.topUp.failed[failure.why];
