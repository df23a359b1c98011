import type { AccountBackend, AppCommands, Method } from "../backend";

type All = AppCommands & AccountBackend;

/** Some of the backend's methods as the fake writes them: without the waiting, which `FakeControl` does for all. */
export type Methods<Names extends Method> = {
  [Name in Names]: All[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result | Promise<Result>
    : never;
};
