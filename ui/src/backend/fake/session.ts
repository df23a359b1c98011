import type { Account } from "../../bindings/Account";
import type { SessionView } from "../../bindings/SessionView";
import { fakeAccount, fakeUser, type SignedIn } from "./account";
import type { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { checkServer } from "./rules";
import { addSampleData } from "./sample";
import type { World } from "./world";

/** The token that the fake server knows; with a name behind it, such as `fake-token-lena`, it is another user's. */
export const FAKE_TOKEN = "fake-token";

/** How long the real command waits for the keyring before it answers that it still waits. */
const UNLOCK_MS = 20;

type Session =
  | "session"
  | "startLocalWorkspace"
  | "signInWithToken"
  | "signInWithBrowser"
  | "cancelBrowserSignIn"
  | "keepSignedIn"
  | "switchAccount"
  | "placeAccount"
  | "signOut"
  | "signOutAll"
  | "credentialState"
  | "checkCredentials";

export function sessionMethods(
  initial: SessionView,
  control: FakeControl,
  worldOf: (account: Account) => World,
): Methods<Session> {
  let view = initial;
  if (initial.state === "restoring") control.setConnection("signing_in");
  if (initial.state === "interrupted") control.setConnection("refused", initial.error.code);
  let accounts = initial.state === "signed_out" ? [] : initial.accounts;
  let asked = false;
  let cancel = () => {};

  function open(account: Account): SignedIn {
    if (!accounts.some(({ id }) => id === account.id)) accounts = [...accounts, account];
    const kept = control.keyring.state === "working";
    if (control.connection === "signing_in" || control.connection === "refused")
      control.setConnection("live");
    return { state: "signed_in", account, accounts, not_remembered: kept ? null : keyringError(control) };
  }

  function find(id: string): Account {
    const account = accounts.find((each) => each.id === id);
    if (!account) throw appError("signed_out");
    return account;
  }

  function signIn(user: Account["user"], about: Partial<Account>): SessionView {
    view = open(fakeAccount(user, about, accounts.length));
    worldOf(view.account);
    return view;
  }

  return {
    session: async () => {
      // Where there is a copy to show, the first answer comes at once.
      if (view.state === "restoring" && (asked || !view.has_copy)) {
        await new Promise((resolve) => setTimeout(resolve, UNLOCK_MS));
        if (view.state === "restoring" && control.keyring.state === "working") view = open(view.account);
      }
      // What was interrupted at the start works when it is tried again.
      if (asked && view.state === "interrupted") view = open(view.account);
      asked = true;
      return view;
    },
    startLocalWorkspace: ({ sampleData }) => {
      const server = "http://127.0.0.1:49152/";
      signIn(fakeUser("you"), { kind: sampleData ? "sample" : "local", server });
      if (sampleData && view.state === "signed_in") addSampleData(worldOf(view.account));
      return view;
    },
    signInWithToken: ({ server, token }) => {
      const url = checkServer(server);
      if (/\s/.test(token.trim()) || token.trim() === "") throw appError("token_malformed");
      const [known, name] = token.trim().split(/(?<=fake-token)-/);
      if (known !== FAKE_TOKEN) throw appError("unauthorized");
      return signIn(fakeUser(name ?? "you"), { server: url.href });
    },
    signInWithBrowser: async ({ server }) => {
      const url = checkServer(server);
      const canceled = new Promise<never>((_, reject) => {
        cancel = () => reject(appError("sign_in_canceled"));
      });
      await Promise.race([control.inBrowser(), canceled]);
      return signIn(fakeUser("you"), { server: url.href, sign_in: "browser" });
    },
    cancelBrowserSignIn: () => {
      cancel();
      return null;
    },
    keepSignedIn: ({ account }) => {
      view = open(find(account));
      return view;
    },
    switchAccount: ({ account }) => {
      view = open(find(account));
      return view;
    },
    placeAccount: ({ account, place }) => {
      const moved = find(account);
      accounts = accounts.filter(({ id }) => id !== account);
      accounts.splice(place, 0, moved);
      return accounts;
    },
    signOut: ({ account }) => {
      const left = find(account);
      accounts = accounts.filter(({ id }) => id !== account);
      const [next] = accounts;
      if (next === undefined) view = signedOut(left);
      else if (view.state !== "signed_out") view = open(view.account.id === account ? next : view.account);
      return view;
    },
    signOutAll: () => {
      const last = view.state === "signed_out" ? undefined : view.account;
      accounts = [];
      view = signedOut(last);
      return view;
    },
    credentialState: () => control.keyring,
    checkCredentials: () => control.keyring,
  };
}

function signedOut(last: Account | undefined): SessionView {
  return { state: "signed_out", suggested_server: last?.kind === "remote" ? last.server : null };
}

function keyringError({ keyring }: FakeControl) {
  switch (keyring.state) {
    case "locked":
      return appError("keyring_locked");
    case "absent":
      return appError("keyring_absent");
    case "denied":
      return appError("keyring_denied");
    case "full":
      return appError("keyring_full");
    default:
      return appError("keyring_unavailable");
  }
}
