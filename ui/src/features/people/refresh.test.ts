import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { openTeam, type RunningApp, row, startSignedIn } from "../../testing/app";

const members = () => screen.getByRole("table", { name: "Members of Development" });

/** Somebody joins before all others, and the sync brings it. */
async function somebodyJoins({ world, control }: RunningApp): Promise<void> {
  const team = world.team("dev-d7035d80");
  world.addMember(team, "amy@example.com", "viewer");
  team.members.reverse();
  team.team.version += 1;
  control.sync();
  await within(members()).findByText("amy@example.com");
}

describe("a list of roles that is open", () => {
  it("stays open, the same one, when a refresh brings other people, and what is chosen then is changed", async () => {
    const app = await startSignedIn();
    const { user, world } = app;
    await openTeam(app, "Development");
    const select = screen.getByRole("combobox", { name: "Role of jonas@example.com" });
    await user.click(select);
    const options = await screen.findByRole("listbox");
    const viewer = screen.getByRole("option", { name: "Viewer" });
    const asked = app.control.count("teamPeople");
    await somebodyJoins(app);
    expect(app.control.count("teamPeople")).toBeGreaterThan(asked);
    expect(select).toBeInTheDocument();
    expect(select).toHaveAttribute("aria-expanded", "true");
    expect(screen.getByRole("listbox")).toBe(options);
    await user.click(viewer);
    expect(await screen.findByText("jonas@example.com is now Viewer.")).toBeVisible();
    const roles = new Map(world.team("dev-d7035d80").members.map(({ email, role }) => [email, role]));
    expect(roles.get("jonas@example.com")).toBe("viewer");
  });

  it("stays open while the list of teams comes in another order", async () => {
    const app = await startSignedIn();
    const { user, world, control } = app;
    await openTeam(app, "Development");
    await user.click(screen.getByRole("combobox", { name: "Role of jonas@example.com" }));
    const options = await screen.findByRole("listbox");
    const { team } = world.team("dev-d7035d80");
    team.name = "Zebra";
    team.version += 1;
    control.sync();
    await expect.poll(() => row("Zebra").getAttribute("aria-posinset")).not.toBe("1");
    expect(screen.getByRole("listbox")).toBe(options);
  });
});
