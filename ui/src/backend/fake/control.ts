import type { AppError } from "../../bindings/AppError";
import type { Connection } from "../../bindings/Connection";
import type { CopyNotice } from "../../bindings/CopyNotice";
import type { CredentialStateView } from "../../bindings/CredentialStateView";
import type { DesktopView } from "../../bindings/DesktopView";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { Preferences } from "../../bindings/Preferences";
import type { SyncProgress } from "../../bindings/SyncProgress";
import { DEFAULT_PREFERENCES } from "../../shared/preferences.svelte";
import type { Method } from "../backend";
import { appError } from "./errors";
import { FakeLinks } from "./links";
import { FakeUpdates } from "./updates";

interface PlannedFailure {
  code: ErrorCode;
  /** The change is made and its answer is lost. */
  afterDoing: boolean;
}

/** Why it is not live, where nothing else is said. */
const ERRORS: Partial<Record<Connection, ErrorCode>> = {
  offline: "unreachable",
  failing: "server_error",
  refused: "unauthorized",
};

/** Everything that a test does to the fake from outside. */
export class FakeControl {
  /** Every call, in order. */
  readonly calls: { method: Method; args: unknown }[] = [];
  /** How things stand with the server: `setConnection` changes it. */
  connection: Connection = "live";
  connectionError: AppError | null = null;
  /** Whether the server was asked a while ago and has not answered. */
  isSilent = false;
  progress: SyncProgress | null = null;
  copyNotice: CopyNotice | null = null;
  /** Whether there is an offline copy of the last time, and of when it is. */
  hasCopy = true;
  copiedAt: string | null = null;
  preferences: Preferences = DEFAULT_PREFERENCES;
  safeMode = false;
  readonly updates = new FakeUpdates();
  /** What the desktop lets the app do. */
  desktop: DesktopView = { has_tray: true, autostart: false };
  /** What the app is opened with. */
  readonly links = new FakeLinks();
  /** In ms, of every call or of each as it comes. */
  latency: number | (() => number) = 0;
  keyring: CredentialStateView = { state: "working", reason: null };
  /** Ends when the person is done in the browser. */
  inBrowser: () => Promise<void> = () => Promise.resolve();
  readonly #failures = new Map<Method, PlannedFailure[]>();
  readonly #held = new Map<Method, Promise<void>>();
  readonly #listeners: (() => void)[] = [];

  setConnection(connection: Connection, code = ERRORS[connection]): void {
    this.connection = connection;
    this.connectionError = code === undefined ? null : appError(code, "req_fake3");
    this.#changed();
  }

  /** The server is asked, and lets it wait. */
  setSilent(isSilent: boolean): void {
    this.isSilent = isSilent;
    this.#changed();
  }

  /** How far a first sync has come. */
  setProgress(progress: SyncProgress | null): void {
    this.progress = progress;
    this.#changed();
  }

  setCopyNotice(notice: CopyNotice): void {
    this.copyNotice = notice;
    this.#changed();
  }

  /** The sync asks in the background: what the server holds is news now. */
  sync(): void {
    this.#changed();
  }

  /** Calls back at every change of what the sync says. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

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
    const answer = await act();
    if (failure) throw appError(failure.code, "req_fake1");
    // A copy, as over a wire: nobody changes the fake's records by holding an answer.
    return structuredClone(answer);
  }
}
