import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { appError } from "../../backend/fake/errors";
import { addSampleData } from "../../backend/fake/sample";
import { FAKE_TOKEN } from "../../backend/fake/session";
import { World } from "../../backend/fake/world";
import { button, expectAccessible, openTeam, rename, row, startApp, startSignedIn } from "../../testing/app";

afterEach(() => {
  vi.useRealTimers();
});

const connection = () => screen.getByRole("status", { name: "Connection" });
const refreshNow = () => window.dispatchEvent(new Event("focus"));

describe("the connection", () => {
  it("says how old the list is, second by second", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await startSignedIn({ user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }) });
    expect(connection()).toHaveTextContent("Live, updated 0 s ago");
    expect(connection()).toHaveAttribute("aria-live", "off");
    await vi.advanceTimersByTimeAsync(3000);
    expect(connection()).toHaveTextContent("Live, updated 3 s ago");
  });

  it("says that it is offline and since when, and tries when it is told to", async () => {
    const { user, control } = await startSignedIn({
      prepare: (fake) => {
        addSampleData(fake.world);
        fake.control.setConnection("offline");
      },
    });
    await expect.poll(() => connection().textContent).toMatch(/^Offline, as of \d\d:\d\d$/);
    expect(connection()).toHaveAttribute("aria-live", "polite");
    expect(button("Development")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    await expectAccessible();

    await user.click(button("Try now"));
    expect(await screen.findByText("Still offline.")).toHaveAttribute("role", "status");
    const release = control.hold("syncNow");
    await user.click(button("Try now"));
    expect(button("Try now")).toHaveAttribute("aria-busy", "true");
    control.setConnection("live");
    release();
    expect(await screen.findByText("Connected again.")).toBeInTheDocument();
    expect(connection().textContent).toMatch(/^Live/);
    // The button went, with the focus on it.
    await expect.poll(() => document.activeElement).toBe(connection());
  });

  it("says the day of a copy that is not of today", async () => {
    await startSignedIn({
      prepare: ({ world, control }) => {
        addSampleData(world);
        control.copiedAt = "2026-01-12T13:02:00Z";
        control.setConnection("offline");
      },
    });
    await expect.poll(() => connection().textContent).toMatch(/^Offline, as of Jan 12, \d\d:02$/);
  });

  it("shows the copy while the server has not answered yet, and then what it says", async () => {
    const { control, world } = await startSignedIn({
      prepare: (fake) => {
        addSampleData(fake.world);
        fake.control.setConnection("connecting");
      },
    });
    await expect.poll(() => connection().textContent).toMatch(/^Connecting, as of \d\d:\d\d$/);
    world.credit(world.team("dev-d7035d80"), "1.00");
    expect(row("Development").querySelector("[data-balance]")?.textContent).toBe("$812.40");
    control.setConnection("live");
    await expect.poll(() => row("Development").querySelector("[data-balance]")?.textContent).toBe("$813.40");
  });

  it("says how far a first sync has come", async () => {
    const { control } = await startSignedIn();
    control.setProgress({ step: "teams", done: 4200, total: 10_000 });
    await expect.poll(() => connection().textContent).toBe("Teams 4,200 of 10,000");
    expect(connection()).toHaveAttribute("aria-live", "off");
    control.setProgress({ step: "people", done: 1, total: null });
    await expect.poll(() => connection().textContent).toBe("Fetching people…");
    control.setProgress(null);
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
  });

  it("says that the server has a problem, with its details, and keeps the list", async () => {
    const { user, control } = await startSignedIn();
    control.setConnection("failing");
    await expect.poll(() => connection().textContent).toMatch(/^The server has a problem, as of/);
    await user.click(screen.getByText("Details"));
    expect(screen.getByText("server_error")).toBeVisible();
    expect(button("Try now")).toBeVisible();
    expect(button("Development")).toBeVisible();
    await expectAccessible();
  });

  it("offers to sign in again when the token is refused, and keeps the list", async () => {
    const { user, control } = await startSignedIn();
    control.setConnection("refused");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "unauthorized");
    expect(button("Development")).toBeVisible();
    expect(connection()).toHaveTextContent("Sign in again: the server refuses the token");
    await user.click(button("Sign in again"));
    expect(screen.getByLabelText("Server URL")).toHaveValue("https://api.example.com/");
    expect(control.count("signOut")).toBe(0);
  });

  it("keeps what is open when the same account is signed in again, and is live", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await rename(app, "Research");
    await user.keyboard("Half typed");
    control.setConnection("refused");
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    await user.keyboard("n");
    await user.clear(screen.getByLabelText("API token"));
    await user.type(screen.getByLabelText("API token"), `${FAKE_TOKEN}{Enter}`);
    await expect.poll(() => screen.queryByLabelText("API token")).toBeNull();
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Half typed");
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it.each(["local", "sample"] as const)("opens a %s workspace again, with no token", async (kind) => {
    const { user, control } = startApp({ session: signedIn(new World(), { kind }) });
    await screen.findByText("0 teams");
    control.setConnection("refused");
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(screen.queryByLabelText("API token")).toBeNull();
    expect(control.calls).toContainEqual({
      method: "startLocalWorkspace",
      args: { sampleData: kind === "sample" },
    });
  });
});

