import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import {
  button,
  expectAccessible,
  type RunningApp,
  rename,
  row,
  signInAgain,
  startSignedIn,
} from "../../testing/app";
import { add25, openDialog } from "../../testing/topUp";

describe("a new team", () => {
  it("is at once ready for invites and top-ups", async () => {
    const { user } = await startSignedIn();
    await user.click(button("New team"));
    const field = screen.getByRole("textbox", { name: "Team name" });
    expect(field).toHaveFocus();
    await expectAccessible();
    await user.type(field, "Design");
    await user.click(button("Create"));
    const name = await screen.findByRole("button", { name: "Design" });
    expect(name).toHaveAttribute("aria-expanded", "true");
    expect(name).toHaveFocus();
    expect(await within(row("Design")).findByRole("textbox", { name: "Email" })).toBeVisible();
    expect(button("Top up Design")).not.toHaveAttribute("aria-disabled");
    expect(screen.getByText("Created Design.").closest("[role=status]")).not.toBeNull();
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
  });

  it.each([
    ["   ", "team_name_empty"],
    ["x".repeat(65), "team_name_too_long"],
    ["a\u0007b", "team_name_control_character"],
  ])("keeps %j in the field with words beside it", async (name, code) => {
    const { user } = await startSignedIn();
    await user.click(button("New team"));
    const field = screen.getByRole("textbox", { name: "Team name" });
    await user.click(field);
    await user.paste(name);
    await user.keyboard("{Enter}");
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", code);
    expect(field).toBeInvalid();
    expect(field).toHaveAccessibleDescription(alert.textContent ?? "?");
    expect(field).toHaveValue(name);
    expect(field).toHaveFocus();
    await expectAccessible();
  });

  it("keeps the name when the server fails, and creates one team when it is tried again", async () => {
    const { user, world, control } = await startSignedIn();
    control.failNext("createTeam", "server_error");
    await user.click(button("New team"));
    const field = screen.getByRole("textbox", { name: "Team name" });
    await user.type(field, "Design{Enter}");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "server_error");
    expect(field).toHaveValue("Design");
    await user.click(button("Create"));
    await screen.findByRole("button", { name: "Design" });
    expect([...world.teams.values()].filter(({ team }) => team.name === "Design")).toHaveLength(1);
  });

  it("is sent once, however often Create is pressed", async () => {
    const { user, control } = await startSignedIn();
    const release = control.hold("createTeam");
    await user.click(button("New team"));
    await user.type(screen.getByRole("textbox", { name: "Team name" }), "Design{Enter}{Enter}");
    await user.click(button("Create"));
    release();
    await screen.findByRole("button", { name: "Design" });
    expect(control.count("createTeam")).toBe(1);
  });

  it.each(["Escape", "Cancel"])("is given up with %s", async (way) => {
    const { user, control } = await startSignedIn();
    await user.click(button("New team"));
    await user.type(screen.getByRole("textbox", { name: "Team name" }), "Design");
    if (way === "Escape") await user.keyboard("{Escape}");
    else await user.click(button("Cancel"));
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(button("New team")).toHaveFocus();
    expect(control.count("createTeam")).toBe(0);
  });
});

describe("a new team on its way", () => {
  it.each(["Escape", "Cancel"])("is not given up with %s", async (way) => {
    const { user, control } = await startSignedIn();
    await user.click(button("New team"));
    const release = control.hold("createTeam");
    await user.type(screen.getByRole("textbox", { name: "Team name" }), "Design{Enter}");
    expect(button("Cancel")).toHaveAccessibleDescription("Wait for the answer");
    if (way === "Escape") await user.keyboard("{Escape}");
    else await user.click(button("Cancel"));
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Design");
    release();
    expect(await screen.findByRole("button", { name: "Design" })).toBeVisible();
  });
});

