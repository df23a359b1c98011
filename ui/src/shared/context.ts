import { createContext } from "svelte";
import type { AccountBackend, Backend } from "../backend/backend";
import type { TopUps } from "../features/billing/topUps.svelte";
import type { Session } from "../features/session/session.svelte";
import type { Navigation } from "../features/shell/navigation.svelte";
import type { Sync } from "../features/shell/sync.svelte";
import type { Teams } from "../features/teams/teams.svelte";
import type { Trends } from "../features/teams/trends.svelte";
import type { Updates } from "../features/updates/updates.svelte";
import type { Drafts } from "./drafts.svelte";
import type { Notices } from "./notices.svelte";
import type { PreferenceStore } from "./preferences.svelte";
import type { Wishes } from "./wishes.svelte";

/** What every part of a signed-in window needs. */
export interface Workspace {
  /** What belongs to no account: preferences, diagnostics. */
  app: Backend;
  /** The data of the account that is shown. */
  backend: AccountBackend;
  session: Session;
  sync: Sync;
  teams: Teams;
  trends: Trends;
  topUps: TopUps;
  notices: Notices;
  drafts: Drafts;
  preferences: PreferenceStore;
  updates: Updates;
  navigation: Navigation;
  wishes: Wishes;
}

export const [getWorkspace, setWorkspace] = createContext<Workspace>();
