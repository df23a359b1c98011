import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { generate } from "../../backend/fake/generate";
import { button, expectAccessible, rename, startSignedIn } from "../../testing/app";
import { rows, scroller } from "../../testing/list";
import { field, find, isClosed, option, options, selected, turnTo } from "../../testing/palette";

describe("a team in the palette", () => {
  it("is found by its name, and what is done with it stands open with the focus inside", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await turnTo(app, "Development");
    expect(selected()).toBe("Show Development");
    await expectAccessible();
    await user.keyboard("add credits");
    await expect.poll(selected).toBe("Top up Development");
    await user.keyboard("{Enter}");
    const dialog = await screen.findByRole("dialog", { name: "Top up Development" });
    await expect.poll(() => dialog.contains(document.activeElement)).toBe(true);
    expect(button("Development")).toHaveAttribute("aria-expanded", "true");
    await user.keyboard("{Escape}");
    await expect.poll(() => document.activeElement).toBe(button("Top up Development"));
  });

  it("is found by what to do and its name at once", async () => {
    const app = await startSignedIn();
    await find(app, "rename res", "Rename Research");
    await app.user.keyboard("{Enter}");
    const name = await screen.findByRole("textbox", { name: "Team name" });
    expect(name).toHaveValue("Research");
    await expect.poll(() => document.activeElement).toBe(name);
    expect(name.closest("li")).toHaveAttribute("data-team-id", expect.stringMatching(/^research-/));
  });

  it("only asks before it is deleted", async () => {
    const app = await startSignedIn();
    await find(app, "delete old", "Delete Old prototype");
    await app.user.keyboard("{Enter}");
    await screen.findByRole("group", { name: "Delete Old prototype" });
    await expect.poll(() => document.activeElement).toBe(button("Cancel"));
    expect(app.world.teams.has("old-prototype-7d20c3f5")).toBe(true);
  });

  it("shows what is denied, reachable and with the reason, and begins none of it", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await turnTo(app, "Data platform");
    for (const [name, reason] of [
      ["Top up Data platform", "Only the owner can add credits"],
      ["Rename Data platform", "Only the owner can rename the team"],
      ["Delete Data platform", "Only the owner can delete the team"],
      ["Invite to Data platform", "Only an owner or an admin can invite"],
      ["Low-balance threshold of Data platform", "Only the owner can change the threshold"],
    ] as const) {
      const denied = await option(name);
      expect(denied).toHaveAttribute("aria-disabled", "true");
      expect(denied).toHaveAccessibleDescription(reason);
    }
    expect(await option("Show Data platform")).not.toHaveAttribute("aria-disabled");
    await user.keyboard("top up{Enter}");
    expect(selected()).toBe("Top up Data platform");
    expect(screen.getByRole("combobox")).toHaveFocus();
    expect(screen.queryByRole("dialog", { name: /Top up/ })).toBeNull();
  });

  it("leads back to everything with Backspace in the empty field, and with its button", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await turnTo(app, "Research");
    await user.keyboard("x{Backspace}{Backspace}");
    expect(await field()).toHaveFocus();
    await user.keyboard("research");
    await expect.poll(selected).toBe("Research");
    await user.keyboard("{Enter}");
    await user.click(button("All commands"));
    expect(await field()).toHaveFocus();
  });

  it("begins in its parts what belongs there, with the focus in it", async () => {
    const app = await startSignedIn();
    const { user } = app;
    const begin = async (what: string, first: string) => {
      await find(app, `${what} development`, first);
      await user.keyboard("{Enter}");
      await isClosed();
    };
    const focusIn = (element: () => HTMLElement | null) =>
      expect.poll(() => document.activeElement !== null && document.activeElement === element()).toBe(true);
    await begin("usage", "Usage of Development");
    await focusIn(() => screen.queryByRole("heading", { name: "Usage" }));
    await begin("invite", "Invite to Development");
    await focusIn(() => screen.queryByRole("textbox", { name: "Email" }));
    await begin("threshold", "Low-balance threshold of Development");
    await focusIn(() => screen.queryByRole("textbox", { name: "Warn below" }));
    await begin("members", "Members of Development");
    await focusIn(() => screen.queryByRole("tab", { name: "Members" }));
    await begin("billing", "Billing of Development");
    await focusIn(() => screen.queryByRole("tab", { name: "Billing" }));
  });

  it("asks before it is left", async () => {
    const app = await startSignedIn();
    await find(app, "leave data", "Leave Data platform");
    await app.user.keyboard("{Enter}");
    const ask = await screen.findByText("Leave Data platform? You need a new invitation to come back.");
    await expect.poll(() => ask.parentElement?.contains(document.activeElement)).toBe(true);
  });

  it("keeps a form that is open in its row, and gives it the focus", async () => {
    const app = await startSignedIn();
    await rename(app, "Research");
    await app.user.keyboard("Half");
    await find(app, "delete research", "Delete Research");
    await app.user.keyboard("{Enter}");
    const name = screen.getByRole("textbox", { name: "Team name" });
    await expect.poll(() => document.activeElement).toBe(name);
    expect(name).toHaveValue("Half");
  });

  it("is what Enter follows faster than the answer, and not what was found before", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await find(app, "res", "Research");
    const release = app.control.hold("listTeams");
    await user.clear(await field());
    await user.keyboard("old proto{Enter}");
    expect(screen.queryByRole("combobox", { name: /What to do/ })).toBeNull();
    release();
    expect(await screen.findByRole("combobox", { name: "What to do with Old prototype" })).toBeVisible();
  });

  it("is not what Enter follows once something else is typed", async () => {
    const app = await startSignedIn();
    await find(app, "res", "Research");
    const release = app.control.hold("listTeams");
    await app.user.clear(await field());
    await app.user.keyboard("old proto{Enter}");
    await app.user.clear(await field());
    await app.user.keyboard("dev");
    release();
    await expect.poll(selected).toBe("Development");
    expect(screen.queryByRole("combobox", { name: /What to do/ })).toBeNull();
  });

  it("is one of thousands, few of which are on the page, and is scrolled to", async () => {
    const app = await startSignedIn({
      prepare: ({ world }) => {
        generate(world, 3000);
        world.addTeam({ id: "zebra-0000000a", name: "Zebra", role: "owner" });
      },
    });
    await app.user.keyboard("{Control>}k{/Control}");
    await field();
    await app.user.keyboard("research");
    await expect.poll(() => options().filter((name) => name?.includes("research")).length).toBe(20);
    await app.user.keyboard("{Escape}");
    await find(app, "show zeb", "Show Zebra");
    await app.user.keyboard("{Enter}");
    await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("Zebra");
    expect(document.activeElement).toHaveAttribute("aria-expanded", "true");
    expect(scroller().scrollTop).toBeGreaterThan(100_000);
    expect(rows().length).toBeLessThan(60);
  });

  it("says so where it is gone by then", async () => {
    const app = await startSignedIn();
    await turnTo(app, "Research");
    app.world.teams.delete("research-4be1d09c");
    app.control.sync();
    await app.user.keyboard("top up{Enter}");
    await isClosed();
    expect(await screen.findByText("This team is not there any more.")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });
});
