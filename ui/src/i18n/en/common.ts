import type { SyncProgress } from "../../bindings/SyncProgress";
import type { SyncStep } from "../../bindings/SyncStep";
import type { ConnectionState } from "../../shared/connectionState";
import { platform } from "../../shared/platform";
import { formatClock, formatCount, formatShare, formatShortDay, isSameDay } from "../format";
import { roleName } from "./roles";

const STATES: Record<ConnectionState, string> = {
  live: "Live",
  signing_in: "Signing in…",
  signed_out: "Not signed in",
  connecting: "Connecting",
  offline: "Offline",
  failing: "The server has a problem",
  refused: "Sign in again: the server refuses the token",
};

/** Where nothing is said of when. */
const ALONE: Partial<Record<ConnectionState, string>> = { connecting: "Connecting…" };

const STEPS: Record<SyncStep, (done: number, total: number | null) => string> = {
  teams: (done, total) =>
    total === null ? "Fetching teams…" : `Teams ${formatCount(done)} of ${formatCount(total)}`,
  // Not in teams, which they are counted by: that would read as if there were so few people.
  people: (done, total) => (total ? `Fetching people, ${formatShare(done / total)}` : "Fetching people…"),
};

const OUTCOMES: Partial<Record<ConnectionState, string>> = {
  live: "Connected again.",
  offline: "Still offline.",
  failing: "The server still has a problem.",
};

const DENIALS: Partial<Record<ConnectionState, string>> = {
  offline: "You are offline: this needs the server",
  signing_in: STATES.signing_in,
  signed_out: "You are not signed in: this needs the server",
};

export const common = {
  appName: "OLLM Teams",
  cancel: "Cancel",
  close: "Close",
  confirm: "Confirm",
  tryAgain: "Try again",
  waitForAnswer: "Wait for the answer",
  details: "Details",
  copied: (what: string) => `Copied ${what}.`,
  dismiss: "Dismiss",
  loading: "Loading…",
  role: roleName,

  sections: { label: "Sections", teams: "Teams", activity: "Activity", settings: "Settings" },
  connection: {
    label: "Connection",
    tryNow: "Try now",
    /** `at` is when the server last said how things are. */
    of: (connection: ConnectionState, at: string | null, now: Date) => {
      if (connection === "live" && at !== null) return `Live, updated ${ago(at, now)}`;
      if (at === null || connection === "refused" || connection === "signing_in")
        return ALONE[connection] ?? STATES[connection];
      return `${STATES[connection]}, as of ${asOf(at, now)}`;
    },
    progress: ({ step, done, total }: SyncProgress) => STEPS[step](done, total),
    /** What came of 'Try now'. */
    outcome: (connection: ConnectionState) => OUTCOMES[connection] ?? "",
    /** Why a control that needs the server does nothing. */
    denied: (connection: ConnectionState) => DENIALS[connection],
  },
  copy: {
    title: "Offline copy",
    setAside:
      "The offline copy could not be read. It was set aside, and everything is fetched again when the server answers.",
    notKept: (reason: string) =>
      `The offline copy can not be kept on this computer (${reason}). It is gone when you close the app.`,
    path: "Kept as",
    reason: "Reason",
  },
  when: asOf,
  asOf: (at: string, now: Date) => `As of ${asOf(at, now)}`,
  shortcuts: {
    hint: "Press ? for shortcuts",
    title: "Keyboard shortcuts",
    search: "Search teams and people",
    newTeam: "New team",
    cancel: "Cancel what you are editing",
    help: "Show this list",
    account: "Switch to the account with that number",
    accountKeys: platform === "macos" ? "⌘ 1…9" : "Ctrl 1…9",
    escape: "Esc",
    searchKeys: platform === "macos" ? "/ or ⌘ F" : "/ or Ctrl F",
    moveKeys: "↑ ↓ Home End",
    move: "Move through the list of teams",
    pageKeys: "PgUp PgDn",
    page: "Move through it by the page",
    letterKeys: "A…Z",
    letter: "On a team: go to the next that begins so (Shift N for an N)",
  },
};

function ago(at: string, now: Date): string {
  const seconds = Math.max(0, Math.floor((now.getTime() - new Date(at).getTime()) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return `at ${asOf(at, now)}`;
}

function asOf(at: string, now: Date): string {
  return isSameDay(new Date(at), now) ? formatClock(at) : `${formatShortDay(at)}, ${formatClock(at)}`;
}
