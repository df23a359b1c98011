import type { Source } from "../../bindings/Source";
import { platform } from "../../shared/platform";
import { formatClock, formatShortDay, isSameDay } from "../format";
import { roleName } from "./roles";

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
    connecting: "Connecting…",
    refresh: "Refresh now",
    of: (source: Source, fetchedAt: string, now: Date) =>
      source === "live" ? `Live, updated ${ago(fetchedAt, now)}` : `Offline, as of ${asOf(fetchedAt, now)}`,
    unavailable: "Offline",
    refused: "Sign in again: the server refuses the token",
    /** Why a control that needs the server does nothing. */
    denied: {
      offline: "You are offline: this needs the server",
      signingIn: "Signing in…",
      signedOut: "You are not signed in: this needs the server",
    },
  },
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