describe("attention", () => {
  it("is told to the sync, and a look at the window asks the server once", async () => {
    const { control } = await startSignedIn();
    expect(control.calls).toContainEqual({ method: "setVisible", args: { visible: true } });
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    document.dispatchEvent(new Event("visibilitychange"));
    expect(control.calls).toContainEqual({ method: "setVisible", args: { visible: false } });
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
    document.dispatchEvent(new Event("visibilitychange"));
    refreshNow();
    expect(control.count("setVisible")).toBe(3);
    expect(control.count("syncNow")).toBe(1);
  });

  it("asks nothing while another way in is shown over it", async () => {
    const { user, control } = await startSignedIn();
    await user.click(button("Account"));
    await user.click(await screen.findByRole("menuitem", { name: "Add account" }));
    await screen.findByRole("heading", { name: "Add an account" });
    refreshNow();
    expect(control.count("syncNow")).toBe(0);
  });
});

describe("news", () => {
  it.each([
    ["a team", "teamPeople", "Development"],
    ["the activity", "activity", "Activity"],
  ] as const)("is asked for when %s is not answered, and brings it", async (_, method, name) => {
    const { user, control } = await startSignedIn();
    control.failNext(method, "unreachable");
    await user.click(button(name));
    await expect.poll(() => control.count(method)).toBe(2);
    expect(control.count("syncNow")).toBe(1);
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("loses no half-typed text, no open row and no focus", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    const development = await openTeam(app, "Development");
    await user.type(development.getByRole("textbox", { name: "Email" }), "half@");
    await rename(app, "Research");
    await user.keyboard("Half typed");
    const field = screen.getByRole("textbox", { name: "Team name" });

    world.credit(world.team("dev-d7035d80"), "1.00");
    world.team("research-4be1d09c").team.name = "Renamed elsewhere";
    // Somebody else's team comes first now: every row moves.
    world.team("support-bots-91fe02aa").team.name = "Assistants";
    control.sync();

    await expect.poll(() => row("Development").querySelector("[data-balance]")?.textContent).toBe("$813.40");
    expect(control.count("listTeams")).toBe(2);
    expect(screen.getAllByRole("listitem").filter((each) => each.dataset.teamId)[0]).toBe(row("Assistants"));
    expect(field).toHaveValue("Half typed");
    expect(field).toHaveFocus();
    expect(button("Development")).toHaveAttribute("aria-expanded", "true");
    expect(within(row("Development")).getByRole("textbox", { name: "Email" })).toHaveValue("half@");
  });

  it("keeps the focus whichever way the rows move", async () => {
    const app = await startSignedIn();
    const { world, control } = app;
    await rename(app, "Research");
    const field = screen.getByRole("textbox", { name: "Team name" });
    const teams = [...world.teams.values()].map(({ team }) => team);
    for (let first = 1; first <= teams.length; first += 1) {
      for (const [index, team] of teams.entries())
        team.name = `${"ABCDE"[(index + first) % teams.length]} team`;
      control.sync();
      await expect.poll(() => control.count("listTeams")).toBe(first + 1);
      await expect
        .poll(() =>
          [...document.querySelectorAll<HTMLElement>("[data-team-id]")].map((each) => each.dataset.teamId),
        )
        .toEqual(teams.toSorted((a, b) => a.name.localeCompare(b.name)).map(({ id }) => id));
      await expect.poll(() => document.activeElement).toBe(field);
    }
  });

  it("is shown once more after the list that is on its way, whatever came meanwhile", async () => {
    const { world, control } = await startSignedIn();
    const change = () => {
      world.credit(world.team("dev-d7035d80"), "1.00");
      control.sync();
    };
    const release = control.hold("listTeams");
    change();
    await expect.poll(() => control.count("listTeams")).toBe(2);
    for (let n = 0; n < 5; n += 1) {
      const asked = control.count("syncState");
      change();
      await expect.poll(() => control.count("syncState")).toBe(asked + 1);
    }
    release();
    await expect.poll(() => row("Development").querySelector("[data-balance]")?.textContent).toBe("$818.40");
    expect(control.count("listTeams")).toBe(3);
  });
});

describe("the account", () => {
  it("says who and where, and signs out", async () => {
    const { user } = await startSignedIn();
    await user.click(button("Account"));
    const menu = await screen.findByRole("menu");
    expect(menu).toHaveTextContent("you@example.com");
    expect(menu).toHaveTextContent("api.example.com");
    await expectAccessible();
    await user.click(within(menu).getByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("button", { name: "Use a token" })).toBeVisible();
    await expect.poll(() => document.activeElement).toBe(button("Sign in with your browser"));
  });

  it("stays signed in, and says so, when signing out fails", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("signOut", "keyring_unavailable");
    await user.click(button("Account"));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_unavailable");
    expect(button("Development")).toBeVisible();
  });

  it("says that a sign-in ends with the app, and why", async () => {
    startApp({ session: { ...signedIn(new World()), not_remembered: appError("keyring_unavailable") } });
    const notice = await screen.findByRole("region", {
      name: "You will be signed out when you close the app",
    });
    expect(notice).toHaveTextContent("keyring");
    await expectAccessible();
  });

  it("blames the data folder, not the keyring, where that can not be written to", async () => {
    startApp({ session: { ...signedIn(new World()), not_remembered: appError("storage_unavailable") } });
    const notice = await screen.findByRole("region", {
      name: "You will be signed out when you close the app",
    });
    expect(notice).toHaveTextContent(
      "The app can not write to its data folder, so it will not remember this sign-in.",
    );
    expect(notice).not.toHaveTextContent("keyring");
  });
});

