import { t } from "../../i18n";
import { fold } from "../../shared/fold";
import type { Command, Group } from "./command";
import { FIT, fitting } from "./fit";

/** Nothing is typed: what was used last, then everything. */
export function offerAll(groups: Group[], used: Command[], teams: Command[]): Group[] {
  const isUsed = new Set(used.map(({ id }) => id));
  const rest = groups.map(({ title, commands }) => ({
    title,
    commands: commands.filter(({ id }) => !isUsed.has(id)),
  }));
  const { recent, teams: title } = t.palette.groups;
  return filled([{ title: recent, commands: used }, ...rest, { title, commands: teams }]);
}

interface Typed {
  query: string;
  /** All commands that are not about one team. */
  commands: Command[];
  /** What is to be done, where a name follows it, with the teams of that name. */
  named: Command[];
  /** The teams that were found, and what their names are now. */
  teams: Command[];
}

/** What fits best comes first; a team whose name begins so before a command that only has the word in it. */
export function offerFitting({ query, commands, named, teams }: Typed): Group[] {
  const { found, best } = fitting(commands, query);
  const start = fold(query.trim());
  const isNamed = teams.some(({ label }) => fold(label).startsWith(start));
  const ofCommands = { title: t.palette.groups.commands, commands: [...named, ...found] };
  const ofTeams = { title: t.palette.groups.teams, commands: teams };
  const teamsFirst = isNamed && best < FIT.start;
  return filled(teamsFirst ? [ofTeams, ofCommands] : [ofCommands, ofTeams]);
}

const filled = (groups: Group[]) => groups.filter(({ commands }) => commands.length > 0);
