import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { appError } from "../../backend/fake/errors";
import type { ErrorCode } from "../../bindings/ErrorCode";
import {
  button,
  expectAccessible,
  openTeam,
  type RunningApp,
  row,
  signInAgain,
  startSignedIn,
} from "../../testing/app";

async function chooseRole({ user }: RunningApp, select: string, role: string) {
  await user.click(screen.getByRole("combobox", { name: select }));
  await user.click(await screen.findByRole("option", { name: role }));
}

describe("an open team", () => {
  it("lists members and pending invitations", async () => {
    const app = await startSignedIn();
    await openTeam(app, "Development");
    const table = screen.getByRole("table", { name: "Members of Development" });
    expect(
      within(table)
        .getAllByRole("columnheader")
        .map((each) => each.textContent),
    ).toEqual(["Member", "Role", "Since", "Actions"]);
    expect(within(table).getByText("jonas@example.com")).toBeVisible();
    const pending = within(table).getByText("mei@example.com").closest("tr");
    expect(pending).toHaveTextContent("Pending, 7 days left");
    expect(pending).toHaveTextContent("Viewer");
    expect(pending).toHaveTextContent("Today");
    await expectAccessible();
  });

  it("opens and closes by its name, and by the chevron", async () => {
    const app = await startSignedIn();
    await openTeam(app, "Development");
    await app.user.click(button("Development"));
    expect(screen.queryByRole("table")).toBeNull();
    const chevron = row("Development").querySelector(".chevron");
    if (chevron) await app.user.click(chevron);
    expect(await screen.findByRole("table", { name: "Members of Development" })).toBeVisible();
  });

  it("shows what went wrong in its place, and tries again", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("teamPeople", "unexpected_answer");
    await user.click(button("Development"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "unexpected_answer");
    await expectAccessible();
    await user.click(button("Try again"));
    expect(await screen.findByRole("table", { name: "Members of Development" })).toBeVisible();
  });

  it("shows a viewer everything, offers nothing, and says why", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const team = await openTeam(app, "Data platform");
    expect(team.queryByRole("combobox", { name: /Role of/ })).toBeNull();
    const remove = team.getByRole("button", { name: "Remove omar@example.com" });
    expect(remove).toHaveAccessibleDescription("Only an owner can change an owner");
    const field = team.getByRole("textbox", { name: "Email" });
    expect(field).toHaveAttribute("aria-disabled", "true");
    expect(field).toHaveAccessibleDescription("Only an owner or an admin can invite.");
    await user.type(field, "a@example.com{Enter}");
    expect(field).toHaveValue("");
    await user.click(team.getByRole("button", { name: "Invite" }));
    await user.click(team.getByRole("combobox", { name: "Role" }));
    await user.click(remove);
    expect(control.count("invitePeople") + control.count("removeMember")).toBe(0);
    expect(screen.queryByRole("option")).toBeNull();
    await expectAccessible();
  });
});

describe("roles", () => {
  it("change at once below owner", async () => {
    const app = await startSignedIn();
    await openTeam(app, "Development");
    await chooseRole(app, "Role of jonas@example.com", "Viewer");
    expect(await screen.findByText("jonas@example.com is now Viewer.")).toBeVisible();
    expect(screen.getByRole("combobox", { name: "Role of jonas@example.com" })).toHaveTextContent("Viewer");
  });

  it("ask before they make an owner, and stay when that is cancelled", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await openTeam(app, "Development");
    await chooseRole(app, "Role of jonas@example.com", "Owner");
    expect(await screen.findByText(/Make jonas@example.com an owner\?/)).toBeVisible();
    expect(button("Cancel")).toHaveFocus();
    await expectAccessible();
    await user.keyboard("{Escape}");
    const select = screen.getByRole("combobox", { name: "Role of jonas@example.com" });
    expect(select).toHaveFocus();
    expect(select).toHaveTextContent("Admin");
    expect(control.count("changeRole")).toBe(0);
    await chooseRole(app, "Role of jonas@example.com", "Owner");
    await user.click(button("Confirm"));
    expect(await screen.findByText("jonas@example.com is now Owner.")).toBeVisible();
  });

  it("stay as they were when the server refuses", async () => {
    const app = await startSignedIn();
    app.control.failNext("changeRole", "last_owner");
    await openTeam(app, "Development");
    await chooseRole(app, "Role of priya@example.com", "Viewer");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "last_owner");
    expect(screen.getByRole("combobox", { name: "Role of priya@example.com" })).toHaveTextContent("Member");
  });

  it("say why the last owner's can not change", async () => {
    const app = await startSignedIn();
    const team = await openTeam(app, "Development");
    expect(team.queryByRole("combobox", { name: "Role of you@example.com" })).toBeNull();
    expect(team.getByTitle("A team needs at least one owner")).toHaveTextContent("Owner");
    const leave = team.getByRole("button", { name: "Leave Development" });
    expect(leave).toHaveAccessibleDescription("A team needs at least one owner");
    await app.user.click(leave);
    expect(screen.queryByRole("button", { name: "Confirm" })).toBeNull();
  });
});