describe("shortcuts", () => {
  it("search with /, make a team with n, and list themselves with ?", async () => {
    const { user } = await startSignedIn();
    await user.keyboard("/");
    expect(screen.getByRole("searchbox")).toHaveFocus();
    expect(screen.getByRole("searchbox")).toHaveValue("");
    await user.keyboard("n?");
    expect(screen.getByRole("searchbox")).toHaveValue("n?");
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    await user.clear(screen.getByRole("searchbox"));
    await user.click(button("Development"));
    await user.keyboard("?");
    expect(await screen.findByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expectAccessible();
    await user.keyboard("n{Escape}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    await user.keyboard("n");
    expect(await screen.findByRole("textbox", { name: "Team name" })).toHaveFocus();
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("");
  });

  it("lead back to the teams from elsewhere", async () => {
    const { user } = await startSignedIn();
    await user.click(button("Settings"));
    await screen.findByRole("heading", { name: "Settings" });
    await user.keyboard("/");
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("searchbox"));
  });
});

it("keeps the list as it was left while another section is shown", async () => {
  const app = await startSignedIn();
  const { user } = app;
  await rename(app, "Research");
  await user.keyboard("Half typed");
  await user.click(button("Settings"));
  expect(await screen.findByRole("heading", { name: "Settings" })).toBeVisible();
  expect(screen.queryByRole("heading", { name: "Teams" })).toBeNull();
  await user.click(button(/^Teams/));
  expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Half typed");
});
