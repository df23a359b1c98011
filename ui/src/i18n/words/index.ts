import type { Messages } from "../messages";
import { accounts } from "./accounts";
import { activity } from "./activity";
import { common } from "./common";
import { diagnostics } from "./diagnostics";
import { errors } from "./errors";
import { keyring } from "./keyring";
import { keys } from "./keys";
import { ledger } from "./ledger";
import { lostTeams } from "./lostTeams";
import { people } from "./people";
import { session } from "./session";
import { teams } from "./teams";
import { topUp } from "./topUp";

/** The words of the app: the messages of a language, and what chooses among them. */
export function words(m: Messages) {
  const ofErrors = errors(m);
  return {
    accounts: accounts(m),
    activity: activity(m),
    common: common(m),
    diagnostics: diagnostics(m, ofErrors),
    errors: ofErrors,
    keyring: keyring(m),
    keys: keys(m),
    ledger: ledger(m),
    lostTeams: lostTeams(m),
    palette: m.palette,
    people: people(m),
    session: session(m, ofErrors),
    settings: m.settings,
    teams: teams(m),
    topUp: topUp(m),
  };
}
