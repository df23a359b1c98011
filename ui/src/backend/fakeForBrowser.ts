import type { ErrorCode } from "../bindings/ErrorCode";
import type { SessionView } from "../bindings/SessionView";
import type { Backend } from "./backend";
import { appError } from "./fake/errors";
import { createFake, type Fake } from "./fake/fake";
import { addSampleData } from "./fake/sample";
import { signedIn } from "./fake/session";
import { World } from "./fake/world";

/**
 * The fake for looking at a state in a browser:
 * `?fake=welcome|empty|list|invited|offline|interrupted|forgetful`, `&latency=800`, `&payments=checkout|declined`,
 * `&fail=createTeam:server_error` (the first call fails; several are separated by commas).
 */
export function fakeForBrowser(parameters: URLSearchParams): Backend {
  const state = parameters.get("fake") || "welcome";
  const fake = createFake({ session: sessionOf(state) });
  if (!["welcome", "empty"].includes(state)) addSampleData(fake.world);
  if (state === "invited") invite(fake.world);
  if (state === "offline") fake.control.source = "cached";
  obey(fake, parameters);
  return fake.backend;
}

function sessionOf(state: string): SessionView {
  const session = signedIn(new World());
  switch (state) {
    case "welcome":
      return { state: "signed_out", suggested_server: session.account.server };
    case "interrupted":
      return { state: "interrupted", account: session.account, error: appError("unreachable") };
    case "forgetful":
      return { ...session, not_remembered: appError("keyring_unavailable") };
    default:
      return session;
  }
}

function invite(world: World): void {
  const elsewhere = new World();
  const team = elsewhere.addTeam({ id: "design-55aa0c1e", name: "Design", role: "owner" });
  const invitation = elsewhere.addInvitation(team, world.you.email, "member");
  world.invitationsForYou = [{ ...invitation, invited_by: "lena@example.org" }];
}

function obey({ control, world }: Fake, parameters: URLSearchParams): void {
  control.latency = Number(parameters.get("latency") ?? 30);
  const payments = parameters.get("payments");
  if (payments === "checkout" || payments === "declined") world.payments = payments;
  for (const failure of parameters.get("fail")?.split(",") ?? []) {
    const [method, code] = failure.split(":");
    control.failNext(method as keyof Backend, code as ErrorCode);
  }
}
