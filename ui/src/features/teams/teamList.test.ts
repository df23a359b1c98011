import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { daysLeft } from "../../backend/fake/world";
import type { ListRequest } from "../../bindings/ListRequest";
import { button, dataOf, expectAccessible, openTeam, row, startSignedIn } from "../../testing/app";

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
      prepare: (fake) => {
        const { world } = fake;
        const data = dataOf(fake);
        for (let n = 0; n < 12; n += 1) world.addTeam({ name: `Team ${n}`, role: "owner" });
        const teamTrend = data.teamTrend;
        data.teamTrend = async (args) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          const trend = await teamTrend(args);
          running -= 1;
          return trend;
        };
      },
    });
    await expect.poll(() => screen.queryAllByText("no usage yet")).toHaveLength(12);
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
          { forecast: daysLeft(20) },
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
    expect(row(name).querySelector("img")).toBeNull();
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
    await expect.poll(() => screen.queryByRole("button", { name: "Development" })).toBeNull();
    expect(within(row("Research")).getByText("lena", { selector: "mark" })).toBeVisible();
    expect(row("Research").querySelector(".match")).toHaveTextContent(/^lena@example\.org$/);
    expect(row("Support bots").querySelector(".match")).toHaveTextContent("lena@example.org");
    await expectAccessible();
    await user.keyboard("{Escape}");
    expect(search).toHaveValue("");
    expect(await screen.findByRole("button", { name: "Development" })).toBeVisible();
    expect(within(row("Development")).getByRole("textbox", { name: "Email" })).toHaveValue("half typ");
  });

  it("says when nothing is found, with a way back", async () => {
    const { user } = await startSignedIn();
    await user.type(screen.getByRole("searchbox"), "zzz");
    expect(await screen.findByText("No team or person matches 'zzz'.")).toBeVisible();
    await expectAccessible();
    await user.click(button("Clear search"));
    expect(await screen.findByRole("button", { name: "Development" })).toBeVisible();
    expect(screen.getByRole("searchbox")).toHaveFocus();
  });

  it("asks one question at a time, and drops the answer to an older one", async () => {
    const { user, control } = await startSignedIn();
    const list = screen.getByRole("list", { name: "Teams" });
    const asked = () =>
      control.calls.filter(({ method }) => method === "listTeams").map(({ args }) => searchOf(args));
    const release = control.hold("listTeams");
    await user.type(screen.getByRole("searchbox"), "rese");
    expect(asked()).toEqual(["", "r"]);
    release();
    await expect.poll(() => list.dataset.query).toBe("rese");
    expect(asked()).toEqual(["", "r", "rese"]);
    expect(screen.queryByRole("button", { name: "Development" })).toBeNull();
    expect(button("Research")).toBeVisible();
  });
});

const searchOf = (args: unknown) => (args as { request: ListRequest }).request.search;

describe("invitations for the user", () => {
  const prepare: NonNullable<Parameters<typeof startSignedIn>[0]>["prepare"] = ({ world }) => {
    const team = world.addTeam({ name: "Design", role: "member" });
    world.invitationsForYou = [world.addInvitation(team, world.you.email, "member")];
    world.teams.clear();
  };

  it("are accepted", async () => {
    const { user } = await startSignedIn({ prepare });
    await expectAccessible();
    await user.click(await screen.findByRole("button", { name: "Accept invitation to Design" }));
    expect(await screen.findByRole("button", { name: "Design" })).toBeVisible();
    expect(screen.getByText("You joined Design.")).toBeVisible();
    expect(screen.queryByRole("button", { name: "Accept invitation to Design" })).toBeNull();
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("heading", { name: "Teams" }));
  });

  it("give the focus to the next one", async () => {
    const { user } = await startSignedIn({
      prepare: ({ world }) => {
        world.invitationsForYou = ["Design", "Sales"].map((name) =>
          world.addInvitation(world.addTeam({ name, role: "member" }), world.you.email, "member"),
        );
        world.teams.clear();
      },
    });
    await user.click(await screen.findByRole("button", { name: "Decline invitation to Design" }));
    await expect.poll(() => document.activeElement).toBe(button("Accept invitation to Sales"));
  });

  it("say over the page why one that is gone can not be accepted", async () => {
    const { user, world } = await startSignedIn({ prepare });
    world.invitationsForYou = [];
    await user.click(await screen.findByRole("button", { name: "Accept invitation to Design" }));
    await expect.poll(() => screen.queryByRole("button", { name: /^Accept/ })).toBeNull();
    expect(screen.getByRole("alert")).toHaveAttribute("data-error-code", "invitation_not_pending");
    await user.click(button("Dismiss"));
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("are declined", async () => {
    const { user } = await startSignedIn({ prepare });
    await user.click(await screen.findByRole("button", { name: "Decline invitation to Design" }));
    await expect
      .poll(() => screen.queryByRole("button", { name: "Decline invitation to Design" }))
      .toBeNull();
    expect(screen.queryByRole("button", { name: "Design" })).toBeNull();
  });

  it("stay when the answer can not be sent", async () => {
    const { user, control } = await startSignedIn({ prepare });
    control.failNext("acceptInvitation", "invitation_not_pending");
    await user.click(await screen.findByRole("button", { name: "Accept invitation to Design" }));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "invitation_not_pending");
    expect(button("Accept invitation to Design")).toBeVisible();
  });
});
