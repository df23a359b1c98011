import Bell from "@lucide/svelte/icons/bell";
import ChartNoAxesColumn from "@lucide/svelte/icons/chart-no-axes-column";
import Copy from "@lucide/svelte/icons/copy";
import Download from "@lucide/svelte/icons/download";
import LogOut from "@lucide/svelte/icons/log-out";
import PanelTopOpen from "@lucide/svelte/icons/panel-top-open";
import Pencil from "@lucide/svelte/icons/pencil";
import Plus from "@lucide/svelte/icons/plus";
import ReceiptText from "@lucide/svelte/icons/receipt-text";
import Trash2 from "@lucide/svelte/icons/trash-2";
import UserRoundPlus from "@lucide/svelte/icons/user-round-plus";
import UsersRound from "@lucide/svelte/icons/users-round";
import type { ExportFormat } from "../../bindings/ExportFormat";
import type { TeamRow } from "../../bindings/TeamRow";
import type { TeamView } from "../../bindings/TeamView";
import { t } from "../../i18n";
import type { Workspace } from "../../shared/context";
import { exporting } from "../../shared/exporting";
import type { TeamWish } from "../../shared/wishes.svelte";
import { EVERYTHING } from "../ledger/ledger.svelte";
import { copyTeamId } from "../teams/copyTeamId";
import { denialOf } from "../teams/denials";
import { plain } from "../teams/matches";
import type { Command } from "./command";
import type { Doable, Split } from "./split";

/** Of the teams that are found by something to do and a name, for how many that is offered at once. */
const TEAMS_AT_ONCE = 5;

type What = TeamWish | "copy_id" | `export_${ExportFormat}`;

interface TeamCommand extends Command {
  what: What;
}

const ICONS: Record<What, Command["icon"]> = {
  open: PanelTopOpen,
  top_up: Plus,
  invite: UserRoundPlus,
  members: UsersRound,
  billing: ReceiptText,
  usage: ChartNoAxesColumn,
  rename: Pencil,
  copy_id: Copy,
  threshold: Bell,
  export_csv: Download,
  export_json: Download,
  leave: LogOut,
  delete: Trash2,
};

/** What can be done with a team: its label and the words that it is found by, in the order in which it is offered. */
function labelsOf({ id, name }: { id: string; name: string }): [What, string, string][] {
  const { team: words, keywords } = t.palette;
  const team = name;
  return [
    ["open", t.teams.people.open({ team }), keywords.open],
    ["top_up", t.teams.topUp.label({ name }), keywords.topUp],
    ["invite", t.people.invite.form({ team }), keywords.invite],
    ["members", t.people.table({ team }), keywords.members],
    ["billing", words.billing({ team }), keywords.billing],
    ["usage", words.usage({ team }), keywords.usage],
    ["rename", t.teams.rename.label({ name }), keywords.rename],
    ["copy_id", t.teams.id.copy({ id }), keywords.copyId],
    ["threshold", t.ledger.threshold.form({ team }), keywords.threshold],
    ["export_csv", words.exportLedger.csv({ team }), keywords.exportList],
    ["export_json", words.exportLedger.json({ team }), keywords.exportList],
    ["leave", t.people.leave({ team }), keywords.leave],
    ["delete", t.teams.remove.label({ name }), keywords.delete],
  ];
}

/** What can be done with any team. */
export function doable(): Doable[] {
  return labelsOf({ id: "", name: "" }).map(([what, label, keywords]) => ({ what, label, keywords }));
}

/** What can be done with a team: each begins what its own row begins. */
export function teamCommands(workspace: Workspace, view: TeamView): TeamCommand[] {
  const { backend, navigation, notices, sync } = workspace;
  const { id } = view.team;
  const exportLedger = exporting(workspace, (format) =>
    backend.exportTransactions({ teamId: id, filter: EVERYTHING, format }),
  );

  async function run(what: What): Promise<void> {
    if (what === "copy_id") await copyTeamId(id, notices);
    else if (what === "export_csv") await exportLedger("csv");
    else if (what === "export_json") await exportLedger("json");
    else if (!(await navigation.begin(id, what))) notices.say(t.palette.gone);
  }

  return labelsOf(view.team).map(([what, label, keywords]) => ({
    what,
    id: `team.${what}.${id}`,
    label,
    icon: ICONS[what],
    keywords,
    teamId: id,
    denied: denialOf(view, what, sync.denied),
    does: { run: () => run(what) },
  }));
}

/** Some of that, for each of these teams. */
export function namedCommands(workspace: Workspace, rows: TeamRow[], split: Split | null): Command[] {
  if (split === null) return [];
  return rows
    .slice(0, TEAMS_AT_ONCE)
    .flatMap(({ view }) => teamCommands(workspace, view).filter(({ what }) => split.what.includes(what)));
}

/** The team itself, which leads to what can be done with it. */
export function teamItem({ view, hit }: TeamRow): Command {
  const { id, name } = view.team;
  const [person] = hit?.people ?? [];
  return {
    id: `team.${id}`,
    label: name,
    fragments: hit?.name,
    detail: person === undefined ? id : plain(person),
    icon: UsersRound,
    teamId: id,
    does: { opens: view },
  };
}
