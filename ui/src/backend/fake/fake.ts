import type { Account } from "../../bindings/Account";
import type { Check } from "../../bindings/Check";
import type { SessionView } from "../../bindings/SessionView";
import type { AccountBackend, AppCommands, Backend, Method } from "../backend";
import { activityMethods } from "./activity";
import { appMethods } from "./app";
import { billingMethods } from "./billing";
import { fineChecks } from "./checks";
import { FakeControl } from "./control";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { peopleMethods } from "./people";
import { sessionMethods } from "./session";
import { teamsMethods } from "./teams";
import { World } from "./world";

export interface Fake {
  backend: Backend;
  control: FakeControl;
  /** What the server of the first account holds. */
  world: World;
  /** What the server of an account holds. */
  worldOf: (account: Account) => World;
}

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
  const accounts = new Map<string, AccountBackend>();

  function worldOf({ id, user }: Account): World {
    const its = worlds.get(id) ?? (worlds.size === 0 ? world : new World(now, user));
    worlds.set(id, its);
    return its;
  }

  function dataOf(id: string): AccountBackend {
    const its = worlds.get(id);
    if (!its) throw appError("signed_out");
    const methods: Methods<keyof AccountBackend> = {
      ...teamsMethods(its, control),
      ...peopleMethods(its),
      ...billingMethods(its, control),
      ...activityMethods(its, control),
    };
    return waiting(methods, control) as unknown as AccountBackend;
  }

  if (initial.state !== "signed_out")
    for (const each of [initial.account, ...initial.accounts]) worldOf(each);
  const app: Methods<keyof AppCommands> = {
    ...sessionMethods(initial, control, worldOf),
    ...appMethods(checks),
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

/** The methods, each called as `control` says. */
function waiting(methods: object, control: FakeControl): Record<string, unknown> {
  const entries = Object.entries(methods).map(([method, act]) => [
    method,
    (args: unknown) => control.run(method as Method, args, () => act(args)),
  ]);
  return Object.fromEntries(entries);
}
