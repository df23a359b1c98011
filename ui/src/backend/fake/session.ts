import type { Account } from "../../bindings/Account";
import type { SessionView } from "../../bindings/SessionView";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { checkServer } from "./rules";
import { addSampleData } from "./sample";
import type { World } from "./world";

/** The token that the fake server knows. */
export const FAKE_TOKEN = "fake-token";

/** A session of the fake's user. */
export function signedIn(world: World, account: Partial<Account> = {}): SignedIn {
  return {
    state: "signed_in",
    account: {
      kind: "remote",
      server: "https://api.example.com/",
      host: "api.example.com",
      user: world.you,
      ...account,
    },
    not_remembered: null,
  };
}

type SignedIn = Extract<SessionView, { state: "signed_in" }>;

type Session = "session" | "startLocalWorkspace" | "signInWithToken" | "signOut";

export function sessionMethods(world: World, initial: SessionView): Methods<Session> {
  let session = initial;
  let asked = false;
  return {
    // What was interrupted at the start works when it is tried again.
    session: () => {
      if (asked && session.state === "interrupted")
        session = { state: "signed_in", account: session.account, not_remembered: null };
      asked = true;
      return session;
    },
    startLocalWorkspace: ({ sampleData }) => {
      if (sampleData) addSampleData(world);
      session = signedIn(world, {
        kind: sampleData ? "sample" : "local",
        server: "http://127.0.0.1:49152/",
        host: "127.0.0.1:49152",
      });
      return session;
    },
    signInWithToken: ({ server, token }) => {
      const url = checkServer(server);
      if (/\s/.test(token.trim()) || token.trim() === "") throw appError("token_malformed");
      if (token.trim() !== FAKE_TOKEN) throw appError("unauthorized");
      session = signedIn(world, { server: url.href, host: url.host });
      return session;
    },
    signOut: () => {
      const server =
        session.state !== "signed_out" && session.account.kind === "remote" ? session.account.server : null;
      session = { state: "signed_out", suggested_server: server };
      return session;
    },
  };
}
