import type { ExportFormat } from "../../bindings/ExportFormat";
import type { Forecast } from "../../bindings/Forecast";
import type { Money } from "../../bindings/Money";
import type { SortKey } from "../../bindings/SortKey";
import { platform } from "../../shared/platform";
import { count, formatCount, formatMoney, isZero } from "../format";

export const teams = {
  title: "Teams",
  list: "Teams",
  subtitle: (totals: Money[], n: number) =>
    `${totals.length > 0 ? `${totals.map(formatMoney).join(" + ")} across ` : ""}${count(n, "team", "teams")}`,
  newTeam: "New team",
  search: {
    label: "Search teams and people",
    clear: "Clear search",
    none: (query: string) => `No team or person matches '${query}'.`,
    others: (n: number) => `and ${formatCount(n)} more`,
    found: (teams: number, people: number, hasMore: boolean) =>
      `${count(teams, "team", "teams")}, ${hasMore ? "more than " : ""}${count(people, "person", "people")}`,
    keyshortcut: platform === "macos" ? "Meta+F" : "Control+F",
  },
  people: {
    title: "People found",
    open: (team: string) => `Show ${team}`,
    moreTeams: (n: number) => `and ${formatCount(n)} more`,
    showAll: (n: number) => `Show all ${formatCount(n)}`,
    tooMany: (n: number) => `More than ${count(n, "person", "people")} match. Type more to find fewer.`,
  },
  view: {
    menu: "Sort and filter",
    sortBy: "Sort by",
    keys: {
      name: "Name",
      balance: "Balance",
      role: "Your role",
      changed: "Recently changed",
    } satisfies Record<SortKey, string>,
    reversed: (key: SortKey) => REVERSED[key],
    role: "Your role",
    anyRole: "Any role",
    only: "Show only",
    lowBalance: "Low balance",
    pendingInvitations: "Pending invitations",
    roleChip: (role: string) => `Your role: ${role}`,
    removeChip: (filter: string) => `Remove filter ${filter}`,
    showing: (shown: number, all: number) => `Showing ${formatCount(shown)} of ${formatCount(all)}`,
    clear: "Clear filters",
    none: "No team has all of this.",
    noneFound: (query: string) => `No team or person matches '${query}' with these filters.`,
  },
  export: {
    menu: "Export",
    as: { csv: "As CSV", json: "As JSON" } satisfies Record<ExportFormat, string>,
    done: (path: string) => `Saved as ${path}.`,
    show: "Show in folder",
  },
  empty: "No teams yet. Create one to share a balance.",
  loading: "Loading teams…",
  nothingKept: "Nothing is kept on this computer. Your teams come when the server answers.",
  create: {
    field: "Team name",
    placeholder: "Name of the new team",
    submit: "Create",
    done: (name: string) => `Created ${name}.`,
  },
  id: { copy: (id: string) => `Copy team ID ${id}` },
  yourRole: "Your role:",
  balance: { unknown: "Unknown", low: "low" },
  forecast: (forecast: Forecast) => {
    switch (forecast.state) {
      case "no_usage":
        return "no usage yet";
      case "not_enough_data":
        return "not enough data yet";
      case "empty":
        return "nothing left";
      case "days_left":
        return daysLeft(forecast.days);
    }
  },
  topUp: {
    action: "Top up",
    label: (name: string) => `Top up ${name}`,
    denied: "Only the owner can add credits",
  },
  rename: {
    label: (name: string) => `Rename ${name}`,
    field: "Team name",
    save: "Save",
    denied: "Only the owner can rename the team",
    changed: (name: string) =>
      `Somebody renamed this team to '${name}' meanwhile. Saving replaces that name.`,
    done: (name: string) => `Renamed to ${name}.`,
  },
  remove: {
    label: (name: string) => `Delete ${name}`,
    question: (name: string) => `Delete '${name}'? This cannot be undone.`,
    lost: (balance: Money | null, members: number) => {
      const people = count(members, "member", "members");
      if (balance === null) return `Any unused balance and ${people} will be lost.`;
      if (isZero(balance)) return `No balance is left; ${people} will be lost.`;
      if (balance.amount.startsWith("-"))
        return `The balance is ${formatMoney(balance)}; ${people} will be lost.`;
      return `${formatMoney(balance)} of unused balance and ${people} will be lost.`;
    },
    changed: "The team changed meanwhile. Check again before you delete.",
    confirm: "Confirm delete",
    denied: "Only the owner can delete the team",
    done: (name: string) => `Deleted ${name}.`,
  },
  invitations: {
    title: "Invitations for you",
    offer: (role: string, by: string) => `${by} invites you as ${role}`,
    accept: "Accept",
    decline: "Decline",
    acceptLabel: (team: string) => `Accept invitation to ${team}`,
    declineLabel: (team: string) => `Decline invitation to ${team}`,
    accepted: (team: string) => `You joined ${team}.`,
    declined: (team: string) => `Declined the invitation to ${team}.`,
  },
};

const REVERSED: Record<SortKey, string> = {
  name: "From Z to A",
  balance: "Highest first",
  role: "Viewers first",
  changed: "Longest ago first",
};

function daysLeft(days: number): string {
  if (days < 1) return "less than a day left";
  if (days <= 45) return `about ${count(days, "day", "days")} left`;
  const months = Math.round(days / 30.44);
  if (months < 24) return `about ${count(months, "month", "months")} left`;
  return "more than 2 years left";
}
