import type { Account } from "../../bindings/Account";
import { t } from "../../i18n";
import type { Workspace } from "../../shared/context";
import { accountCommands } from "./accountCommands";
import type { Group } from "./command";
import { invitationCommands, listCommands } from "./listCommands";
import { helpCommands, lookCommands, pageCommands } from "./settingsCommands";

/** Every command that is not about one team, in groups. `account` is the one that is shown. */
export function appCommands(workspace: Workspace, account: Account): Group[] {
  const titles = t.palette.groups;
  return [
    { title: t.teams.invitations.title, commands: invitationCommands(workspace) },
    { title: titles.list, commands: listCommands(workspace) },
    { title: titles.goTo, commands: pageCommands(workspace) },
    { title: t.accounts.title, commands: accountCommands(workspace, account) },
    { title: titles.look, commands: lookCommands(workspace) },
    { title: titles.help, commands: helpCommands(workspace) },
  ];
}
