import type { AppError } from "../../bindings/AppError";
import type { ErrorCode } from "../../bindings/ErrorCode";
import { errors } from "./errors";

const WHY_NOT_REMEMBERED: Partial<Record<ErrorCode, (next: string) => string>> = {
  keyring_unavailable: (next) =>
    `Your system's keyring did not keep the token, and it is stored nowhere else. ${next}`,
  storage_unavailable: () =>
    "The app can not write to its data folder, so it will not remember this sign-in.",
};

export const session = {
  title: "Welcome to OLLM Teams",
  lead: "Share a balance, invite people, and see where the credits go.",
  local: {
    action: "Start a local workspace",
    explain: "On this computer, with no account. Works offline.",
    sample: "With sample data",
  },
  token: {
    action: "Use a token",
    explain: "Connect to a server that gave you an API token.",
    server: "Server URL",
    token: "API token",
    tokenHint: "It is kept in your system's keyring, never in a file.",
    submit: "Sign in",
    back: "Back",
  },
  interrupted: {
    title: "Not connected",
    who: (email: string, host: string) => `Signed in as ${email} at ${host}.`,
    signOut: "Sign out",
  },
  notRemembered: {
    title: "You will be signed out when you close the app",
    explain: (error: AppError) => {
      const { title, next } = errors.of(error);
      return WHY_NOT_REMEMBERED[error.code]?.(next) ?? `${title} ${next}`;
    },
  },
  signInAgain: "Sign in again",
  /** Where a local workspace stands in for a host. */
  localHost: "Local workspace",
  sampleHost: "Sample workspace",
};
