import ArrowDownUp from "@lucide/svelte/icons/arrow-down-up";
import Download from "@lucide/svelte/icons/download";
import ListFilter from "@lucide/svelte/icons/list-filter";
import Mail from "@lucide/svelte/icons/mail";
import Plus from "@lucide/svelte/icons/plus";
import RefreshCw from "@lucide/svelte/icons/refresh-cw";
import SearchIcon from "@lucide/svelte/icons/search";
import type { Role } from "../../bindings/Role";
import type { SortKey } from "../../bindings/SortKey";
import type { TeamFilter } from "../../bindings/TeamFilter";
import { t } from "../../i18n";
import type { Workspace } from "../../shared/context";
import { EXPORT_FORMATS, exporting } from "../../shared/exporting";
import { isFiltering, NO_FILTER, ROLES, SORT_KEYS } from "../teams/filters";
import type { Command } from "./command";

/** What is done with the list of teams. */
export function listCommands(workspace: Workspace): Command[] {
  const { backend, teams, sync, navigation, wishes } = workspace;
  const { palette, keys } = t;
  const save = exporting(workspace, (format) => backend.exportTeams({ request: teams.shown, format }));
  return [
    {
      id: "new_team",
      label: t.teams.newTeam,
      icon: Plus,
      keywords: palette.keywords.newTeam,
      keys: keys.ways("newTeam"),
      denied: sync.denied,
      does: { run: navigation.newTeam },
    },
    {
      id: "search",
      label: t.teams.search.label,
      icon: SearchIcon,
      keywords: palette.keywords.search,
      keys: keys.ways("search"),
      does: { run: navigation.search },
    },
    {
      id: "refresh",
      label: sync.isOffline ? t.common.connection.tryNow : palette.refresh,
      icon: RefreshCw,
      keywords: palette.keywords.refresh,
      keys: keys.ways("refresh"),
      does: { run: () => wishes.make("refresh") },
    },
    ...EXPORT_FORMATS.map((format) => ({
      id: `export_${format}`,
      label: palette.exportList[format],
      icon: Download,
      keywords: palette.keywords.exportList,
      does: { run: () => save(format) },
    })),
    ...sortCommands(workspace),
    ...filterCommands(workspace),
  ];
}

function sortCommands({ teams, navigation }: Workspace): Command[] {
  const { sort } = teams.request;
  const { view } = t.teams;
  const by = (key: SortKey) => ({
    id: `sort_${key}`,
    label: t.palette.sort({ key: view.keys[key] }),
    icon: ArrowDownUp,
    isOn: sort.key === key,
    does: {
      run: async () => {
        await navigation.goToList();
        teams.sort({ ...sort, key });
      },
    },
  });
  const reverse = {
    id: "sort_reversed",
    label: t.palette.order({ order: view.reversed[sort.key] }),
    icon: ArrowDownUp,
    isOn: sort.reversed,
    does: {
      run: async () => {
        await navigation.goToList();
        teams.sort({ ...sort, reversed: !sort.reversed });
      },
    },
  };
  return [...SORT_KEYS.map(by), reverse];
}

function filterCommands({ teams, navigation }: Workspace): Command[] {
  const { filter } = teams.request;
  const { view } = t.teams;
  const set = (id: string, label: string, isOn: boolean, wanted: TeamFilter): Command => ({
    id: `filter_${id}`,
    label,
    icon: ListFilter,
    isOn,
    does: {
      run: async () => {
        await navigation.goToList();
        teams.filter(wanted);
      },
    },
  });
  const ofRole = (role: Role) =>
    set(role, view.roleChip({ role: t.common.role(role) }), filter.role === role, {
      ...filter,
      role: filter.role === role ? null : role,
    });
  const { low_balance: low, pending_invitations: pending } = filter;
  const only = (what: string) => t.palette.only({ what });
  return [
    ...ROLES.map(ofRole),
    set("low", only(view.lowBalance), low, { ...filter, low_balance: !low }),
    set("pending", only(view.pendingInvitations), pending, { ...filter, pending_invitations: !pending }),
    ...(isFiltering(filter) ? [set("none", view.clear, false, NO_FILTER)] : []),
  ];
}

/** The answers to invitations that wait for one. */
export function invitationCommands({ teams, sync, navigation }: Workspace): Command[] {
  const words = t.teams.invitations;
  return teams.invitations.flatMap(({ id, team_name: team }) =>
    (["accept", "decline"] as const).map((answer) => ({
      id: `${answer}.${id}`,
      label: answer === "accept" ? words.acceptLabel({ team }) : words.declineLabel({ team }),
      icon: Mail,
      denied: sync.denied,
      does: { run: () => navigation.answer(answer, id) },
    })),
  );
}
