import { createContext } from "svelte";
import type { Backend } from "../backend/backend";
import type { Session } from "../features/session/session.svelte";
import type { Teams } from "../features/teams/teams.svelte";
import type { Trends } from "../features/teams/trends.svelte";
import type { Notices } from "./notices.svelte";

/** What every part of a signed-in window needs. */
export interface Workspace {
  backend: Backend;
  session: Session;
  teams: Teams;
  trends: Trends;
  notices: Notices;
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
