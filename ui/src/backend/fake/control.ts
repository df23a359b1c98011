import type { CredentialStateView } from "../../bindings/CredentialStateView";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { Source } from "../../bindings/Source";
import type { Method } from "../backend";
import { appError } from "./errors";

interface PlannedFailure {
  code: ErrorCode;
  /** The change is made and its answer is lost. */
  afterDoing: boolean;
}

/** Everything that a test does to the fake from outside. */
export class FakeControl {
  /** Every call, in order. */
  readonly calls: { method: Method; args: unknown }[] = [];
  source: Source = "live";
  /** In ms, of every call or of each as it comes. */
  latency: number | (() => number) = 0;
  keyring: CredentialStateView = { state: "working", reason: null };
  /** Ends when the person is done in the browser. */
  inBrowser: () => Promise<void> = () => Promise.resolve();
  /** Whether the call that runs now makes its change and loses its answer. */
  isLosingAnswer = false;
  readonly #failures = new Map<Method, PlannedFailure[]>();
  readonly #held = new Map<Method, Promise<void>>();

  /** The next call of the method fails; with `afterDoing`, the change is made all the same. */
  failNext(method: Method, code: ErrorCode, { afterDoing = false } = {}): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), { code, afterDoing }]);
  }

  /** Calls of the method wait until the returned function is called. */
  hold(method: Method): () => void {
    let release = () => {};
    this.#held.set(method, new Promise((resolve) => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  async run(method: Method, args: unknown, act: () => unknown): Promise<unknown> {
    this.calls.push({ method, args });
    const latency = typeof this.latency === "number" ? this.latency : this.latency();
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
    await this.#held.get(method);
    const failure = this.#failures.get(method)?.shift();
    if (failure?.afterDoing === false) throw appError(failure.code, "req_fake1");
    this.isLosingAnswer = failure?.afterDoing ?? false;
    const answer = await act();
    if (failure) throw appError(failure.code, "req_fake1");
    // A copy, as over a wire: nobody changes the fake's records by holding an answer.
    return structuredClone(answer);
  }
}
