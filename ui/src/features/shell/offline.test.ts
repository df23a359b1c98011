import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { addSampleData } from "../../backend/fake/sample";
import { World } from "../../backend/fake/world";
import {
  button,
  expectAccessible,
  openTeam,
  type RunningApp,
  rename,
  startApp,
  startSignedIn,
} from "../../testing/app";

const DENIED = "You are offline: this needs the server";
const connection = () => screen.getByRole("status", { name: "Connection" });

async function goOffline({ control }: RunningApp): Promise<void> {
  control.setConnection("offline");
  await expect.poll(() => connection().textContent).toMatch(/^Offline/);
}

async function comeBack({ control }: RunningApp): Promise<void> {
  control.setConnection("live");
  await expect.poll(() => connection().textContent).toMatch(/^Live/);
}

describe("offline", () => {
  it("says why of everything that needs the server, and sends nothing of it", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const people = await openTeam(app, "Development");
    await goOffline(app);
    const needed = [
      button("New team"),
      button("Top up Development"),
      button("Rename Development"),
      button("Delete Development"),
      people.getByRole("combobox", { name: "Role of jonas@example.com" }),
      people.getByRole("button", { name: "Remove jonas@example.com" }),
      people.getByRole("button", { name: "Resend invitation of mei@example.com" }),
      people.getByRole("button", { name: "Revoke invitation of mei@example.com" }),
      people.getByRole("button", { name: "Invite" }),
    ];
    for (const control of needed) {
      expect(control).toHaveAttribute("aria-disabled", "true");
      expect(control).toHaveAccessibleDescription(DENIED);
      await user.click(control);
    }
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
    await expectAccessible();
    const reads = ["session", "syncState", "syncNow", "listTeams", "teamRows", "teamPeople", "teamTrend"];
    const others = ["listPainted", "myInvitations", "nextLink", "setVisible", "topUps", "updateState"];
    expect(
      control.calls.map(({ method }) => method).filter((method) => ![...reads, ...others].includes(method)),
    ).toEqual([]);
    await comeBack(app);
    for (const control of needed) expect(control).not.toHaveAttribute("aria-disabled", "true");
  });

  it("gives the role's reason before that of the connection", async () => {
    const app = await startSignedIn();
    await goOffline(app);
    expect(button("Rename Data platform")).toHaveAccessibleDescription("Only the owner can rename the team");
  });

  it("keeps what is typed in an open form, which sends it when the server is back", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const people = await openTeam(app, "Development");
    await user.type(people.getByRole("textbox", { name: "Email" }), "new@example.com");
    await goOffline(app);
    await user.keyboard(", other@example.com{Enter}");
    expect(control.count("invitePeople")).toBe(0);
    const field = people.getByRole("textbox", { name: "Email" });
    expect(field).toHaveValue("new@example.com, other@example.com");
    expect(field).toHaveFocus();
    expect(people.getByText(`${DENIED}.`), "where the eyes are").toBeVisible();
    await expectAccessible();
    await comeBack(app);
    expect(people.queryByText(`${DENIED}.`)).toBeNull();
    expect(control.count("invitePeople")).toBe(0);
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Invited 2 people.")).toBeVisible();
  });

  it("asks nothing of a question that was open, until the server is back", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const people = await openTeam(app, "Development");
    await user.click(people.getByRole("button", { name: "Remove jonas@example.com" }));
    await goOffline(app);
    const confirm = people.getByRole("button", { name: "Confirm" });
    expect(confirm).toHaveAccessibleDescription(DENIED);
    await user.click(confirm);
    expect(control.count("removeMember")).toBe(0);
    await comeBack(app);
    await user.click(confirm);
    expect(await screen.findByText("Removed jonas@example.com.")).toBeVisible();
  });

  it("says so to who presses N for a new team", async () => {
    const app = await startSignedIn();
    await goOffline(app);
    await app.user.keyboard("n");
    expect(await screen.findByText(`${DENIED}.`)).toBeVisible();
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
  });

  it("says that nothing is kept where there is no copy, and asks again when told to", async () => {
    const { user, control } = startApp({
      session: signedIn(new World()),
      prepare: ({ control }) => {
        control.hasCopy = false;
        control.setConnection("offline");
      },
    });
    expect(await screen.findByText(/^Nothing is kept on this computer/)).toBeVisible();
    await expectAccessible();
    const asked = control.count("syncNow");
    await user.click(within(screen.getByRole("main")).getByRole("button", { name: "Try now" }));
    expect(control.count("syncNow")).toBe(asked + 1);
  });

  it("takes no amount to the server", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await user.click(button("Top up Development"));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(await dialog.findByRole("radio", { name: "$25" }));
    const add = await dialog.findByRole("button", { name: "Add $25.00 to dev-d7035d80" });
    control.setConnection("offline");
    await expect.poll(() => add.getAttribute("aria-disabled")).toBe("true");
    expect(add).toHaveAccessibleDescription(DENIED);
    expect(dialog.getByText(/^Balance as of /), "no figure without its age").toBeVisible();
    expect(dialog.queryByText("Balance now")).toBeNull();
    await user.click(add);
    await user.type(dialog.getByRole("textbox", { name: "Amount" }), "{Enter}");
    expect(control.count("topUp")).toBe(0);
    control.setConnection("live");
    await expect.poll(() => add.getAttribute("aria-disabled")).toBeNull();
    await user.click(add);
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
  });

  it("shows people and activity of before, and says of when they are", async () => {
    const app = await startSignedIn({
      prepare: ({ world, control }) => {
        addSampleData(world);
        control.copiedAt = "2026-01-12T13:02:00Z";
        control.setConnection("offline");
      },
    });
    const people = await openTeam(app, "Development");
    expect(people.getByText(/^As of Jan 12, \d\d:02$/)).toBeVisible();
    expect(people.getByText("jonas@example.com")).toBeVisible();
    await app.user.click(button("Activity"));
    expect(
      await screen.findByText(/^As of Jan 12, \d\d:02$/, { selector: "div:not([hidden]) > header *" }),
    ).toBeVisible();
    expect(screen.getByText("invited mei@example.com as Viewer", { exact: false })).toBeVisible();
    await expectAccessible();
    await comeBack(app);
    await expect.poll(() => screen.queryAllByText(/^As of/)).toEqual([]);
  });

  it("says of open people how old they are once the server falls silent", async () => {
    const app = await startSignedIn();
    const people = await openTeam(app, "Development");
    expect(people.queryByText(/^As of/)).toBeNull();
    await goOffline(app);
    expect(people.getByText(/^As of \d\d:\d\d$/)).toBeVisible();
  });

  it.each([
    ["people", "teamPeople", "Development", /^The people of this team were not fetched yet/],
    ["activity", "activity", "Activity", /^The activity was not fetched yet/],
  ] as const)(
    "says plainly that %s were not fetched yet, and shows them when they can be",
    async (_, method, name, text) => {
      const app = await startSignedIn();
      await goOffline(app);
      app.control.failNext(method, "unreachable");
      await app.user.click(button(name));
      expect(await screen.findByText(text)).toBeVisible();
      expect(screen.queryByRole("alert")).toBeNull();
      await expectAccessible();
      await comeBack(app);
      await expect.poll(() => screen.queryByText(text)).toBeNull();
      expect(app.control.count(method)).toBe(2);
    },
  );

  it("warns before the copy is cleared that nothing can be shown then", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await user.click(button("Settings"));
    await user.click(await screen.findByRole("button", { name: "Clear the offline copy" }));
    expect(await screen.findByText("The offline copy is cleared.")).toBeVisible();
    control.setConnection("offline");
    await expect.poll(() => connection().textContent).toMatch(/^Offline/);
    await user.click(button("Clear the offline copy"));
    expect(control.count("clearOfflineCopy")).toBe(1);
    expect(screen.getByText(/nothing can be shown until the server answers again/)).toBeVisible();
    await expectAccessible();
    await user.click(button("Cancel"));
    await expect.poll(() => document.activeElement).toBe(button("Clear the offline copy"));
    await user.click(button("Clear the offline copy"));
    await user.click(button("Confirm clear the offline copy"));
    expect(control.count("clearOfflineCopy")).toBe(2);
  });
});

