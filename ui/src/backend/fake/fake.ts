import type { SessionView } from "../../bindings/SessionView";
import type { Backend } from "../backend";
import { appMethods } from "./app";
import { billingMethods } from "./billing";
import { FakeControl } from "./control";
import type { Methods } from "./methods";
import { peopleMethods } from "./people";
import { sessionMethods } from "./session";
import { teamsMethods } from "./teams";
import { World } from "./world";

export interface Fake {
  backend: Backend;
  control: FakeControl;
  world: World;
}

interface Options {
  session?: SessionView;
  now?: () => Date;
}

/** A backend in memory that behaves as the Rust side does. */
export function createFake({ session, now }: Options = {}): Fake {
  const world = new World(now);
  const control = new FakeControl();
  const methods: Methods<keyof Backend> = {
    ...sessionMethods(world, session ?? { state: "signed_out", suggested_server: null }),
    ...teamsMethods(world, control),
    ...peopleMethods(world),
    ...billingMethods(world, control),
    ...appMethods(world, control),
  };
  const waiting = Object.entries(methods).map(([method, act]) => [
    method,
    (args: never) =>
      control.run(method as keyof Backend, args, () => (act as (args: never) => unknown)(args)),
  ]);
  return { backend: Object.fromEntries(waiting) as Backend, control, world };
}
