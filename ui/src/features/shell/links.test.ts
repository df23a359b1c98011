import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { signedIn } from "../../backend/fake/account";
import { addSampleData } from "../../backend/fake/sample";
import { FAKE_TOKEN } from "../../backend/fake/session";
import { World } from "../../backend/fake/world";
import type { Invitation } from "../../bindings/Invitation";
import { button, expectAccessible, type RunningApp, startApp, startSignedIn } from "../../testing/app";

function invite(world: World, id: string, team: string): Invitation {
  const invitation: Invitation = {
    id,
    team_id: `${team.toLowerCase()}-00000001`,
    team_name: team,
    email: world.you.email,
    role: "member",
    status: "pending",
    invited_by: "ana@example.com",
    created_at: world.at(-1),
    expires_at: world.at(6),
  };
  world.invitationsForYou.push(invitation);
  return invitation;
}

const shown = (team: string) => screen.getByText(team).closest("li");

function isNotAnswered({ control }: RunningApp) {
  expect(control.count("acceptInvitation")).toBe(0);
  expect(control.count("declineInvitation")).toBe(0);
}

describe("a link to an invitation", () => {
  it("goes to the invitation from wherever one is, and answers nothing", async () => {
    const app = await startSignedIn();
    invite(app.world, "inv_a", "Astronomy");
    invite(app.world, "inv_b", "Botany");
    await app.user.click(button("Settings"));
    await screen.findByRole("heading", { name: "Settings" });
    app.control.links.open("ollm-teams://invite/inv_b");
    await screen.findByText("Botany");
    await expect.poll(() => document.activeElement).toBe(shown("Botany"));
    expect(screen.getByRole("heading", { name: "Teams" })).toBeVisible();
    await app.user.keyboard("{Enter} ");
    isNotAnswered(app);
    await expectAccessible();
  });

  it("says so where the invitation does not wait for this person", async () => {
    const app = await startSignedIn();
    app.control.links.open("ollm-teams://invite/inv_x");
    const said = await screen.findByText(/^That invitation is not waiting for you@example.com/);
    expect(said.closest("[role=status]")).not.toBeNull();
    await expectAccessible();
    await app.user.click(button("Dismiss"));
    expect(screen.queryByText(/^That invitation/)).toBeNull();
    isNotAnswered(app);
  });

  it("says so where the server can not be asked, and where the link is to something else", async () => {
    const { control } = await startSignedIn();
    control.setConnection("offline");
    control.links.open("ollm-teams://invite/inv_x");
    await screen.findByText(/^The server can not be reached, and the invitation is not known here/);
    control.links.open("ollm-teams://elsewhere");
    await screen.findByText("OLLM Teams does not know what that link is for.");
  });

  it("waits for whoever signs in, and says so", async () => {
    const app = startApp({ prepare: ({ world }) => addSampleData(world) });
    const { world, user, control } = app;
    invite(world, "inv_a", "Astronomy");
    await screen.findByRole("button", { name: "Use a token" });
    expect(screen.queryByText(/invitation that you opened/)).toBeNull();
    control.links.open("ollm-teams://invite/inv_a");
    await screen.findByText("Sign in to see the invitation that you opened.");
    await expectAccessible();
    await user.click(button("Use a token"));
    await user.type(await screen.findByLabelText("Server URL"), "https://api.example.com");
    await user.type(screen.getByLabelText("API token"), `${FAKE_TOKEN}{Enter}`);
    await screen.findByText("Astronomy");
    await expect.poll(() => document.activeElement).toBe(shown("Astronomy"));
    isNotAnswered(app);
  });

  it("waits while somebody signs in to one more account", async () => {
    const app = startApp({ session: signedIn(new World()), prepare: ({ world }) => addSampleData(world) });
    const { world, user, control } = app;
    await screen.findByText(/across/);
    invite(world, "inv_a", "Astronomy");
    await user.click(button("Account"));
    await user.click(await screen.findByRole("menuitem", { name: "Add account" }));
    await screen.findByRole("button", { name: "Back" });
    control.links.open("ollm-teams://invite/inv_a");
    await expect.poll(() => control.count("nextLink")).toBe(2);
    expect(document.activeElement?.closest("[data-invitation-id]")).toBeNull();
    await user.click(button("Back"));
    await screen.findByText("Astronomy");
    await expect.poll(() => document.activeElement).toBe(shown("Astronomy"));
    isNotAnswered(app);
  });
});
