import type { SignInMethod } from "../../bindings/SignInMethod";
import { keyringApp } from "./keyring";

const METHODS: Record<SignInMethod, string> = {
  browser: "With your browser",
  token: "With a token",
  local: "No account needed",
};

export const accounts = {
  label: "Account",
  title: "Accounts",
  others: "Other accounts",
  switchTo: (email: string) => `Switch to ${email}`,
  switched: (email: string, host: string) => `Switched to ${email} at ${host}.`,
  add: "Add account",
  signOut: "Sign out",
  signOutOf: (email: string) => `Sign out ${email}`,
  signedOutOf: (email: string) => `Signed out of ${email}.`,
  signOutAll: "Sign out of all accounts",
  signOutAllAsk: (n: number) => `Sign out of all ${n} accounts?`,
  signOutAllConfirm: "Confirm sign out of all accounts",
  signOutAllConfirmShort: "Sign out of all",
  signedOutOfAll: "Signed out of all accounts.",
  moveUp: (email: string) => `Move up ${email}`,
  moveDown: (email: string) => `Move down ${email}`,
  isFirst: "It is the first one",
  isLast: "It is the last one",
  moved: (email: string, place: number, of: number) => `${email} is number ${place} of ${of}.`,
  shown: "Shown now",
  method: (method: SignInMethod) => METHODS[method],
  keyring: `Sign-ins are in your system's keyring, one entry each, under 'OLLM Teams'. You find them in ${keyringApp}.`,
};
