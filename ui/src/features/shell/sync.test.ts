import { screen } from "@testing-library/svelte";
import { afterEach, expect, it, vi } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { createFake, dataOf } from "../../backend/fake/fake";
import { addSampleData } from "../../backend/fake/sample";
import { World } from "../../backend/fake/world";
import type { SyncView } from "../../bindings/SyncView";
import { button, startSignedIn } from "../../testing/app";
import { Session } from "../session/session.svelte";
import { Sync } from "./sync.svelte";

const running: Sync[] = [];

afterEach(() => {
  vi.useRealTimers();
  for (const sync of running.splice(0)) sync.close();
});

async function start(onNews = vi.fn(() => Promise.resolve())) {
  const fake = createFake({ session: signedIn(new World()) });
  addSampleData(fake.world);
  const session = new Session(fake.backend);
  await session.start();
  const data = dataOf(fake);
  const sync = new Sync(data, session, onNews);
  running.push(sync);
  sync.start();
  return { ...fake, data, sync, session, onNews };
}

it("shows what the copy holds at once, and again whenever that is something else", async () => {
  const { sync, control, world, onNews } = await start();
  expect(onNews).toHaveBeenCalledTimes(1);
  await expect.poll(() => sync.connection).toBe("live");
  control.sync();
  await expect.poll(() => control.count("syncState")).toBe(3);
  expect(onNews).toHaveBeenCalledTimes(1);
  world.credit(world.team("dev-d7035d80"), "1.00");
  control.sync();
  await expect.poll(() => onNews.mock.calls.length).toBe(2);
});

it("has news when the copy changed and when the server answers again, and not when it falls silent", async () => {
  const { sync, control } = await start();
  await expect.poll(() => sync.isLive).toBe(true);
  const before = sync.news;
  control.setConnection("offline");
  await expect.poll(() => sync.isOffline).toBe(true);
  expect(sync.news).toBe(before);
  control.setConnection("live");
  await expect.poll(() => sync.isLive).toBe(true);
  expect(sync.news).toBe(before + 1);
});

it("ends a refresh when what the server said is shown", async () => {
  let isShown = true;
  const { sync, world } = await start(
    vi.fn(async () => {
      isShown = false;
      await new Promise((resolve) => setTimeout(resolve, 30));
      isShown = true;
    }),
  );
  await expect.poll(() => sync.isLive && isShown).toBe(true);
  world.credit(world.team("dev-d7035d80"), "1.00");
  const refreshing = sync.refresh();
  expect(sync.isAsking).toBe(true);
  await refreshing;
  expect(isShown).toBe(true);
  expect(sync.isAsking).toBe(false);
});

it("drops an answer that is older than one it has", async () => {
  const { sync, data, control } = await start();
  await expect.poll(() => sync.isLive).toBe(true);
  const answers: ((view: SyncView) => void)[] = [];
  data.syncState = () => new Promise((resolve) => answers.push(resolve));
  // The question that waits is of the real one: its end brings the first of these.
  control.sync();
  await expect.poll(() => answers.length).toBe(1);
  void sync.look();
  const view = sync.view as SyncView;
  answers[1]?.({ ...view, revision: 90, connection: "offline" });
  await expect.poll(() => sync.connection).toBe("offline");
  answers[0]?.({ ...view, revision: 89, connection: "failing" });
  await expect.poll(() => answers.length).toBe(3);
  expect(sync.connection).toBe("offline");
});

it("asks again after a while when there is no answer, and not at all once it is closed", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const { sync, control } = await start();
  await expect.poll(() => sync.isLive).toBe(true);
  control.failNext("syncState", "storage_unavailable");
  control.sync();
  const asked = control.count("syncState");
  await vi.advanceTimersByTimeAsync(1500);
  expect(control.count("syncState")).toBe(asked + 1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(control.count("syncState")).toBe(asked + 2);
  sync.close();
  control.setConnection("offline");
  await vi.advanceTimersByTimeAsync(5000);
  expect(control.count("syncState")).toBe(asked + 2);
  expect(sync.connection).toBe("live");
});

it("denies what needs the server while nobody can ask it, and only then", async () => {
  const { sync, control, session } = await start();
  await expect.poll(() => sync.isLive).toBe(true);
  for (const [connection, isDenied] of [
    ["offline", true],
    ["signing_in", true],
    ["connecting", false],
    ["failing", false],
    ["refused", false],
  ] as const) {
    control.setConnection(connection);
    await expect.poll(() => sync.connection).toBe(connection);
    expect([connection, sync.denied !== undefined]).toEqual([connection, isDenied]);
  }
  if (session.view?.state !== "signed_in") throw new Error("nobody is signed in");
  const { account, accounts } = session.view;
  session.view = { state: "restoring", account, accounts, has_copy: true };
  expect(sync.denied).toBe("Signing in…");
});

it("says that it checks while the server lets a question wait, and takes nothing away meanwhile", async () => {
  const app = await startSignedIn();
  const status = () => screen.getByRole("status", { name: "Connection" });
  await expect.poll(() => status().textContent).toMatch(/^Live/);
  expect(status()).toHaveAttribute("aria-live", "off");
  app.control.setSilent(true);
  await expect.poll(() => status().textContent).toMatch(/^Checking, as of \d\d:\d\d$/);
  expect(status()).toHaveAttribute("aria-live", "polite");
  expect(button("New team")).not.toHaveAttribute("aria-disabled");
  app.control.setSilent(false);
  await expect.poll(() => status().textContent).toMatch(/^Live/);
});