describe("teams that are gone", () => {
  it("are named once, and the user knows when they say so", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    world.teams.delete("research-4be1d09c");
    world.teams.delete("support-bots-91fe02aa");
    control.sync();
    expect(
      await screen.findByText(
        "You are no longer in Research and Support bots. They were removed from this computer.",
      ),
    ).toBeVisible();
    expect(screen.getByRole("region", { name: "Teams that are gone" }).parentElement).toHaveAttribute(
      "role",
      "status",
    );
    expect(screen.queryByRole("button", { name: "Research" })).toBeNull();
    await expectAccessible();
    control.failNext("acknowledgeLostTeams", "storage_unavailable");
    await user.click(button("OK"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
    await user.click(button("OK"));
    await expect.poll(() => screen.queryByRole("region", { name: "Teams that are gone" })).toBeNull();
    expect(control.calls).toContainEqual({
      method: "acknowledgeLostTeams",
      args: { ids: ["research-4be1d09c", "support-bots-91fe02aa"] },
    });
    expect(screen.getByRole("heading", { name: "Teams" })).toHaveFocus();
  });

  it("take nothing with them that was typed and not sent", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    const people = await openTeam(app, "Development");
    await user.type(people.getByRole("textbox", { name: "Email" }), "new@example.com");
    await rename(app, "Research");
    await user.clear(screen.getByRole("textbox", { name: "Team name" }));
    await user.keyboard("Deep research");
    world.teams.delete("dev-d7035d80");
    world.teams.delete("research-4be1d09c");
    control.sync();
    const banner = within(await screen.findByRole("region", { name: "Teams that are gone" }));
    expect(
      banner.getByText("You were inviting people to Development. You had typed: new@example.com"),
    ).toBeVisible();
    expect(banner.getByText("You were renaming Research. You had typed: Deep research")).toBeVisible();
  });

  it("take the focus along, and turn nothing that is still typed into a shortcut", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    await rename(app, "Research");
    await user.keyboard("My ");
    world.teams.delete("research-4be1d09c");
    control.sync();
    const banner = await screen.findByRole("region", { name: "Teams that are gone" });
    await expect.poll(() => document.activeElement).toBe(banner);
    await user.keyboard("new name{Enter}");
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(control.count("createTeam")).toBe(0);
    expect(banner).toBeVisible();
  });

  it("can all be named, however many they are", async () => {
    const { user, control, world } = await startSignedIn();
    const gone = [...world.teams.values()].slice(0, 6).map(({ team }) => team);
    for (const { id } of gone) world.teams.delete(id);
    control.sync();
    const banner = within(await screen.findByRole("region", { name: "Teams that are gone" }));
    await user.click(banner.getByText("Show all"));
    for (const { id } of gone) expect(banner.getByText(id)).toBeVisible();
    await expectAccessible();
  });

  it("are not news when the user left or deleted them", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await user.click(button("Delete Old prototype"));
    await user.click(await screen.findByRole("button", { name: "Confirm delete" }));
    await expect.poll(() => screen.queryByRole("button", { name: "Old prototype" })).toBeNull();
    control.sync();
    await expect.poll(() => control.count("syncState")).toBeGreaterThan(3);
    expect(screen.queryByRole("region", { name: "Teams that are gone" })).toBeNull();
  });
});

