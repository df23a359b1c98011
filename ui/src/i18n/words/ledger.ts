import type { Account } from "../../bindings/Account";
import type { Money } from "../../bindings/Money";
import type { Receipt } from "../../bindings/Receipt";
import { formatClock, formatDate, formatMoney, formatPlainDay, formatShortDay, isSameDay } from "../format";
import type { Messages } from "../messages";

export function ledger(m: Messages) {
  const { transactions, receipt, usage } = m.ledger;
  const kinds: Partial<Record<string, string>> = transactions.kinds;
  const filters: Partial<Record<string, string>> = transactions.filters;
  return {
    ...m.ledger,
    transactions: {
      ...transactions,
      /** A kind of a newer server is shown as the server names it. */
      kind: (kind: string) => kinds[kind] ?? kind.replaceAll("_", " "),
      at: (at: string, now: Date) => {
        const date = new Date(at);
        const time = formatClock(at);
        if (isSameDay(date, now)) return time;
        const day = date.getFullYear() === now.getFullYear() ? formatShortDay(at) : formatDate(at);
        return m.common.dayAndTime({ day, time });
      },
      filterBy: (kind: string) => filters[kind] ?? kind,
      shown: (n: number, hasMore: boolean) => (hasMore ? transactions.latest : transactions.count)({ n }),
    },
    receipt: {
      ...receipt,
      /** By what means, where that is known. */
      paidHow: ({ paid_at: host }: Receipt, account: Account | null) => {
        if (account !== null && account.kind !== "remote") return receipt.paidFree;
        return host === null ? null : receipt.paidOnPage({ host });
      },
    },
    usage: {
      ...usage,
      total: (total: Money, requests: number, days: number) =>
        usage.total({ total: formatMoney(total), requests, days }),
      chart: (first: string, last: string) =>
        usage.chart({ first: formatPlainDay(first), last: formatPlainDay(last) }),
      day: (day: string, cost: Money) => usage.day({ day: formatPlainDay(day), cost: formatMoney(cost) }),
    },
  };
}
