import { fakeAccount, fakeUser } from "../backend/fake/account";
import type { Account } from "../bindings/Account";
import type { SessionView } from "../bindings/SessionView";

/** Accounts of these users, whose addresses are at example.com; each at its own server. */
export function accountsOf(...names: string[]): Account[] {
  return names.map((name, n) => fakeAccount(fakeUser(name), { server: `https://${name}.example.org/` }, n));
}

/** The app with these accounts, showing the first. */
export function showing(accounts: Account[]): SessionView {
  const [account] = accounts;
  if (!account) throw new Error("nobody is signed in");
  return { state: "signed_in", account, accounts, not_remembered: null };
}
