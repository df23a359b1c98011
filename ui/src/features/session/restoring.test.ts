import { screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { appError } from "../../backend/fake/errors";
import { addSampleData } from "../../backend/fake/sample";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { SessionView } from "../../bindings/SessionView";
import { accountsOf } from "../../testing/accounts";
import { button, expectAccessible, type RunningApp, startApp } from "../../testing/app";

afterEach(() => {
  vi.useRealTimers();
});

const accounts = accountsOf("ana", "lena");
const [account] = accounts as [(typeof accounts)[0]];
const connection = () => screen.getByRole("status", { name: "Connection" });
const WAITS = "Waiting for your keyring to be unlocked…";

async function start(session: SessionView): Promise<RunningApp> {
  const app = startApp({
    session,
    prepare: ({ world, control }) => {
      addSampleData(world);
      if (session.state === "restoring") control.keyring = { state: "locked", reason: null };
    },
  });
  await screen.findByRole("button", { name: "Development" });
  return app;
}

describe("an account that is being signed in, with a copy", () => {
  const session: SessionView = { state: "restoring", account, accounts, has_copy: true };

  it("shows the copy at once, denies what needs the server, and goes on without a jump", async () => {
    const app = await start(session);
    const { user, control } = app;
    expect(connection()).toHaveTextContent("Signing in…");
    expect(button("New team")).toHaveAccessibleDescription("Signing in…");
    const row = document.querySelector("[data-team-id]");
    await user.type(screen.getByRole("searchbox"), "e");
    const search = screen.getByRole("searchbox");
    await expectAccessible();
    control.keyring = { state: "working", reason: null };
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(button("New team")).not.toHaveAttribute("aria-disabled");
    expect(search).toHaveFocus();
    expect(search).toHaveValue("e");
    expect(document.querySelector("[data-team-id]")).toBe(row);
    expect(screen.queryByText(WAITS)).toBeNull();
  });

  it("says that the keyring waits once a person wonders, however often that is answered", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { control } = await start(session);
    await vi.advanceTimersByTimeAsync(300);
    expect(screen.queryByText(WAITS)).toBeNull();
    await vi.advanceTimersByTimeAsync(600);
    expect(await screen.findByText(WAITS)).toBeVisible();
    expect(control.count("session")).toBeGreaterThan(2);
    expect(screen.getByText(/Type its password where your system asks for it/)).toBeVisible();
    control.keyring = { state: "working", reason: null };
    await vi.advanceTimersByTimeAsync(100);
    await expect.poll(() => screen.queryByText(WAITS)).toBeNull();
  });

  it("of this computer has no keyring to wait for", async () => {
    const local = { ...account, kind: "local" } as const;
    await start({ ...session, account: local });
    expect(await screen.findByText("Opening your workspace…")).toBeVisible();
    expect(screen.queryByText(WAITS)).toBeNull();
  });

  it("says why it can not be waited for, and tries again", async () => {
    const { user, control } = await start(session);
    control.failNext("session", "keyring_absent");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_absent");
    expect(button("Development")).toBeVisible();
    await expectAccessible();
    control.keyring = { state: "working", reason: null };
    await user.click(button("Try again"));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

describe("an interrupted account with a copy", () => {
  const by = (code: ErrorCode): SessionView => ({
    state: "interrupted",
    account,
    accounts,
    error: appError(code),
    has_copy: true,
  });

  it("shows the copy and what stands in the way, and tries again", async () => {
    const { user } = await start(by("keyring_locked"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_locked");
    expect(connection().textContent).toMatch(/^Not signed in, as of \d\d:\d\d$/);
    expect(button("Rename Development")).toHaveAccessibleDescription(
      "You are not signed in: this needs the server",
    );
    await expectAccessible();
    await user.click(button("Try again"));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is tried again when whoever unlocked the keyring comes back", async () => {
    await start(by("keyring_locked"));
    await screen.findByRole("alert");
    window.dispatchEvent(new Event("focus"));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
  });

  it("can be signed in to again, and keeps what is open", async () => {
    const { user } = await start(by("keyring_unavailable"));
    await user.type(screen.getByRole("searchbox"), "dev");
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    expect(await screen.findByRole("heading", { name: "Sign in again" })).toBeVisible();
    await user.click(button("Back"));
    expect(screen.getByRole("searchbox")).toHaveValue("dev");
  });

  it("of this computer is only tried again", async () => {
    await start({ ...by("local_workspace_failed"), account: { ...account, kind: "local" } } as SessionView);
    await screen.findByRole("alert");
    expect(screen.queryByRole("button", { name: "Sign in again" })).toBeNull();
  });
});