describe("the offline copy", () => {
  it("that was set aside is spoken of in one line, with its details, until it is dismissed", async () => {
    const { user, control } = await startSignedIn();
    const path = "/home/you/offline/9f86d081884c7d65.broken-1.db";
    control.setCopyNotice({ kind: "set_aside", path, reason: "database disk image is malformed" });
    const text =
      "The offline copy could not be read. It was set aside, and everything is fetched again when the server answers.";
    expect(await screen.findByText(text)).toBeVisible();
    await user.click(screen.getByText("Details"));
    expect(screen.getByText(path)).toBeVisible();
    expect(screen.getByText("database disk image is malformed")).toBeVisible();
    await expectAccessible();
    await user.click(button("Dismiss"));
    control.sync();
    await expect.poll(() => control.count("syncState")).toBeGreaterThan(3);
    expect(screen.queryByText(text)).toBeNull();
    control.setCopyNotice({ kind: "set_aside", path, reason: "it was changed" });
    expect(await screen.findByText(text)).toBeVisible();
  });

  it("that can not be kept says why and for how long it is there", async () => {
    await startSignedIn({
      prepare: ({ control }) => control.setCopyNotice({ kind: "not_kept", reason: "disk full" }),
    });
    expect(
      await screen.findByText(
        "The offline copy can not be kept on this computer (disk full). It is gone when you close the app.",
      ),
    ).toBeVisible();
    await expectAccessible();
  });
});
