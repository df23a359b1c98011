import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import { button, expectAccessible, rename, startSignedIn } from "../../testing/app";
import { field, find, isClosed, option, options, selected, turnTo } from "../../testing/palette";

describe("the palette", () => {
  it("lists everything, has the focus alone, and gives it back", async () => {
    const { user } = await startSignedIn();
    button("Research").focus();
    await user.keyboard("{Control>}k{/Control}");
    const input = await field();
    await expect.poll(() => document.activeElement).toBe(input);
    expect(screen.getByRole("dialog", { name: "Commands" })).toContainElement(input);
    const list = screen.getByRole("listbox", { name: "Commands" });
    expect(input).toHaveAttribute("aria-controls", list.id);
    const active = within(list).getByRole("option", { selected: true });
    expect(input).toHaveAttribute("aria-activedescendant", active.id);
    expect(options()).toEqual(
      expect.arrayContaining([
        "New team",
        "Search teams and people",
        "Refresh",
        "Export the list as CSV",
        "Sort by: Balance",
        "Your role: Viewer",
        "Show only: Low balance",
        "Go to Activity",
        "Settings: Storage",
        "Theme: Dark",
        "Language: Deutsch",
        "Add account",
        "Sign out you@example.com",
        "Keyboard shortcuts",
        "Run checks",
        "Clear the offline copy",
        "Third-party licences",
        "Development",
      ]),
    );
    await expectAccessible();
    await user.tab();
    expect(input).toHaveFocus();
    await user.keyboard("{Escape}");
    await isClosed();
    expect(button("Research")).toHaveFocus();
  });

  it("goes through the list with the arrow keys, and says that nothing fits", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await find(app, "theme", "Theme: As the system");
    await user.keyboard("{ArrowDown}{ArrowDown}");
    expect(selected()).toBe("Theme: Dark");
    await user.keyboard("{ArrowUp}");
    expect(selected()).toBe("Theme: Light");
    await user.keyboard("zzz");
    const none = "Nothing matches 'themezzz'.";
    expect(await screen.findByText(none)).toHaveAttribute("role", "status");
    await user.keyboard("{Enter}");
    expect(await field()).toBeVisible();
  });

  it("keeps for itself what is typed before it is there", async () => {
    const { user } = await startSignedIn();
    await user.keyboard("{Control>}k{/Control}new");
    expect(await field()).toHaveValue("new");
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    await expect.poll(selected).toBe("New team");
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("textbox", { name: "Team name" })).toHaveFocus();
  });

  it("closes with the key that opens it, and opens over no dialog", async () => {
    const { user } = await startSignedIn();
    await user.keyboard("{Control>}k{/Control}");
    await expect.poll(async () => document.activeElement === (await field())).toBe(true);
    await user.keyboard("{Control>}k{/Control}");
    await isClosed();
    await user.click(button("Top up Development"));
    await screen.findByRole("dialog", { name: "Top up Development" });
    await user.keyboard("{Control>}k{/Control}");
    expect(screen.queryByRole("dialog", { name: "Commands" })).toBeNull();
  });

  it("opens while somebody types, and keeps what was typed", async () => {
    const app = await startSignedIn();
    await rename(app, "Research");
    await app.user.keyboard("Half");
    await find(app, "dark", "Theme: Dark");
    await app.user.keyboard("{Enter}");
    await isClosed();
    const name = screen.getByRole("textbox", { name: "Team name" });
    expect(name).toHaveValue("Half");
    expect(name).toHaveFocus();
    expect(app.control.preferences.theme).toBe("dark");
  });

  it("leaves the keys alone with which text is composed", async () => {
    const app = await startSignedIn();
    await find(app, "dark", "Theme: Dark");
    const input = await field();
    for (const composing of [{ isComposing: true }, { keyCode: 229 }])
      for (const key of ["Enter", "ArrowDown", "Escape"])
        await fireEvent.keyDown(input, { key, ...composing });
    expect(input).toBeVisible();
    expect(selected()).toBe("Theme: Dark");
    expect(app.control.preferences.theme).toBe("system");
    await fireEvent.keyDown(input, { key: "Enter" });
    await isClosed();
    expect(app.control.preferences.theme).toBe("dark");
  });

  it("puts what was used last first", async () => {
    const app = await startSignedIn();
    await find(app, "go to activity", "Go to Activity");
    await app.user.keyboard("{Enter}");
    const heading = await screen.findByRole("heading", { name: "Activity" });
    await expect.poll(() => document.activeElement).toBe(heading);
    await turnTo(app, "Research");
    await app.user.keyboard("rename{Enter}");
    const name = await screen.findByRole("textbox", { name: "Team name" });
    await expect.poll(() => document.activeElement).toBe(name);
    await app.user.keyboard("{Escape}");
    await find(app, "", "Rename Research");
    const recent = within(screen.getByRole("group", { name: "Used recently" }));
    expect(recent.getAllByRole("option").map((each) => each.getAttribute("aria-label"))).toEqual([
      "Rename Research",
      "Go to Activity",
    ]);
  });
});

