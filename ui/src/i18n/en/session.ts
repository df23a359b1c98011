import type { AppError } from "../../bindings/AppError";
import { errors } from "./errors";

export const session = {
  title: "Welcome to OLLM Teams",
  lead: "Share a balance, invite people, and see where the credits go.",
  addTitle: "Add an account",
  addLead: "Your other accounts stay signed in.",
  againTitle: "Sign in again",
  againLead: (email: string, host: string) => `As ${email} at ${host}. What you typed is kept.`,
  back: "Back",
  server: "Server URL",
  browser: {
    action: "Sign in with your browser",
    explain: "With the account that you use everywhere else.",
    submit: "Continue in your browser",
    waiting: "Waiting for your browser…",
    whatToDo: (server: string) =>
      `Sign in to ${server} on the page that has just opened, then come back here. It waits for 5 minutes.`,
    cancel: "Cancel",
    elsewhere: "Cancel the sign-in in your browser first",
  },
  local: {
    action: "Start a local workspace",
    explain: "On this computer, with no account. Works offline.",
    sample: "With sample data",
  },
  token: {
    action: "Use a token",
    explain: "Connect to a server that gave you an API token.",
    token: "API token",
    tokenHint: "It is kept in your system's keyring, never in a file.",
    submit: "Sign in",
  },
  interrupted: {
    title: "Not connected",
    who: (email: string, host: string) => `Signed in as ${email} at ${host}.`,
    safe: "Your sign-in is still in the keyring: nothing is lost.",
    signOut: "Sign out",
  },
  unlocking: {
    title: "Waiting for your keyring to be unlocked…",
    who: (email: string, host: string) => `The sign-in of ${email} at ${host} is in it.`,
    whatToDo: "Type its password where your system asks for it. The app goes on by itself.",
  },
  opening: {
    title: "Opening your workspace…",
    who: (_email: string, host: string) => `${host}, on this computer.`,
    whatToDo: "The app goes on by itself.",
  },
  notRemembered: {
    title: "You will be signed out when you close the app",
    explain: (error: AppError) => {
      if (error.code === "storage_unavailable")
        return "The app can not write to its data folder, so it will not remember this sign-in.";
      const { title, next } = errors.of(error);
      return `${title} ${next} Until then your sign-in is kept in memory only, never in a file.`;
    },
    keep: "Keep me signed in",
    kept: "You stay signed in now.",
    stillNot: "It still could not be kept.",
  },
  signInAgain: "Sign in again",
  /** Where a local workspace stands in for a host. */
  localHost: "Local workspace",
  sampleHost: "Sample workspace",
};
