import type { Backend } from "../backend";

/** Some of the backend's methods as the fake writes them: without the waiting, which `FakeControl` does for all. */
export type Methods<Names extends keyof Backend> = {
  [Name in Names]: Backend[Name] extends (...args: infer Args) => Promise<infer Result>
    ? (...args: Args) => Result
    : never;
};