it("takes what it is told from elsewhere to the page of the teams, and to the settings", async () => {
  const app = await startSignedIn();
  const { user } = app;
  await find(app, "settings: storage", "Settings: Storage");
  await user.keyboard("{Enter}");
  await expect
    .poll(() => document.activeElement)
    .toBe(await screen.findByRole("heading", { name: "Storage" }));
  await find(app, "clear the off", "Clear the offline copy");
  await user.keyboard("{Enter}");
  expect(await screen.findByText("The offline copy is cleared.")).toBeVisible();
  await find(app, "save a report", "Save a report…");
  await user.keyboard("{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Save a report" });
  await expect.poll(() => dialog.contains(document.activeElement)).toBe(true);
  await user.keyboard("{Escape}");
  await expect.poll(() => document.activeElement).toBe(button("Save a report…"));
  await find(app, "show research", "Show Research");
  await user.keyboard("{Enter}");
  await expect.poll(() => document.activeElement).toBe(button("Research"));
  expect(button("Research")).toHaveAttribute("aria-expanded", "true");
});

it("sorts and filters as the menu does, and says what is on", async () => {
  const app = await startSignedIn();
  const { user } = app;
  await find(app, "sort by balance", "Sort by: Balance");
  await user.keyboard("{Enter}");
  await expect.poll(() => app.control.preferences.sort.key).toBe("balance");
  await find(app, "low", "Show only: Low balance");
  await user.keyboard("{Enter}");
  await expect.poll(() => app.control.preferences.filter.low_balance).toBe(true);
  await find(app, "low", "Show only: Low balance");
  expect(await option("Show only: Low balance")).toHaveAccessibleDescription("On");
  await user.keyboard("{Enter}");
  await expect.poll(() => app.control.preferences.filter.low_balance).toBe(false);
});

it("answers invitations as their buttons do", async () => {
  const app = await startSignedIn({
    prepare: ({ world }) => {
      addSampleData(world);
      const sales = world.addTeam({ id: "sales-0badcafe", name: "Sales", role: "member" });
      world.teams.delete("sales-0badcafe");
      world.invitationsForYou = [world.addInvitation(sales, world.you.email, "member")];
    },
  });
  await find(app, "accept", "Accept invitation to Sales");
  await app.user.keyboard("{Enter}");
  await expect.poll(() => app.control.count("acceptInvitation")).toBe(1);
});

it("denies what needs the server while that is away", async () => {
  const app = await startSignedIn();
  app.control.setConnection("offline");
  await expect.poll(() => button("New team").getAttribute("aria-disabled")).toBe("true");
  await find(app, "new team", "New team");
  expect(await option("New team")).toHaveAccessibleDescription("You are offline: this needs the server");
  await app.user.keyboard("{Enter}");
  expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
});

it("signs out", async () => {
  const app = await startSignedIn();
  await find(app, "sign out", "Sign out you@example.com");
  await app.user.keyboard("{Enter}");
  expect(await screen.findByRole("heading", { name: "Welcome to OLLM Teams" })).toBeVisible();
});
