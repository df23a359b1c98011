import type { ListRequest } from "../../bindings/ListRequest";
import type { Money } from "../../bindings/Money";
import type { SortKey } from "../../bindings/SortKey";
import type { TeamRow } from "../../bindings/TeamRow";
import { fold } from "../../shared/fold";
import type { Methods } from "./methods";
import { addAmounts, teamView } from "./rules";
import { find, hitOf } from "./search";
import type { FakeSync } from "./sync";
import type { FakeTeam } from "./world";

type List = "listTeams" | "teamRows" | "teamsStartingWith" | "exportTeams";

const FIRST_ROWS = 40;
const ROLES = ["owner", "admin", "member", "viewer"];

/** The list of teams, from the offline copy alone. */
export function listMethods(sync: FakeSync): Methods<List> {
  const all = () => [...(sync.copy?.teams.values() ?? [])];
  return {
    listTeams: ({ request }) => {
      const teams = all();
      if (sync.copy === null) return null;
      const { teams: found, people, more_people } = find(teams, request.search);
      const listed = inOrder(found, request);
      return sync.snapshot({
        ids: listed.map(({ team }) => team.id),
        first: listed.slice(0, FIRST_ROWS).map((team) => rowOf(team, request.search)),
        team_count: teams.length,
        totals: totalsOf(teams),
        people,
        more_people,
      });
    },
    teamRows: ({ ids, search }) =>
      ids.flatMap((id) => {
        const team = sync.copy?.teams.get(id);
        return team ? [rowOf(team, search)] : [];
      }),
    teamsStartingWith: ({ request, prefix }) =>
      inOrder(find(all(), request.search).teams, request).flatMap(({ team }) =>
        fold(team.name).startsWith(fold(prefix)) ? [team.id] : [],
      ),
    exportTeams: ({ format }) => `/home/you/Downloads/ollm-teams-2026-11-24.${format}`,
  };
}

function rowOf(team: FakeTeam, search: string): TeamRow {
  return { view: teamView(team), hit: hitOf(team, search) };
}

function inOrder(teams: FakeTeam[], { sort, filter }: ListRequest): FakeTeam[] {
  const listed = teams.filter(
    ({ team, isLow }) =>
      (filter.role === null || team.role === filter.role) &&
      (!filter.low_balance || isLow) &&
      (!filter.pending_invitations || team.pending_invitation_count > 0),
  );
  listed.sort((a, b) => compare(a, b, sort.key) || compare(a, b, "name"));
  return sort.reversed ? listed.reverse() : listed;
}

function compare({ team: a }: FakeTeam, { team: b }: FakeTeam, key: SortKey): number {
  switch (key) {
    case "name":
      return order(fold(a.name), fold(b.name)) || order(a.id, b.id);
    case "balance":
      return amountOf(a.balance) - amountOf(b.balance);
    case "role":
      return ROLES.indexOf(a.role) - ROLES.indexOf(b.role);
    case "changed":
      return -order(a.updated_at, b.updated_at);
  }
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** An unknown balance comes last. */
function amountOf(balance: Money | null): number {
  return balance === null ? Number.MAX_VALUE : Number(balance.amount);
}

function totalsOf(teams: FakeTeam[]): Money[] {
  const totals = new Map<string, string>();
  for (const { team } of teams) {
    if (team.balance === null) continue;
    const { amount, currency } = team.balance;
    totals.set(currency, addAmounts(totals.get(currency) ?? "0", amount));
  }
  return [...totals].map(([currency, amount]) => ({ amount, currency }));
}
