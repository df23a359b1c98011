import type { Account } from "../../bindings/Account";
import type { Check } from "../../bindings/Check";
import type { SessionView } from "../../bindings/SessionView";
import type { AccountBackend, AppCommands, Backend, Method } from "../backend";
import { fakeAccount } from "./account";
import { activityMethods } from "./activity";
import { appMethods } from "./app";
import { billingMethods, unsettled } from "./billing";
import { fineChecks } from "./checks";
import { FakeControl } from "./control";
import { appError } from "./errors";
import { ledgerMethods } from "./ledger";
import { linkMethods } from "./links";
import { listMethods } from "./list";
import type { Methods } from "./methods";
import { peopleMethods } from "./people";
import { sessionMethods } from "./session";
import { FakeSync, syncMethods } from "./sync";
import { teamsMethods } from "./teams";
import { updatesMethods } from "./updates";
import { World } from "./world";

export interface Fake {
  backend: Backend;
  control: FakeControl;
  /** What the server of the first account holds. */
  world: World;
  /** What the server of an account holds. */
  worldOf: (account: Account) => World;
}

/** The data of the fake's user, whose methods a test may replace. */
export const dataOf = ({ backend }: Fake): AccountBackend =>
  backend.forAccount(fakeAccount(new World().you).id);

interface Options {
  session?: SessionView;
  checks?: () => Check[];
  now?: () => Date;
}

/** A backend in memory that behaves as the Rust side does. */
export function createFake({ session, checks = fineChecks, now }: Options = {}): Fake {
  const initial = session ?? { state: "signed_out", suggested_server: null };
  const control = new FakeControl();
  const world = new World(now);
  const worlds = new Map<string, World>();
  const syncs: FakeSync[] = [];
  const accounts = new Map<string, AccountBackend>();

  function worldOf({ id, user }: Account): World {
    const its = worlds.get(id) ?? (worlds.size === 0 ? world : new World(now, user));
    worlds.set(id, its);
    return its;
  }

  function dataOf(id: string): AccountBackend {
    const its = worlds.get(id);
    if (!its) throw appError("signed_out");
    const sync = new FakeSync(its, control);
    syncs.push(sync);
    const methods: Methods<keyof AccountBackend> = {
      ...listMethods(sync),
      ...syncMethods(sync),
      ...teamsMethods(its, sync),
      ...peopleMethods(its, sync),
      ...billingMethods(its, control, sync),
      ...ledgerMethods(its, control),
      ...activityMethods(sync),
      ...linkMethods(control.links, sync),
    };
    return waiting(synced(methods, sync), control) as unknown as AccountBackend;
  }

  if (initial.state !== "signed_out")
    for (const each of [initial.account, ...initial.accounts]) worldOf(each);
  const app: Methods<keyof AppCommands> = {
    ...sessionMethods(initial, control, worldOf),
    unsettledTopUps: ({ account }) =>
      unsettled([...worlds].flatMap(([id, its]) => (account === null || account === id ? [its] : []))),
    ...updatesMethods(control.updates),
    ...appMethods(checks, control, () => {
      for (const sync of syncs) sync.clear();
    }),
  };
  const backend: Backend = {
    ...(waiting(app, control) as unknown as AppCommands),
    forAccount: (id) => {
      const data = accounts.get(id) ?? dataOf(id);
      accounts.set(id, data);
      return data;
    },
  };
  return { backend, control, world, worldOf };
}

const NEED_THE_SERVER = new Set<string>([
  "createTeam",
  "renameTeam",
  "deleteTeam",
  "invitePeople",
  "resendInvitation",
  "revokeInvitation",
  "changeRole",
  "removeMember",
  "acceptInvitation",
  "declineInvitation",
  "topUp",
  "setLowBalanceThreshold",
  "checkTopUp",
  "cancelTopUp",
  "openCheckout",
] satisfies (keyof AccountBackend)[]);

/** The methods that ask the server work only where it answers, and what they change is synced. */
function synced(methods: object, sync: FakeSync): object {
  const entries = Object.entries(methods).map(([method, act]) => [
    method,
    (args: unknown) => {
      sync.start();
      if (!NEED_THE_SERVER.has(method)) return act(args);
      sync.reach();
      const answer = act(args);
      sync.round();
      return answer;
    },
  ]);
  return Object.fromEntries(entries);
}

/** The methods, each called as `control` says. */
function waiting(methods: object, control: FakeControl): Record<string, unknown> {
  const entries = Object.entries(methods).map(([method, act]) => [
    method,
    (args: unknown) => control.run(method as Method, args, () => act(args)),
  ]);
  return Object.fromEntries(entries);
}
