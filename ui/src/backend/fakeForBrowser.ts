import type { Connection } from "../bindings/Connection";
import type { CredentialStateView } from "../bindings/CredentialStateView";
import type { ErrorCode } from "../bindings/ErrorCode";
import type { SessionView } from "../bindings/SessionView";
import type { SyncStep } from "../bindings/SyncStep";
import type { Backend, Method } from "./backend";
import { fakeAccount, fakeUser, signedIn } from "./fake/account";
import { badChecks, fineChecks } from "./fake/checks";
import { appError } from "./fake/errors";
import { createFake, type Fake } from "./fake/fake";
import { generate } from "./fake/generate";
import { addSampleData } from "./fake/sample";
import { World } from "./fake/world";

/**
 * The fake for looking at a state in a browser:
 * `?fake=welcome|empty|list|large|accounts|invited|restoring|unlocking|cached|interrupted|forgetful`, `&latency=800`,
 * `&connection=offline|failing|refused|connecting`, `&progress=teams|people`, `&notice=set_aside|not_kept`,
 * `&lost=1|2|9` (so many teams are gone after 2 s), `&age=3` (the copy is so many days old), `&nocopy`,
 * `&payments=checkout|declined`, `&keyring=locked|absent|denied|full|failed`, `&checks=bad`, `&browser=5000` (how long
 * the person is in the browser), `&fail=createTeam:server_error` (the first call fails; several between commas).
 */
export function fakeForBrowser(parameters: URLSearchParams): Backend {
  const state = parameters.get("fake") || "welcome";
  const session = sessionOf(state, parameters.get("fault") as ErrorCode | null);
  const fake = createFake({ session, checks: parameters.get("checks") === "bad" ? badChecks : fineChecks });
  if (state === "large") generate(fake.world, Number(parameters.get("teams") ?? 10_000));
  else if (!["welcome", "empty"].includes(state)) addSampleData(fake.world);
  if (state === "accounts" && session.state === "signed_in") {
    for (const account of session.accounts.slice(1))
      fake.worldOf(account).addTeam({ name: `Team of ${account.user.email}`, role: "owner" });
  }
  if (state === "invited") invite(fake.world);
  obey(fake, parameters);
  obeyAboutSync(fake, parameters);
  return fake.backend;
}

function sessionOf(state: string, fault: ErrorCode | null): SessionView {
  const session = signedIn(new World());
  const { account } = session;
  const accounts = [
    account,
    fakeAccount(fakeUser("lena"), { server: "https://teams.example.org/", sign_in: "browser" }, 1),
    fakeAccount(fakeUser("you"), { server: "https://staging.example.com/" }, 2),
  ];
  switch (state) {
    case "welcome":
      return { state: "signed_out", suggested_server: account.server };
    case "accounts":
      return { ...session, accounts };
    case "restoring":
    case "unlocking":
      return { state: "restoring", account, accounts, has_copy: state === "restoring" };
    case "cached":
    case "interrupted": {
      const error = appError(fault ?? "unreachable");
      return { state: "interrupted", account, accounts, error, has_copy: state === "cached" };
    }
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

const SYNC_EVERY_MS = 30_000;

function obeyAboutSync({ control, world }: Fake, parameters: URLSearchParams): void {
  const connection = parameters.get("connection") as Connection | null;
  if (connection !== null) control.setConnection(connection);
  const step = parameters.get("progress") as SyncStep | null;
  if (step !== null) control.setProgress({ step, done: 4200, total: 10_000 });
  const notice = parameters.get("notice");
  const reason = "database disk image is malformed";
  const path = "/home/you/.local/share/com.ollm.teams/offline/9f86d081884c7d65.broken-1.db";
  if (notice === "set_aside") control.setCopyNotice({ kind: notice, path, reason });
  if (notice === "not_kept")
    control.setCopyNotice({ kind: notice, reason: "attempt to write a readonly database" });
  control.copiedAt = world.at(-Number(parameters.get("age") ?? 0));
  control.hasCopy = !parameters.has("nocopy");
  const lost = Number(parameters.get("lost") ?? 0);
  if (lost > 0) {
    setTimeout(() => {
      for (const id of [...world.teams.keys()].slice(0, lost)) world.teams.delete(id);
      control.sync();
    }, 2000);
  }
  setInterval(() => control.sync(), SYNC_EVERY_MS);
}
