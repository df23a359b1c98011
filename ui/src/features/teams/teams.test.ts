import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { button, expectAccessible, openTeam, row, startSignedIn } from "../../testing/app";

describe("the list", () => {
  it("shows each team with its name, ID, role, balance and forecast", async () => {
    await startSignedIn();
    const list = screen.getByRole("list", { name: "Teams" });
    expect(within(list).getAllByRole("listitem")).toHaveLength(5);
    const development = row("Development");
    expect(development).toHaveAttribute("data-team-id", "dev-d7035d80");
    expect(development).toHaveAttribute("data-version", "1");
    expect(within(development).getByText("dev-d7035d80")).toBeVisible();
    expect(development.querySelector("[data-role]")).toHaveAttribute("data-role", "owner");
    expect(development.querySelector("[data-balance]")).toHaveAttribute("data-balance", "812.40");
    expect(await within(development).findByText("about 24 days left")).toBeVisible();
    expect(await within(row("Research")).findByText("about 3 months left")).toBeVisible();
    expect(await within(row("Data platform")).findByText("no usage yet")).toBeVisible();
    expect(screen.getByText("$1,284.37 across 5 teams")).toBeVisible();
    await expectAccessible();
  });

  it("asks for the list once at the start, and for four trends at once at most", async () => {
    let running = 0;
    let most = 0;
    const { control } = await startSignedIn({
      prepare: ({ world, backend }) => {
        for (let n = 0; n < 12; n += 1) world.addTeam({ name: `Team ${n}`, role: "owner" });
        const teamTrend = backend.teamTrend;
        backend.teamTrend = async (args) => {
          running += 1;
          most = Math.max(most, running);
          const trend = await teamTrend(args);
          running -= 1;
          return trend;
        };
      },
    });
    await screen.findAllByText("no usage yet");
    expect(control.count("listTeams")).toBe(1);
    expect(control.count("teamTrend")).toBe(12);
    expect(most).toBe(4);
  });

  it("shows an unknown balance as unknown, and a role of a newer server as it is", async () => {
    await startSignedIn({
      prepare: ({ world }) => world.addTeam({ name: "Odd", role: "billing_owner", balance: null }),
    });
    expect(within(row("Odd")).getByText("Unknown")).toBeVisible();
    expect(within(row("Odd")).getByText("billing_owner")).toBeVisible();
    expect(screen.getByText("1 team")).toBeVisible();
  });

  it("says that a balance is low in words", async () => {
    await startSignedIn({
      prepare: ({ world }) => {
        const team = world.addTeam(
          { name: "Low", role: "owner", balance: { amount: "8.00", currency: "USD" } },
          { forecast: { state: "days_left", days: 20 } },
        );
        team.isLow = true;
      },
    });
    expect(await within(row("Low")).findByText("low, about 20 days left")).toBeVisible();
  });

  it("teaches where it is empty", async () => {
    await startSignedIn({ prepare: () => {} });
    expect(screen.getByText("No teams yet. Create one to share a balance.")).toBeVisible();
    await expectAccessible();
  });

  it("shows a name that looks like markup as text", async () => {
    const name = "<img src=x onerror=alert(1)>";
    const app = await startSignedIn({ prepare: ({ world }) => world.addTeam({ name, role: "owner" }) });
    await openTeam(app, name);
    expect(button(name)).toHaveTextContent(name);
    expect(document.querySelector("img")).toBeNull();
  });

  it("copies an ID", async () => {
    const { user } = await startSignedIn();
    await user.click(button("Copy team ID dev-d7035d80"));
    expect(await navigator.clipboard.readText()).toBe("dev-d7035d80");
    expect(await screen.findByText("Copied dev-d7035d80.")).toBeVisible();
  });

  it("keeps what a role does not allow visible and focusable, and says why", async () => {
    const { user, control } = await startSignedIn();
    for (const [name, why] of [
      ["Top up Data platform", "Only the owner can add credits"],
      ["Rename Data platform", "Only the owner can rename the team"],
      ["Delete Data platform", "Only the owner can delete the team"],
    ] as const) {
      const control = button(name);
      expect(control).toHaveAttribute("aria-disabled", "true");
      expect(control).toHaveAccessibleDescription(why);
      control.focus();
      expect(control).toHaveFocus();
      await user.click(control);
    }
    expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("group", { name: "Delete Data platform" })).toBeNull();
    expect(control.count("deleteTeam")).toBe(0);
  });
});

