import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { appError } from "../../backend/fake/errors";
import { FAKE_TOKEN } from "../../backend/fake/session";
import { World } from "../../backend/fake/world";
import type { SessionView } from "../../bindings/SessionView";
import { button, expectAccessible, startApp } from "../../testing/app";

const { account, accounts } = signedIn(new World());

describe("welcome", () => {
  it("offers the browser first, then a token and a local workspace", async () => {
    startApp();
    await screen.findByRole("heading", { level: 1 });
    expect(screen.getAllByRole("button").map((each) => each.textContent?.trim())).toEqual([
      "Sign in with your browser",
      "Use a token",
      "Start a local workspace",
    ]);
    await expectAccessible();
  });

  it.each([true, false])("starts a local workspace, with sample data: %s", async (sampleData) => {
    const { user, control } = startApp();
    const start = await screen.findByRole("button", { name: "Start a local workspace" });
    if (sampleData) await user.click(screen.getByRole("checkbox", { name: "With sample data" }));
    await user.click(start);
    expect(await screen.findByRole("heading", { name: "Teams" })).toHaveFocus();
    expect(control.calls).toContainEqual({ method: "startLocalWorkspace", args: { sampleData } });
    expect(await screen.findByText(sampleData ? "$1,284.37 across 5 teams" : "0 teams")).toBeVisible();
  });

  it("starts once, however often the button is pressed", async () => {
    const { user, control } = startApp();
    const release = control.hold("startLocalWorkspace");
    const start = await screen.findByRole("button", { name: "Start a local workspace" });
    await user.click(start);
    expect(start).toHaveAttribute("aria-busy", "true");
    await user.click(start);
    release();
    await screen.findByRole("heading", { name: "Teams" });
    expect(control.count("startLocalWorkspace")).toBe(1);
  });

  it("says why a local workspace did not start", async () => {
    const { user } = startApp({
      prepare: ({ control }) => control.failNext("startLocalWorkspace", "local_workspace_failed"),
    });
    await user.click(await screen.findByRole("button", { name: "Start a local workspace" }));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", "local_workspace_failed");
    await expectAccessible();
  });

  it("names the file of a workspace that can not be read", async () => {
    const { user, backend } = startApp();
    backend.startLocalWorkspace = () => {
      const error = appError("local_workspace_unreadable");
      return Promise.reject({ ...error, detail: { ...error.detail, path: "/data/workspace.json" } });
    };
    await user.click(await screen.findByRole("button", { name: "Start a local workspace" }));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("It is left as it is: /data/workspace.json. Move or rename it");
    await user.click(screen.getByText("Details"));
    expect(screen.getByText("/data/workspace.json")).toBeVisible();
  });

  it("signs in with a token", async () => {
    const { user, control } = startApp({
      session: { state: "signed_out", suggested_server: "https://api.example.com" },
    });
    await user.click(await screen.findByRole("button", { name: "Use a token" }));
    expect(screen.getByRole("textbox", { name: "Server URL" })).toHaveValue("https://api.example.com");
    const token = screen.getByLabelText("API token");
    expect(token).toHaveAttribute("type", "password");
    expect(token).toHaveAttribute("autocomplete", "off");
    expect(token).toHaveFocus();
    await expectAccessible();
    await user.type(token, `${FAKE_TOKEN}{Enter}`);
    await screen.findByRole("heading", { name: "Teams" });
    expect(control.calls).toContainEqual({
      method: "signInWithToken",
      args: { server: "https://api.example.com", token: FAKE_TOKEN },
    });
  });

  it.each([
    ["http://example.com", FAKE_TOKEN, "server_url_insecure", "Server URL"],
    ["nonsense", FAKE_TOKEN, "server_url_invalid", "Server URL"],
    ["https://api.example.com", "two words", "token_malformed", "API token"],
    ["https://api.example.com", "wrong", "unauthorized", "API token"],
  ])(
    "puts what is wrong with %s and %s beside its field and keeps both",
    async (server, token, code, label) => {
      const { user } = startApp();
      await user.click(await screen.findByRole("button", { name: "Use a token" }));
      await user.type(screen.getByLabelText("Server URL"), server);
      await user.type(screen.getByLabelText("API token"), token);
      await user.click(button("Sign in"));
      const alert = await screen.findByRole("alert");
      expect(alert).toHaveAttribute("data-error-code", code);
      const field = screen.getByLabelText(label);
      expect(field).toBeInvalid();
      expect(field).toHaveFocus();
      expect(field).toHaveAccessibleDescription(expect.stringContaining(alert.textContent ?? "?"));
      expect(screen.getByLabelText("Server URL")).toHaveValue(server);
      expect(screen.getByLabelText("API token")).toHaveValue(token);
      await expectAccessible();
    },
  );

  it("shows an error that no field is to blame for in an alert with its details", async () => {
    const { user } = startApp({
      prepare: ({ control }) => control.failNext("signInWithToken", "unreachable"),
    });
    await user.click(await screen.findByRole("button", { name: "Use a token" }));
    await user.type(screen.getByLabelText("Server URL"), "https://api.example.com");
    await user.type(screen.getByLabelText("API token"), FAKE_TOKEN);
    await user.click(button("Sign in"));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("The server can not be reached.");
    await user.click(screen.getByText("Details"));
    expect(screen.getByText("req_fake1")).toBeVisible();
    expect(screen.getByLabelText("API token")).toHaveValue(FAKE_TOKEN);
  });
});

describe("an interrupted session", () => {
  const session: SessionView = {
    state: "interrupted",
    account,
    accounts,
    error: appError("keyring_unavailable"),
    has_copy: false,
  };

  it("says who, where and what stands in the way, and tries again", async () => {
    const { user } = startApp({ session });
    expect(await screen.findByText("Signed in as you@example.com at api.example.com.")).toBeVisible();
    expect(screen.getByRole("alert")).toHaveAttribute("data-error-code", "keyring_unavailable");
    await expectAccessible();
    await user.click(button("Try again"));
    expect(await screen.findByRole("heading", { name: "Teams" })).toBeVisible();
  });

  it("signs out", async () => {
    const { user } = startApp({ session });
    await user.click(await screen.findByRole("button", { name: "Sign out" }));
    await user.click(await screen.findByRole("button", { name: "Use a token" }));
    expect(screen.getByLabelText("Server URL")).toHaveValue("https://api.example.com/");
  });
});