describe("rename", () => {
  it("says that somebody else was faster, and leaves it to the user", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    await rename(app, "Research");
    const field = screen.getByRole("textbox", { name: "Team name" });
    await user.clear(field);
    await user.type(field, "Mine");
    const { team } = world.team("research-4be1d09c");
    Object.assign(team, { name: "Theirs", version: team.version + 1 });
    control.sync();
    expect(await screen.findByText(/^Somebody renamed this team to 'Theirs'/)).toBeVisible();
    expect(field).toHaveValue("Mine");
    await expectAccessible();
    await user.keyboard("{Enter}");
    expect(await screen.findByText("Renamed to Mine.")).toBeVisible();
  });

  it("sends nothing where nothing was changed", async () => {
    const { user, control } = await startSignedIn();
    await user.click(button("Rename Research"));
    await user.keyboard("{Enter}");
    expect(button("Rename Research")).toHaveFocus();
    expect(control.count("renameTeam")).toBe(0);
  });

  it("waits for the server where it can not be reached, and says so", async () => {
    const { user, control, world } = await startSignedIn();
    await user.click(button("Rename Research"));
    await user.keyboard("Lab");
    control.setConnection("offline");
    await expect
      .poll(() => screen.getByRole("status", { name: "Connection" }).textContent)
      .toMatch(/^Offline/);
    expect(button("Save")).toHaveAccessibleDescription("You are offline: this needs the server");
    expect(button("Top up Research")).toHaveAccessibleDescription("You are offline: this needs the server");
    await user.keyboard("{Enter}");
    expect(control.count("renameTeam")).toBe(0);
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Lab");
    control.setConnection("live");
    await expect.poll(() => button("Save").getAttribute("aria-disabled")).toBeNull();
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("button", { name: "Lab" })).toBeVisible();
    expect(world.team("research-4be1d09c").team.name).toBe("Lab");
  });

  it("of a team that is gone says so over the page, and shows it no more", async () => {
    const { user, world } = await startSignedIn();
    await user.click(button("Rename Research"));
    world.teams.delete("research-4be1d09c");
    await user.keyboard("Lab{Enter}");
    await expect.poll(() => screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(screen.getByRole("alert")).toHaveAttribute("data-error-code", "not_found");
    expect(screen.getByRole("heading", { name: "Teams" })).toHaveFocus();
    await expectAccessible();
    await user.click(button("New team"));
    await user.type(screen.getByRole("textbox", { name: "Team name" }), "Design{Enter}");
    await screen.findByRole("button", { name: "Design" });
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("asks for no list where only the name is wrong", async () => {
    const { user, control } = await startSignedIn();
    const asked = control.count("listTeams");
    await user.click(button("Rename Research"));
    await user.clear(screen.getByRole("textbox", { name: "Team name" }));
    await user.keyboard("{Enter}");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "team_name_empty");
    expect(control.count("listTeams")).toBe(asked);
  });

  it("saves with Enter and gives the focus back to the pencil", async () => {
    const { user, world } = await startSignedIn();
    await user.click(button("Rename Research"));
    const field = screen.getByRole<HTMLInputElement>("textbox", { name: "Team name" });
    expect(field).toHaveValue("Research");
    expect(field).toHaveFocus();
    expect(field.selectionEnd).toBe("Research".length);
    await expectAccessible();
    await user.keyboard("Lab{Enter}");
    expect(await screen.findByRole("button", { name: "Lab" })).toBeVisible();
    expect(button("Rename Lab")).toHaveFocus();
    expect(world.team("research-4be1d09c").team.name).toBe("Lab");
    expect(screen.getByText("Renamed to Lab.")).toBeVisible();
  });

  it("saves with the checkmark", async () => {
    const { user } = await startSignedIn();
    await user.click(button("Rename Research"));
    await user.keyboard("Lab");
    await user.click(button("Save"));
    expect(await screen.findByRole("button", { name: "Lab" })).toBeVisible();
  });

  it.each(["Escape", "Cancel"])("is given up with %s", async (way) => {
    const { user, control } = await startSignedIn();
    await user.click(button("Rename Research"));
    await user.keyboard("Lab");
    if (way === "Escape") await user.keyboard("{Escape}");
    else await user.click(button("Cancel"));
    expect(button("Research")).toBeVisible();
    expect(button("Rename Research")).toHaveFocus();
    expect(control.count("renameTeam")).toBe(0);
  });

  it.each(["team_name_too_long", "forbidden", "unreachable"] as const)(
    "keeps what was typed after %s",
    async (code) => {
      const { user, control } = await startSignedIn();
      control.failNext("renameTeam", code);
      await user.click(button("Rename Research"));
      await user.keyboard("Lab{Enter}");
      expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", code);
      expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Lab");
      await expectAccessible();
    },
  );

  it("goes on after another sign-in without the error that asked for it", async () => {
    const app = await startSignedIn();
    app.control.failNext("renameTeam", "unauthorized");
    await app.user.click(button("Rename Research"));
    await app.user.keyboard("Lab{Enter}");
    await signInAgain(app);
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Lab");
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("offers to sign in again where the token is refused, and signs nobody out", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("renameTeam", "unauthorized");
    await user.click(button("Rename Research"));
    await user.keyboard("Lab{Enter}");
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    expect(screen.getByLabelText("Server URL")).toHaveValue("https://api.example.com/");
    expect(screen.getByLabelText("API token")).toHaveFocus();
    expect(screen.queryByRole("heading", { name: "Teams" })).toBeNull();
    await expectAccessible();
    await user.click(button("Back"));
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Lab");
    expect(screen.getByRole("heading", { name: "Teams" })).toHaveFocus();
    expect(screen.queryByLabelText("API token")).toBeNull();
    expect(control.count("signOut")).toBe(0);
  });
});

/** Presses Delete and waits until the server has said how the team is now. */
async function askToDelete({ user }: RunningApp, name: string) {
  await user.click(button(`Delete ${name}`));
  await expect.poll(() => button("Confirm delete").getAttribute("aria-busy")).toBeNull();
}

describe("delete", () => {
  it("asks about the team as the server says it is now", async () => {
    const app = await startSignedIn();
    app.world.credit(app.world.team("old-prototype-7d20c3f5"), "88.00");
    const release = app.control.hold("syncNow");
    await app.user.click(button("Delete Old prototype"));
    await app.user.click(button("Confirm delete"));
    expect(app.control.count("deleteTeam")).toBe(0);
    release();
    expect(await screen.findByText("$100.00 of unused balance and 3 members will be lost.")).toBeVisible();
    await app.user.click(button("Confirm delete"));
    await expect.poll(() => app.world.teams.has("old-prototype-7d20c3f5")).toBe(false);
  });

  it("waits for a payment to the team that has no end", async () => {
    const app = await startSignedIn({
      prepare: (fake) => {
        addSampleData(fake.world);
        fake.world.payments = "checkout";
      },
    });
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    await app.user.click(await screen.findByRole("button", { name: "Close" }));
    await askToDelete(app, "Development");
    const strip = within(screen.getByRole("group", { name: "Delete Development" }));
    expect(
      strip.getByText(/^A payment of \$25.00 to this team has no end yet/, { selector: "p" }),
    ).toBeVisible();
    await app.user.click(button("Confirm delete"));
    expect(app.control.count("deleteTeam")).toBe(0);
  });

  it("asks inline, says what is lost, and begins on Cancel", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await askToDelete(app, "Old prototype");
    const strip = screen.getByRole("group", { name: "Delete Old prototype" });
    expect(strip).toHaveTextContent("Delete 'Old prototype'? This cannot be undone.");
    expect(strip).toHaveTextContent("$12.00 of unused balance and 3 members will be lost.");
    expect(button("Cancel")).toHaveFocus();
    await expectAccessible();
    await user.keyboard("{Escape}");
    expect(button("Delete Old prototype")).toHaveFocus();
    await user.click(button("Delete Old prototype"));
    await user.click(button("Cancel"));
    expect(button("Old prototype")).toBeVisible();
    expect(control.count("deleteTeam")).toBe(0);
  });

  it("says that no balance is left, and counts one member as one", async () => {
    const { user } = await startSignedIn({
      prepare: ({ world }) => world.addTeam({ name: "Solo", role: "owner" }),
    });
    await user.click(button("Delete Solo"));
    expect(screen.getByText("No balance is left; 1 member will be lost.")).toBeVisible();
  });

  it("deletes what was shown and moves on to the next row", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    await askToDelete(app, "Old prototype");
    await user.click(button("Confirm delete"));
    expect(await screen.findByText("Deleted Old prototype.")).toBeVisible();
    await expect.poll(() => screen.queryByRole("button", { name: "Old prototype" })).toBeNull();
    expect(world.teams.has("old-prototype-7d20c3f5")).toBe(false);
    expect(button("Research")).toHaveFocus();
    expect(control.calls).toContainEqual({
      method: "deleteTeam",
      args: { teamId: "old-prototype-7d20c3f5", version: 1 },
    });
  });

  it("shows the team anew when it changed, and deletes it only when it is confirmed again", async () => {
    const app = await startSignedIn();
    const { user, world } = app;
    await askToDelete(app, "Old prototype");
    world.credit(world.team("old-prototype-7d20c3f5"), "88.00");
    await user.click(button("Confirm delete"));
    const strip = screen.getByRole("group", { name: "Delete Old prototype" });
    expect(await within(strip).findByRole("alert")).toHaveTextContent(
      "The team changed meanwhile. Check again before you delete.",
    );
    expect(strip).toHaveTextContent("$100.00 of unused balance and 3 members will be lost.");
    expect(button("Cancel")).toHaveFocus();
    expect(world.teams.has("old-prototype-7d20c3f5")).toBe(true);
    await expectAccessible();
    await user.click(button("Confirm delete"));
    await expect.poll(() => document.activeElement).toBe(button("Research"));
    expect(world.teams.has("old-prototype-7d20c3f5")).toBe(false);
  });

  it("never sends a version that a refresh brought and the question does not show", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    await askToDelete(app, "Old prototype");
    world.credit(world.team("old-prototype-7d20c3f5"), "88.00");
    window.dispatchEvent(new Event("focus"));
    await expect.poll(() => row("Delete 'Old prototype'").dataset.version).toBe("2");
    expect(screen.getByText("$12.00 of unused balance and 3 members will be lost.")).toBeVisible();
    await user.click(button("Confirm delete"));
    await screen.findByText("$100.00 of unused balance and 3 members will be lost.");
    expect(control.calls.filter(({ method }) => method === "deleteTeam")).toEqual([
      { method: "deleteTeam", args: { teamId: "old-prototype-7d20c3f5", version: 1 } },
    ]);
  });

  it("is sent once, however often it is confirmed", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const release = control.hold("deleteTeam");
    await askToDelete(app, "Old prototype");
    await user.dblClick(button("Confirm delete"));
    release();
    await expect.poll(() => document.activeElement).toBe(button("Research"));
    expect(control.count("deleteTeam")).toBe(1);
  });
});
