import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { appError } from "../../backend/fake/errors";
import type { ErrorCode } from "../../bindings/ErrorCode";
import { accountsOf, showing } from "../../testing/accounts";
import { button, expectAccessible, startApp } from "../../testing/app";

const session = { state: "signed_out", suggested_server: "https://api.example.com" } as const;

async function openForm(prepare: Parameters<typeof startApp>[0] = {}) {
  const app = startApp({ session, ...prepare });
  await app.user.click(await screen.findByRole("button", { name: "Sign in with your browser" }));
  return app;
}

/** The person stays in the browser until the returned function is called. */
function stayInBrowser({ control }: ReturnType<typeof startApp>): () => void {
  let leave = () => {};
  control.inBrowser = () => new Promise((resolve) => (leave = resolve));
  return () => leave();
}

const waiting = () => screen.findByText("Waiting for your browser…");

describe("signing in with the browser", () => {
  it("takes one click more where the server is known", async () => {
    const app = await openForm();
    expect(screen.getByRole("textbox", { name: "Server URL" })).toHaveValue("https://api.example.com");
    const submit = button("Continue in your browser");
    expect(submit).toHaveFocus();
    await expectAccessible();
    const leave = stayInBrowser(app);
    await app.user.keyboard("{Enter}");
    expect((await waiting()).closest("[role=status]")).toHaveTextContent("https://api.example.com");
    await expect.poll(() => document.activeElement).toBe(button("Cancel"));
    await expectAccessible();
    leave();
    expect(await screen.findByRole("heading", { name: "Teams" })).toHaveFocus();
    expect(app.control.calls).toContainEqual({
      method: "signInWithBrowser",
      args: { server: "https://api.example.com" },
    });
  });

  it("is canceled at once, keeps what was typed, and ignores what comes late", async () => {
    const app = await openForm();
    const leave = stayInBrowser(app);
    const release = app.control.hold("cancelBrowserSignIn");
    await app.user.clear(screen.getByRole("textbox"));
    await app.user.type(screen.getByRole("textbox"), "https://typed.example.com{Enter}");
    await waiting();
    await app.user.click(button("Cancel"));
    expect(screen.getByRole("textbox", { name: "Server URL" })).toHaveValue("https://typed.example.com");
    await expect.poll(() => document.activeElement).toBe(button("Continue in your browser"));
    expect(screen.queryByRole("alert")).toBeNull();
    // The person was done before the cancel was heard.
    leave();
    await new Promise((resolve) => setTimeout(resolve, 50));
    release();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByRole("heading", { name: "Teams" })).toBeNull();
    expect(button("Continue in your browser")).toBeVisible();
    expect(app.control.count("cancelBrowserSignIn")).toBe(1);
  });

  it("begins again only when the cancel was heard", async () => {
    const app = await openForm();
    stayInBrowser(app);
    const release = app.control.hold("cancelBrowserSignIn");
    await app.user.click(button("Continue in your browser"));
    await waiting();
    await app.user.click(button("Cancel"));
    await app.user.click(button("Continue in your browser"));
    expect(app.control.count("signInWithBrowser")).toBe(1);
    release();
    await waiting();
    expect(app.control.count("signInWithBrowser")).toBe(2);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("leaves the other ways alone while it waits, and says why", async () => {
    const app = await openForm();
    stayInBrowser(app);
    await app.user.click(button("Continue in your browser"));
    await waiting();
    await app.user.click(button("Start a local workspace"));
    expect(app.control.count("startLocalWorkspace")).toBe(0);
    expect(button("Use a token")).toHaveAccessibleDescription("Cancel the sign-in in your browser first");
  });

  it("leads to a token where the server offers nothing else, with the server kept", async () => {
    const app = await openForm({
      prepare: ({ control }) => control.failNext("signInWithBrowser", "browser_sign_in_unsupported"),
    });
    await app.user.click(button("Continue in your browser"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("This server offers tokens only.");
    await expectAccessible();
    await app.user.click(screen.getAllByRole("button", { name: "Use a token" })[0] as HTMLElement);
    expect(screen.getByRole("textbox", { name: "Server URL" })).toHaveValue("https://api.example.com");
    await expect.poll(() => document.activeElement).toBe(screen.getByLabelText("API token"));
  });

  it.each<ErrorCode>([
    "sign_in_denied",
    "sign_in_timed_out",
    "sign_in_failed",
    "authorization_server_unreachable",
    "browser_unavailable",
  ])("says %s under the button, and can be tried again", async (code) => {
    const app = await openForm({ prepare: ({ control }) => control.failNext("signInWithBrowser", code) });
    await app.user.click(button("Continue in your browser"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", code);
    const submit = button("Continue in your browser");
    expect(submit.compareDocumentPosition(alert)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await app.user.click(submit);
    expect(await screen.findByRole("heading", { name: "Teams" })).toBeVisible();
  });

  it("puts a wrong server beside its field", async () => {
    const app = await openForm();
    await app.user.clear(screen.getByRole("textbox"));
    await app.user.keyboard("http://example.com{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", "server_url_insecure");
    const field = screen.getByRole("textbox", { name: "Server URL" });
    await expect.poll(() => document.activeElement).toBe(field);
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(alert.textContent ?? "?");
  });

  it("shows no error where it was canceled elsewhere", async () => {
    const app = await openForm({
      prepare: ({ control }) => control.failNext("signInWithBrowser", "sign_in_canceled"),
    });
    await app.user.click(button("Continue in your browser"));
    await expect.poll(() => app.control.count("signInWithBrowser")).toBe(1);
    expect(await screen.findByRole("button", { name: "Continue in your browser" })).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

it("comes first where an account that signed in that way has to sign in again", async () => {
  const [account] = accountsOf("ana");
  if (!account) throw new Error("no account");
  const { user, control } = startApp({ session: showing([{ ...account, sign_in: "browser" }]) });
  await screen.findByText("0 teams");
  control.setConnection("refused");
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  await expect.poll(() => document.activeElement).toBe(button("Continue in your browser"));
  expect(screen.getByRole("textbox", { name: "Server URL" })).toHaveValue("https://ana.example.org/");
  expect(button("Use a token")).toBeVisible();
  expect(screen.getByText("As ana@example.com at ana.example.org. What you typed is kept.")).toBeVisible();
  await user.keyboard("{Escape}");
  expect(screen.getByRole("heading", { name: "Teams" })).toBeVisible();
});

describe("the keyring's state on the welcome screen", () => {
  it.each([
    ["locked", "Your keyring is locked."],
    ["absent", "No keyring is running."],
    ["denied", "Your keyring refused the app."],
    ["full", "Your keyring has no room left."],
    ["failed", "Your keyring does not work."],
  ] as const)("is said where it is %s, after the ways in", async (state, title) => {
    const { user, control } = startApp({
      session,
      prepare: (fake) => {
        fake.control.keyring = { state, reason: "org.freedesktop.DBus.Error.ServiceUnknown" };
      },
    });
    const notice = await screen.findByRole("region", { name: title });
    expect(notice).toHaveTextContent("forgets it when it is closed");
    const last = button("Start a local workspace");
    expect(last.compareDocumentPosition(notice)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await expectAccessible();
    control.keyring = { state: "working", reason: null };
    await user.click(button("Check again"));
    expect(await screen.findByText("Your keyring works now.")).toBeVisible();
    expect(screen.queryByRole("region", { name: title })).toBeNull();
  });

  it("is asked for again while the probe runs", async () => {
    const { control } = startApp({
      session,
      prepare: (fake) => {
        fake.control.keyring = { state: "checking", reason: null };
      },
    });
    await expect.poll(() => control.count("credentialState")).toBe(1);
    expect(screen.queryByRole("region")).toBeNull();
    control.keyring = { state: "absent", reason: null };
    expect(await screen.findByRole("region", { name: "No keyring is running." })).toBeVisible();
  });

  it("is one that does not work where it can not be asked for", async () => {
    const { backend } = startApp({
      session,
      prepare: (fake) => {
        fake.backend.credentialState = () => Promise.reject(appError("timed_out"));
      },
    });
    expect(backend).toBeDefined();
    expect(await screen.findByRole("region", { name: "Your keyring does not work." })).toBeVisible();
  });
});
