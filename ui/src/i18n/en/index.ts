import { accounts } from "./accounts";
import { activity } from "./activity";
import { common } from "./common";
import { diagnostics } from "./diagnostics";
import { errors } from "./errors";
import { keyring } from "./keyring";
import { lostTeams } from "./lostTeams";
import { people } from "./people";
import { session } from "./session";
import { settings } from "./settings";
import { teams } from "./teams";
import { topUp } from "./topUp";

export const en = {
  accounts,
  activity,
  common,
  diagnostics,
  errors,
  keyring,
  lostTeams,
  people,
  session,
  settings,
  teams,
  topUp,
};
