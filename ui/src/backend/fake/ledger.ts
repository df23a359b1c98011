import type { LedgerFilter } from "../../bindings/LedgerFilter";
import type { Transaction } from "../../bindings/Transaction";
import type { Usage } from "../../bindings/Usage";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { addAmounts, allowed, checkThreshold, teamView } from "./rules";
import type { World } from "./world";

type Ledger = "transactions" | "exportTransactions" | "receipt" | "usage" | "setLowBalanceThreshold";

const PAGE = 50;
const DAY = 86_400_000;

/** A team's ledger and usage, which are read from the server alone. */
export function ledgerMethods(world: World, control: FakeControl): Methods<Ledger> {
  const live = () => {
    if (control.connection === "offline") throw appError("unreachable");
  };
  const found = (teamId: string, filter: LedgerFilter) => {
    live();
    return world.ledger.filter(
      (entry) => entry.team_id === world.team(teamId).team.id && isIn(filter, entry),
    );
  };
  return {
    transactions: ({ teamId, filter, cursor }) => {
      const entries = found(teamId, filter);
      const start = Number(cursor ?? 0);
      const end = start + PAGE;
      return {
        transactions: entries.slice(start, end),
        next_cursor: end < entries.length ? String(end) : null,
      };
    },
    exportTransactions: ({ teamId, filter, format }) => {
      found(teamId, filter);
      return `/home/you/Downloads/ollm-transactions-${teamId}-2026-11-24.${format}`;
    },
    receipt: ({ teamId, topUpId }) => {
      live();
      const { team } = world.team(teamId);
      const entry = world.ledger.find((each) => each.top_up_id === topUpId);
      if (!entry) throw appError("not_found");
      return {
        top_up_id: topUpId,
        transaction_id: entry.id,
        team_id: team.id,
        team_name: team.name,
        amount: entry.amount,
        balance_after: entry.balance_after,
        created_by: entry.created_by,
        paid_at:
          [...world.journal.values()].find(({ topUp }) => topUp.id === topUpId)?.attempt.checkout_host ??
          null,
        created_at: entry.created_at,
        booked_at: entry.created_at,
        server: "https://api.example.com/",
        issued_to: world.you.email,
        issued_at: world.at(),
      };
    },
    usage: ({ teamId, days }) => {
      live();
      return lastDays(world, days, world.usage.get(world.team(teamId).team.id));
    },
    setLowBalanceThreshold: ({ teamId, amount }) => {
      const team = allowed(world.team(teamId), "set_low_balance_threshold");
      const threshold = amount === null ? null : { amount: checkThreshold(amount), currency: "USD" };
      team.team.low_balance_threshold = threshold;
      team.isLow = threshold !== null && Number(team.team.balance?.amount) < Number(threshold.amount);
      team.team.version += 1;
      return teamView(team);
    },
  };
}

function isIn({ kind, from, to }: LedgerFilter, entry: Transaction): boolean {
  const day = entry.created_at.slice(0, 10);
  return (kind ?? entry.kind) === entry.kind && (from ?? day) <= day && day <= (to ?? day);
}

/** The last days of what a test set; without usage where it set nothing. */
function lastDays(world: World, days: number, usage: Usage | undefined): Usage {
  const costs = new Map(usage?.days.map(({ day, cost }) => [day, cost.amount]));
  const window = Array.from({ length: days }, (_, index) => {
    const day = new Date(world.now().getTime() - (days - 1 - index) * DAY).toISOString().slice(0, 10);
    return { day, cost: { amount: costs.get(day) ?? "0.00", currency: "USD" } };
  });
  const total = window.reduce((sum, { cost }) => addAmounts(sum, cost.amount), "0");
  return {
    days: window,
    models: usage?.models ?? [],
    total: { amount: total, currency: "USD" },
    requests: usage?.requests ?? 0,
  };
}