describe("what went wrong", () => {
  it("brings the roles as they are now", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    await openTeam(app, "Development");
    const { members } = world.team("dev-d7035d80");
    for (const member of members) if (member.email === "priya@example.com") member.role = "admin";
    control.failNext("removeMember", "forbidden");
    await user.click(button("Remove priya@example.com"));
    await user.click(button("Confirm"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "forbidden");
    await expect
      .poll(() => screen.getByRole("combobox", { name: "Role of priya@example.com" }).textContent)
      .toContain("Admin");
    expect(screen.getByRole("alert")).toBeVisible();
  });

  it("is said over the page where an invitation is gone", async () => {
    const app = await startSignedIn();
    await openTeam(app, "Development");
    app.world.team("dev-d7035d80").invitations = [];
    await app.user.click(button("Revoke invitation of mei@example.com"));
    await expect.poll(() => screen.queryByText("mei@example.com")).toBeNull();
    expect(screen.getByRole("alert")).toHaveAttribute("data-error-code", "not_found");
  });

  it("is not said again when the team with it is deleted", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const team = await openTeam(app, "Old prototype");
    control.failNext("invitePeople", "unreachable");
    await user.type(team.getByRole("textbox", { name: "Email" }), "a@example.com{Enter}");
    expect(await screen.findByRole("alert")).toBeVisible();
    await user.click(button("Delete Old prototype"));
    await user.click(button("Confirm delete"));
    expect(await screen.findByText("Deleted Old prototype.")).toBeVisible();
    await expect.poll(() => screen.queryByRole("alert")).toBeNull();
    expect(screen.getByText("Deleted Old prototype.")).toBeVisible();
  });

  it("of one address asks for the list only where it says something of the team", async () => {
    const app = await startSignedIn();
    const team = await openTeam(app, "Development");
    const asked = app.control.count("syncNow");
    await app.user.type(team.getByRole("textbox", { name: "Email" }), "mei@example.com{Enter}");
    const alert = await team.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", "invitation_pending");
    expect(alert).toHaveTextContent("mei@example.com");
    expect(app.control.count("syncNow")).toBe(asked);
  });
});

describe("removal", () => {
  it("asks inline and removes", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    await openTeam(app, "Development");
    await user.click(button("Remove jonas@example.com"));
    await user.click(button("Cancel"));
    expect(button("Remove jonas@example.com")).toHaveFocus();
    expect(control.count("removeMember")).toBe(0);
    await user.click(button("Remove jonas@example.com"));
    await expectAccessible();
    await user.click(button("Confirm"));
    await expect.poll(() => screen.queryByRole("button", { name: "Remove jonas@example.com" })).toBeNull();
    expect(world.team("dev-d7035d80").members.map(({ email }) => email)).not.toContain("jonas@example.com");
    expect(screen.getByText("Removed jonas@example.com.")).toBeVisible();
  });

  it("of oneself is leaving, and moves on to the next team", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await openTeam(app, "Support bots");
    await user.click(button("Leave Support bots"));
    await user.click(button("Confirm"));
    await expect.poll(() => screen.queryByRole("button", { name: "Support bots" })).toBeNull();
    expect(screen.getByText("You left Support bots.")).toBeVisible();
    expect(button("Research")).toHaveFocus();
  });
});

