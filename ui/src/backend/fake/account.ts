import type { Account } from "../../bindings/Account";
import type { AccountColor } from "../../bindings/AccountColor";
import type { SessionView } from "../../bindings/SessionView";
import type { User } from "../../bindings/User";
import type { World } from "./world";

const COLORS: AccountColor[] = ["iris", "green", "amber", "plum", "cyan", "red"];

/** An account as the Rust side describes it: the `n`th that was added. */
export function fakeAccount(user: User, account: Partial<Account> = {}, n = 0): Account {
  const server = account.server ?? "https://api.example.com/";
  const kind = account.kind ?? "remote";
  return {
    id: kind === "remote" ? `${server} ${user.id}` : kind,
    kind,
    sign_in: kind === "remote" ? "token" : "local",
    server,
    host: new URL(server).host,
    user,
    color: COLORS[n % COLORS.length] ?? "iris",
    ...account,
  };
}

/** The user that a name stands for: `lena` is lena@example.com. */
export function fakeUser(name: string): User {
  return { id: `usr_${name}`, email: `${name}@example.com`, name: null };
}

/** A session of the fake's user. */
export function signedIn(world: World, account: Partial<Account> = {}): SignedIn {
  const current = fakeAccount(world.you, account);
  return { state: "signed_in", account: current, accounts: [current], not_remembered: null };
}

export type SignedIn = Extract<SessionView, { state: "signed_in" }>;
