import { activity } from "./activity";
import { common } from "./common";
import { errors } from "./errors";
import { people } from "./people";
import { session } from "./session";
import { settings } from "./settings";
import { teams } from "./teams";
import { topUp } from "./topUp";

export const en = { activity, common, errors, people, session, settings, teams, topUp };
