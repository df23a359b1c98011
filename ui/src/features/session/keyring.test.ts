import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { appError } from "../../backend/fake/errors";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { SessionView } from "../../bindings/SessionView";
import { accountsOf, showing } from "../../testing/accounts";
import { button, expectAccessible, startApp } from "../../testing/app";

const accounts = accountsOf("ana", "lena");
const [account] = accounts as [(typeof accounts)[0]];

const locked = { state: "locked", reason: null } as const;
const working = { state: "working", reason: null } as const;

describe("a keyring that waits for a person", () => {
  const session: SessionView = { state: "restoring", account, accounts, has_copy: false };

  function startLocked() {
    return startApp({
      session,
      prepare: ({ control }) => {
        control.keyring = locked;
      },
    });
  }

  it("is waited for, and the app goes on by itself", async () => {
    const { control } = startLocked();
    const status = await screen.findByText("Waiting for your keyring to be unlocked…");
    expect(status).toHaveAttribute("role", "status");
    expect(screen.getByText(/ana@example\.com at ana\.example\.org/)).toBeVisible();
    await expectAccessible();
    await expect.poll(() => control.count("session")).toBeGreaterThan(2);
    control.keyring = working;
    expect(await screen.findByRole("heading", { name: "Teams" })).toBeVisible();
    const asked = control.count("session");
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(control.count("session")).toBe(asked);
  });

  it("leaves the way to another account open, and its late answer changes nothing", async () => {
    const { user, backend } = startLocked();
    let answer: (view: SessionView) => void = () => {};
    const other = await screen.findByRole("button", { name: "Switch to lena@example.com" });
    const asked = new Promise<void>((resolve) => {
      backend.session = () => {
        resolve();
        return new Promise((late) => (answer = late));
      };
    });
    await asked;
    await user.click(other);
    await expect.poll(() => button("Account").title).toBe("lena@example.com, lena.example.org");
    answer(showing(accounts));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(button("Account").title).toBe("lena@example.com, lena.example.org");
  });

  it("can be left by signing out", async () => {
    const { user, control } = startLocked();
    await user.click(await screen.findByRole("button", { name: "Sign out" }));
    await expect.poll(() => button("Account").title).toBe("lena@example.com, lena.example.org");
    expect(control.calls).toContainEqual({ method: "signOut", args: { account: account.id } });
  });

  it("says why it can not be waited for, and tries again", async () => {
    const { user, control } = startLocked();
    await screen.findByText("Waiting for your keyring to be unlocked…");
    control.failNext("session", "keyring_absent");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_absent");
    control.keyring = working;
    await user.click(button("Try again"));
    expect(await screen.findByRole("heading", { name: "Teams" })).toBeVisible();
  });
});

describe("an interrupted session", () => {
  const interruptedBy = (code: ErrorCode): SessionView => ({
    state: "interrupted",
    account,
    accounts,
    error: appError(code),
    has_copy: false,
  });

  it.each([
    ["keyring_locked", "Your keyring is locked."],
    ["keyring_absent", "No keyring is running."],
    ["keyring_denied", "Your keyring refused the app."],
    ["keyring_full", "Your keyring has no room left."],
    ["keyring_unavailable", "Your keyring does not work."],
  ] as const)("has the right words for %s, and says what is safe", async (code, title) => {
    startApp({ session: interruptedBy(code) });
    expect(await screen.findByRole("alert")).toHaveTextContent(title);
    expect(screen.getByText("Your sign-in is still in the keyring: nothing is lost.")).toBeVisible();
    await expectAccessible();
  });

  it.each([
    ["keyring_locked", true],
    ["unreachable", false],
  ] as const)("by %s is tried again when the window gets the focus: %s", async (code, isRetried) => {
    const { control } = startApp({ session: interruptedBy(code) });
    await screen.findByRole("alert");
    window.dispatchEvent(new Event("focus"));
    if (isRetried) expect(await screen.findByRole("heading", { name: "Teams" })).toBeVisible();
    else expect(control.count("session")).toBe(1);
  });

  it("leaves the way to other accounts open", async () => {
    const { user } = startApp({ session: interruptedBy("unreachable") });
    await user.click(await screen.findByRole("button", { name: "Add account" }));
    expect(screen.getByRole("heading", { name: "Add an account" })).toBeVisible();
    await user.click(button("Back"));
    await user.click(button("Switch to lena@example.com"));
    await expect.poll(() => button("Account").title).toBe("lena@example.com, lena.example.org");
  });

  it("by a refused sign-in asks to sign in again", async () => {
    const { user } = startApp({ session: interruptedBy("unauthorized") });
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    expect(await screen.findByLabelText("API token")).toBeVisible();
  });
});

describe("a sign-in that is not kept", () => {
  const forgetful = (code: ErrorCode): SessionView => ({
    ...(showing(accounts) as Extract<SessionView, { state: "signed_in" }>),
    not_remembered: appError(code),
  });
  const notice = () => screen.findByRole("region", { name: "You will be signed out when you close the app" });

  it("says what helps, and is kept when the keyring works again", async () => {
    const { user, control } = startApp({ session: forgetful("keyring_absent") });
    expect(await notice()).toHaveTextContent("No keyring is running. Install GNOME Keyring or KWallet");
    await expectAccessible();
    await user.click(button("Keep me signed in"));
    expect(await screen.findByText("You stay signed in now.")).toBeVisible();
    expect(screen.queryByRole("region", { name: /signed out when/ })).toBeNull();
    expect(control.calls).toContainEqual({ method: "keepSignedIn", args: { account: account.id } });
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("heading", { name: "Teams" }));
  });

  it("says that it is still not kept", async () => {
    const { user, control } = startApp({ session: forgetful("keyring_locked") });
    control.keyring = locked;
    await notice();
    await user.click(button("Keep me signed in"));
    expect(await screen.findByText("It still could not be kept.")).toBeVisible();
    control.failNext("keepSignedIn", "keyring_denied");
    await user.click(button("Keep me signed in"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_denied");
  });

  it("can be dismissed", async () => {
    const { user } = startApp({ session: forgetful("keyring_full") });
    await notice();
    await user.click(button("Dismiss"));
    expect(screen.queryByRole("region", { name: /signed out when/ })).toBeNull();
  });
});
