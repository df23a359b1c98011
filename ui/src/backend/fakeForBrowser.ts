import type { CredentialStateView } from "../bindings/CredentialStateView";
import type { ErrorCode } from "../bindings/ErrorCode";
import type { SessionView } from "../bindings/SessionView";
import type { Backend, Method } from "./backend";
import { fakeAccount, fakeUser, signedIn } from "./fake/account";
import { badChecks, fineChecks } from "./fake/checks";
import { appError } from "./fake/errors";
import { createFake, type Fake } from "./fake/fake";
import { addSampleData } from "./fake/sample";
import { World } from "./fake/world";

/**
 * The fake for looking at a state in a browser:
 * `?fake=welcome|empty|list|accounts|invited|offline|unlocking|interrupted|forgetful`, `&latency=800`,
 * `&payments=checkout|declined`, `&keyring=locked|absent|denied|full|failed`, `&checks=bad`, `&browser=5000` (how long
 * the person is in the browser), `&fail=createTeam:server_error` (the first call fails; several between commas).
 */
export function fakeForBrowser(parameters: URLSearchParams): Backend {
  const state = parameters.get("fake") || "welcome";
  const session = sessionOf(state, parameters.get("fault") as ErrorCode | null);
  const fake = createFake({ session, checks: parameters.get("checks") === "bad" ? badChecks : fineChecks });
  if (!["welcome", "empty"].includes(state)) addSampleData(fake.world);
  if (state === "accounts" && session.state === "signed_in") {
    for (const account of session.accounts.slice(1))
      fake.worldOf(account).addTeam({ name: `Team of ${account.user.email}`, role: "owner" });
  }
  if (state === "invited") invite(fake.world);
  if (state === "offline") fake.control.source = "cached";
  obey(fake, parameters);
  return fake.backend;
}

function sessionOf(state: string, fault: ErrorCode | null): SessionView {
  const session = signedIn(new World());
  const accounts = [
    session.account,
    fakeAccount(fakeUser("lena"), { server: "https://teams.example.org/", sign_in: "browser" }, 1),
    fakeAccount(fakeUser("you"), { server: "https://staging.example.com/" }, 2),
  ];
  switch (state) {
    case "welcome":
      return { state: "signed_out", suggested_server: session.account.server };
    case "accounts":
      return { ...session, accounts };
    case "unlocking":
      return { state: "unlocking", account: session.account, accounts };
    case "interrupted":
      return {
        state: "interrupted",
        account: session.account,
        accounts,
        error: appError(fault ?? "unreachable"),
      };
    case "forgetful":
      return { ...session, not_remembered: appError(fault ?? "keyring_unavailable") };
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
  const keyring = parameters.get("keyring") as CredentialStateView["state"] | null;
  if (keyring !== null) control.keyring = { state: keyring, reason: `fake: ${keyring}` };
  const inBrowser = Number(parameters.get("browser") ?? 0);
  control.inBrowser = () => new Promise((resolve) => setTimeout(resolve, inBrowser));
  for (const failure of parameters.get("fail")?.split(",") ?? []) {
    const [method, code] = failure.split(":");
    control.failNext(method as Method, code as ErrorCode);
  }
}
