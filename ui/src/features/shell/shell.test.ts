import { screen, within } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { appError } from "../../backend/fake/errors";
import { addSampleData } from "../../backend/fake/sample";
import { FAKE_TOKEN } from "../../backend/fake/session";
import { World } from "../../backend/fake/world";
import { button, expectAccessible, openTeam, row, startApp, startSignedIn } from "../../testing/app";

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
    await vi.advanceTimersByTimeAsync(3000);
    expect(connection()).toHaveTextContent("Live, updated 3 s ago");
  });

  it("says that a cached list is offline and since when, with a way to try again", async () => {
    const { user, control } = await startSignedIn({
      prepare: (fake) => {
        addSampleData(fake.world);
        fake.control.source = "cached";
      },
    });
    expect(connection().textContent).toMatch(/^Offline, as of \d\d:\d\d$/);
    await expectAccessible();
    control.source = "live";
    await user.click(button("Refresh now"));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
  });

  it("keeps the last list when a refresh fails", async () => {
    const { control } = await startSignedIn();
    control.failNext("listTeams", "unreachable");
    refreshNow();
    await expect.poll(() => connection().textContent).toMatch(/^Offline/);
    expect(button("Development")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("shows why the first list did not come, and tries again", async () => {
    const { user } = startApp({
      session: signedIn(new World()),
      prepare: ({ control, world }) => {
        addSampleData(world);
        control.failNext("listTeams", "timed_out");
      },
    });
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "timed_out");
    await expectAccessible();
    await user.click(button("Try again"));
    expect(await screen.findByRole("button", { name: "Development" })).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("offers to sign in again when the token is refused, and keeps the list", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("listTeams", "unauthorized");
    refreshNow();
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "unauthorized");
    expect(button("Development")).toBeVisible();
    expect(connection()).toHaveTextContent("Sign in again: the server refuses the token");
    await user.click(button("Sign in again"));
    expect(screen.getByLabelText("Server URL")).toHaveValue("https://api.example.com/");
    expect(control.count("signOut")).toBe(0);
  });

  it("keeps what is open when the same account is signed in again, and is live", async () => {
    const { user, control } = await startSignedIn();
    await user.click(button("Rename Research"));
    await user.keyboard("Half typed");
    control.failNext("listTeams", "unauthorized");
    refreshNow();
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
    control.failNext("listTeams", "unauthorized");
    refreshNow();
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    expect(screen.queryByLabelText("API token")).toBeNull();
    expect(control.calls).toContainEqual({
      method: "startLocalWorkspace",
      args: { sampleData: kind === "sample" },
    });
  });
});

describe("a refresh", () => {
  it.each([
    ["a team", "teamPeople", "Development"],
    ["the activity", "activity", "Activity"],
  ] as const)("comes at once when %s can not be fetched, and brings it back", async (_, method, name) => {
    const { user, control } = await startSignedIn();
    control.failNext(method, "unreachable");
    control.failNext("listTeams", "unreachable");
    await user.click(button(name));
    await expect.poll(() => connection().textContent).toMatch(/^Offline/);
    refreshNow();
    await expect.poll(() => connection().textContent).toMatch(/^Live/);
    await expect.poll(() => screen.queryByRole("alert")).toBeNull();
    expect(control.count(method)).toBe(2);
  });

  it("comes every 30 s while the window is visible", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { control } = await startSignedIn({
      user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }),
    });
    await vi.advanceTimersByTimeAsync(30_000);
    expect(control.count("listTeams")).toBe(2);
    vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(control.count("listTeams")).toBe(2);
  });

  it.each(["failed", "cached"])("comes every 5 s while the last one was %s", async (how) => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const { control } = await startSignedIn({
      user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }),
    });
    if (how === "failed") control.failNext("listTeams", "unreachable");
    else control.source = "cached";
    refreshNow();
    await expect.poll(() => connection().textContent).toMatch(/^Offline/);
    control.source = "live";
    expect(control.count("listTeams")).toBe(2);
    await vi.advanceTimersByTimeAsync(5000);
    expect(control.count("listTeams")).toBe(3);
    expect(connection().textContent).toMatch(/^Live/);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(control.count("listTeams")).toBe(3);
  });

  it("loses no half-typed text, no open row and no focus", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    const development = await openTeam(app, "Development");
    await user.type(development.getByRole("textbox", { name: "Email" }), "half@");
    await user.click(button("Rename Research"));
    await user.keyboard("Half typed");
    const field = screen.getByRole("textbox", { name: "Team name" });

    world.credit(world.team("dev-d7035d80"), "1.00");
    world.team("research-4be1d09c").team.name = "Renamed elsewhere";
    // Somebody else's team comes first now: every row moves.
    const teams = [...world.teams];
    world.teams.clear();
    for (const [id, team] of teams.reverse()) world.teams.set(id, team);
    refreshNow();

    await expect.poll(() => row("Development").querySelector("[data-balance]")?.textContent).toBe("$813.40");
    expect(control.count("listTeams")).toBe(2);
    expect(screen.getAllByRole("listitem").filter((each) => each.dataset.teamId)[0]).toBe(
      row("Data platform"),
    );
    expect(field).toHaveValue("Half typed");
    expect(field).toHaveFocus();
    expect(button("Development")).toHaveAttribute("aria-expanded", "true");
    expect(within(row("Development")).getByRole("textbox", { name: "Email" })).toHaveValue("half@");
  });

  it("keeps the focus whichever way the rows move", async () => {
    const { user, world, control } = await startSignedIn();
    await user.click(button("Rename Research"));
    const field = screen.getByRole("textbox", { name: "Team name" });
    const ids = [...world.teams.keys()];
    for (let first = 1; first <= ids.length; first += 1) {
      const teams = new Map(world.teams);
      world.teams.clear();
      for (const id of [...ids.slice(first), ...ids.slice(0, first)]) {
        const team = teams.get(id);
        if (team) world.teams.set(id, team);
      }
      refreshNow();
      await expect.poll(() => control.count("listTeams")).toBe(first + 1);
      await expect
        .poll(() =>
          [...document.querySelectorAll<HTMLElement>("[data-team-id]")].map((each) => each.dataset.teamId),
        )
        .toEqual([...world.teams.keys()]);
      await expect.poll(() => document.activeElement).toBe(field);
    }
  });

  it("runs once more after the one that runs, whatever was asked meanwhile", async () => {
    const { control } = await startSignedIn();
    const release = control.hold("listTeams");
    refreshNow();
    await expect.poll(() => control.count("listTeams")).toBe(2);
    for (let n = 0; n < 5; n += 1) refreshNow();
    release();
    await expect.poll(() => control.count("listTeams")).toBe(3);
    await new Promise((resolve) => setTimeout(resolve, 20));
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
  const { user } = await startSignedIn();
  await user.click(button("Rename Research"));
  await user.keyboard("Half typed");
  await user.click(button("Settings"));
  expect(await screen.findByRole("heading", { name: "Settings" })).toBeVisible();
  expect(screen.queryByRole("heading", { name: "Teams" })).toBeNull();
  await user.click(button(/^Teams/));
  expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Half typed");
});