describe("search", () => {
  it("finds teams and people, keeps the rest open behind it, and clears", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await openTeam(app, "Development");
    await user.type(within(row("Development")).getByRole("textbox", { name: "Email" }), "half typ");
    const search = screen.getByRole("searchbox", { name: "Search teams and people" });
    await user.type(search, "lena");
    expect(await screen.findAllByText("lena@example.org", { selector: ".match" })).toHaveLength(2);
    expect(screen.queryByRole("button", { name: "Development" })).toBeNull();
    expect(button("Research")).toBeVisible();
    await user.keyboard("{Escape}");
    expect(search).toHaveValue("");
    expect(button("Development")).toBeVisible();
    expect(within(row("Development")).getByRole("textbox", { name: "Email" })).toHaveValue("half typ");
  });

  it("says when nothing is found, with a way back", async () => {
    const { user } = await startSignedIn();
    await user.type(screen.getByRole("searchbox"), "zzz");
    expect(await screen.findByText("No team or person matches 'zzz'.")).toBeVisible();
    await expectAccessible();
    await user.click(button("Clear search"));
    expect(button("Development")).toBeVisible();
    expect(screen.getByRole("searchbox")).toHaveFocus();
  });

  it("drops an answer to an older question", async () => {
    const { user, backend } = await startSignedIn();
    const answers: ((hits: { team_id: string; people: string[] }[]) => void)[] = [];
    backend.searchTeams = () => new Promise((resolve) => answers.push(resolve));
    const search = screen.getByRole("searchbox");
    await user.type(search, "de");
    await expect.poll(() => answers.length).toBe(1);
    await user.type(search, "v");
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.([{ team_id: "dev-d7035d80", people: [] }]);
    answers[0]?.([{ team_id: "research-4be1d09c", people: [] }]);
    await expect.poll(() => screen.queryByRole("button", { name: "Research" })).toBeNull();
    expect(button("Development")).toBeVisible();
  });
});

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

describe("rename", () => {
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

  it("offers to sign in again where the token is refused, and signs nobody out", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("renameTeam", "unauthorized");
    await user.click(button("Rename Research"));
    await user.keyboard("Lab{Enter}");
    await user.click(await screen.findByRole("button", { name: "Sign in again" }));
    expect(screen.getByLabelText("Server URL")).toHaveValue("https://api.example.com/");
    expect(screen.getByLabelText("API token")).toHaveFocus();
    expect(control.count("signOut")).toBe(0);
  });
});

describe("delete", () => {
  it("asks inline, says what is lost, and begins on Cancel", async () => {
    const { user, control } = await startSignedIn();
    await user.click(button("Delete Old prototype"));
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
    const { user, world, control } = await startSignedIn();
    await user.click(button("Delete Old prototype"));
    await user.click(button("Confirm delete"));
    expect(await screen.findByText("Deleted Old prototype.")).toBeVisible();
    await expect.poll(() => screen.queryByRole("button", { name: "Old prototype" })).toBeNull();
    expect(world.teams.has("old-prototype-7d20c3f5")).toBe(false);
    expect(button("Support bots")).toHaveFocus();
    expect(control.calls).toContainEqual({
      method: "deleteTeam",
      args: { teamId: "old-prototype-7d20c3f5", version: 1 },
    });
  });

  it("shows the team anew when it changed, and deletes it only when it is confirmed again", async () => {
    const { user, world } = await startSignedIn();
    await user.click(button("Delete Old prototype"));
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
    await expect.poll(() => document.activeElement).toBe(button("Support bots"));
    expect(world.teams.has("old-prototype-7d20c3f5")).toBe(false);
  });

  it("never sends a version that a refresh brought and the question does not show", async () => {
    const { user, world, control } = await startSignedIn();
    await user.click(button("Delete Old prototype"));
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
    const { user, control } = await startSignedIn();
    const release = control.hold("deleteTeam");
    await user.click(button("Delete Old prototype"));
    await user.dblClick(button("Confirm delete"));
    release();
    await expect.poll(() => document.activeElement).toBe(button("Support bots"));
    expect(control.count("deleteTeam")).toBe(1);
  });
});

describe("invitations for the user", () => {
  const prepare: NonNullable<Parameters<typeof startSignedIn>[0]>["prepare"] = ({ world }) => {
    const team = world.addTeam({ name: "Design", role: "member" });
    world.invitationsForYou = [world.addInvitation(team, world.you.email, "member")];
    world.teams.clear();
  };

  it("are accepted", async () => {
    const { user } = await startSignedIn({ prepare });
    await expectAccessible();
    await user.click(button("Accept invitation to Design"));
    expect(await screen.findByRole("button", { name: "Design" })).toBeVisible();
    expect(screen.getByText("You joined Design.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Accept invitation to Design" })).toBeNull();
  });

  it("are declined", async () => {
    const { user } = await startSignedIn({ prepare });
    await user.click(button("Decline invitation to Design"));
    await expect
      .poll(() => screen.queryByRole("button", { name: "Decline invitation to Design" }))
      .toBeNull();
    expect(screen.queryByRole("button", { name: "Design" })).toBeNull();
  });

  it("stay when the answer can not be sent", async () => {
    const { user, control } = await startSignedIn({ prepare });
    control.failNext("acceptInvitation", "invitation_not_pending");
    await user.click(button("Accept invitation to Design"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "invitation_not_pending");
    expect(button("Accept invitation to Design")).toBeVisible();
  });
});
