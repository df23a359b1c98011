import type { ErrorCode } from "../bindings/ErrorCode";
import type { Backend } from "./backend";
import { appError } from "./fake/errors";
import { createFake, signedIn } from "./fake/fake";
import { addSampleData } from "./fake/sample";
import { World } from "./fake/world";

/**
 * The fake for looking at a state in a browser:
 * `?fake=welcome|empty|list|invited|offline|interrupted|forgetful`, `&latency=800`, `&payments=checkout|declined`,
 * `&fail=createTeam:server_error` (the first call fails; several are separated by commas).
 */
export function fakeForBrowser(parameters: URLSearchParams): Backend {
  const state = parameters.get("fake") || "welcome";
  const user = new World();
  const account = signedIn(user);
  const signedOut = { state: "signed_out", suggested_server: "https://api.example.com/" } as const;
  const session = state === "welcome" || account.state !== "signed_in" ? signedOut : account;
  const fake = createFake({ session: interruptedOr(state, session) });

  if (!["welcome", "empty"].includes(state)) addSampleData(fake.world);
  if (state === "invited") {
    const other = new World();
    const team = other.addTeam({ id: "design-55aa0c1e", name: "Design", role: "owner" });
    fake.world.invitationsForYou = [
      { ...other.addInvitation(team, fake.world.you.email, "member"), invited_by: "lena@example.org" },
    ];
  }
  if (state === "offline") fake.control.source = "cached";
  fake.control.latency = Number(parameters.get("latency") ?? 30);
  const payments = parameters.get("payments");
  if (payments === "checkout" || payments === "declined") fake.world.payments = payments;
  for (const failure of parameters.get("fail")?.split(",") ?? []) {
    const [method, code] = failure.split(":");
    fake.control.failNext(method as keyof Backend, code as ErrorCode);
  }
  return fake.backend;
}

function interruptedOr<S extends ReturnType<typeof signedIn>>(
  state: string,
  session: S,
): ReturnType<typeof signedIn> {
  if (session.state !== "signed_in") return session;
  if (state === "interrupted")
    return { state: "interrupted", account: session.account, error: appError("unreachable") };
  if (state === "forgetful") return { ...session, not_remembered: appError("keyring_unavailable") };
  return session;
}