describe("invitations", () => {
  it.each(["Admin", "Member", "Viewer"])("are sent as %s", async (role) => {
    const app = await startSignedIn();
    const { user, world } = app;
    const team = await openTeam(app, "Development");
    const field = team.getByRole("textbox", { name: "Email" });
    await user.type(field, "new@example.com");
    if (role !== "Viewer") await chooseRole(app, "Role", role);
    await user.click(team.getByRole("button", { name: "Invite" }));
    expect(await team.findByText("new@example.com")).toBeVisible();
    expect(field).toHaveValue("");
    expect(screen.getByText("Invited new@example.com.").closest("[role=status]")).not.toBeNull();
    const invitation = world
      .team("dev-d7035d80")
      .invitations.find(({ email }) => email === "new@example.com");
    expect(invitation?.role).toBe(role.toLowerCase());
  });

  it("offer no owner", async () => {
    const app = await startSignedIn();
    await openTeam(app, "Development");
    await app.user.click(screen.getByRole("combobox", { name: "Role" }));
    await screen.findByRole("option", { name: "Admin" });
    expect(screen.getAllByRole("option").map((each) => each.textContent?.trim())).toEqual([
      "Admin",
      "Member",
      "Viewer",
    ]);
    await expectAccessible();
  });

  it("of a list keep in the field who failed, each with the reason", async () => {
    const app = await startSignedIn();
    const { user } = app;
    const team = await openTeam(app, "Development");
    const field = team.getByRole("textbox", { name: "Email" });
    await user.click(field);
    await user.paste("new@example.com\nnope\nmei@example.com, jonas@example.com");
    expect(field).toHaveValue("new@example.com, nope, mei@example.com, jonas@example.com");
    await user.keyboard("{Enter}");
    await team.findByText("new@example.com");
    expect(field).toHaveValue("nope, mei@example.com, jonas@example.com");
    expect(field).toBeInvalid();
    const alert = team.getByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", "email_invalid");
    const failed: HTMLElement[] = within(alert).getAllByRole("listitem");
    expect(failed.map((each) => [each.dataset.errorCode, each.querySelector(".mono")?.textContent])).toEqual([
      ["email_invalid", "nope"],
      ["invitation_pending", "mei@example.com"],
      ["already_member", "jonas@example.com"],
    ]);
    expect(field).toHaveAccessibleDescription(expect.stringContaining("Already invited."));
    await expectAccessible();
    await user.clear(field);
    await user.type(field, "fine@example.com{Enter}");
    await team.findByText("fine@example.com");
    expect(team.queryByRole("alert")).toBeNull();
    expect(field).toBeValid();
  });

  it.each([
    ["", "email_missing"],
    ["a@example.com", "unreachable"],
  ] as const)("keep %j in the field after %s", async (typed, code) => {
    const app = await startSignedIn();
    const { user, control } = app;
    if (code === "unreachable") control.failNext("invitePeople", code);
    const team = await openTeam(app, "Development");
    const field = team.getByRole("textbox", { name: "Email" });
    await user.click(field);
    if (typed) await user.type(field, typed);
    await user.keyboard("{Enter}");
    expect(await team.findByRole("alert")).toHaveAttribute("data-error-code", code);
    expect(field).toHaveValue(typed);
  });

  const failingWith = (app: RunningApp, codes: ErrorCode[]) => {
    app.data.invitePeople = async ({ emails }) =>
      emails.split(", ").map((email, index) => {
        return { email, invitation: null, error: appError(codes[index] ?? "server_error") };
      });
  };

  it.each([{ codes: ["not_found", "not_found"] }, { codes: ["email_invalid", "not_found"] }] as const)(
    "to a team that is gone are said over the page to have failed: $codes",
    async ({ codes }) => {
      const app = await startSignedIn();
      failingWith(app, [...codes]);
      const team = await openTeam(app, "Development");
      app.world.teams.delete("dev-d7035d80");
      await app.user.type(
        team.getByRole("textbox", { name: "Email" }),
        "a@example.com, b@example.com{Enter}",
      );
      await expect.poll(() => screen.queryByRole("button", { name: "Development" })).toBeNull();
      expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "not_found");
    },
  );

  it("that all fail for one reason say it once, and what was typed stays", async () => {
    const app = await startSignedIn();
    failingWith(app, ["forbidden", "forbidden"]);
    const team = await openTeam(app, "Development");
    const asked = app.control.count("syncNow");
    const field = team.getByRole("textbox", { name: "Email" });
    await app.user.type(field, "a@example.com, b@example.com{Enter}");
    expect(await team.findByRole("alert")).toHaveAttribute("data-error-code", "forbidden");
    expect(team.getByRole("alert")).not.toHaveTextContent("a@example.com");
    expect(field).toHaveValue("a@example.com, b@example.com");
    await expect.poll(() => app.control.count("syncNow")).toBeGreaterThan(asked);
  });

  it("keep nothing of a refused token after another sign-in", async () => {
    const app = await startSignedIn();
    app.control.failNext("invitePeople", "unauthorized");
    const team = await openTeam(app, "Development");
    await app.user.type(team.getByRole("textbox", { name: "Email" }), "a@example.com{Enter}");
    await signInAgain(app);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(team.getByRole("textbox", { name: "Email" })).toHaveValue("a@example.com");
  });

  it("say only what is wrong with the addresses after another sign-in", async () => {
    const app = await startSignedIn();
    failingWith(app, ["email_invalid", "unauthorized"]);
    const team = await openTeam(app, "Development");
    app.control.setConnection("refused");
    await app.user.type(team.getByRole("textbox", { name: "Email" }), "nope, b@example.com{Enter}");
    await signInAgain(app);
    await expect.poll(() => screen.getAllByRole("alert").length).toBe(1);
    expect(screen.getByRole("alert")).toHaveTextContent(/^nope/);
    expect(screen.getByRole("alert")).not.toHaveTextContent("b@example.com");
  });

  it("are sent once, however often Invite is pressed", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    const team = await openTeam(app, "Development");
    const release = control.hold("invitePeople");
    await user.type(team.getByRole("textbox", { name: "Email" }), "new@example.com{Enter}{Enter}");
    await user.click(team.getByRole("button", { name: "Invite" }));
    release();
    await team.findByText("new@example.com");
    expect(control.count("invitePeople")).toBe(1);
  });

  it("are resent and revoked", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await openTeam(app, "Development");
    control.failNext("resendInvitation", "rate_limited");
    await user.click(button("Resend invitation of mei@example.com"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "rate_limited");
    await user.click(button("Resend invitation of mei@example.com"));
    expect(await screen.findByText("Sent the invitation of mei@example.com again.")).toBeVisible();
    await user.click(button("Revoke invitation of mei@example.com"));
    await expect.poll(() => screen.queryByText("mei@example.com")).toBeNull();
    expect(screen.getByText("Revoked the invitation of mei@example.com.")).toBeVisible();
  });
});
