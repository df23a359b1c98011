import type { Money } from "../../bindings/Money";
import { formatMoney, isZero } from "../format";
import type { Messages } from "../messages";
import { forecast, forecastRange } from "./forecast";

export function teams(m: Messages) {
  const words = m.teams;
  return {
    ...words,
    subtitle: (totals: Money[], n: number) =>
      totals.length > 0
        ? words.subtitle({ totals: totals.map(formatMoney).join(" + "), n })
        : words.count({ n }),
    search: {
      ...words.search,
      found: (teams: number, people: number, hasMore: boolean) =>
        (hasMore ? words.search.foundMore : words.search.found)({ teams, people }),
    },
    forecast: forecast(m),
    forecastRange: forecastRange(m),
    remove: {
      ...words.remove,
      lost: (balance: Money | null, members: number) => {
        const { unknown, nothing, debt, some } = words.remove.lost;
        if (balance === null) return unknown({ members });
        if (isZero(balance)) return nothing({ members });
        return (balance.amount.startsWith("-") ? debt : some)({ balance: formatMoney(balance), members });
      },
    },
  };
}
