import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import { button, expectAccessible, type RunningApp, startSignedIn } from "../../testing/app";
import { list, rowOf, startWith } from "../../testing/list";

const names = () =>
  [...list().querySelectorAll("li:not([hidden]) [data-name]")].map(({ textContent }) => textContent?.trim());

async function choose({ user }: RunningApp, role: string, name: string) {
  const open = screen.queryByRole("menu");
  if (open === null) await user.click(button("Sort and filter"));
  await user.click(await screen.findByRole(role, { name }));
}

async function closeMenu({ user }: RunningApp) {
  await user.keyboard("{Escape}");
  // The page hears of the pointer again a moment later.
  await expect.poll(() => document.body.style.pointerEvents).not.toBe("none");
}

describe("the order", () => {
  it("is by name at first, and by what is chosen, which is remembered", async () => {
    const app = await startSignedIn();
    expect(names()[0]).toBe("Data platform");
    await choose(app, "menuitemradio", "Balance");
    await expect.poll(() => names()[0]).toBe("Support bots");
    await choose(app, "menuitemcheckbox", "Highest first");
    await expect.poll(() => names()[0]).toBe("Development");
    await expectAccessible();
    expect(app.control.preferences).toMatchObject({
      theme: "system",
      sort: { key: "balance", reversed: true },
    });
  });

  it("of the last time is the first that is asked for", async () => {
    const { control } = await startSignedIn({
      prepare: ({ world, control }) => {
        addSampleData(world);
        control.preferences = { ...control.preferences, sort: { key: "balance", reversed: true } };
      },
    });
    expect(names()[0]).toBe("Development");
    expect(control.count("listTeams")).toBe(1);
  });
});

describe("filters", () => {
  it("show as chips how much of the list is left, and are taken away by them", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await choose(app, "menuitemradio", "Owner");
    await expect.poll(names).toEqual(["Development", "Old prototype", "Research"]);
    await closeMenu(app);
    expect(screen.getByText("Showing 3 of 5")).toBeVisible();
    expect(control.preferences.filter).toMatchObject({ role: "owner" });
    await expectAccessible();
    await choose(app, "menuitemcheckbox", "Low balance");
    await closeMenu(app);
    expect(await screen.findByText("No team has all of this.")).toBeVisible();
    await user.click(button("Remove filter Your role: Owner"));
    await expect.poll(names).toEqual(["Support bots"]);
    await choose(app, "menuitemcheckbox", "Pending invitations");
    await closeMenu(app);
    await user.click(await screen.findByRole("button", { name: "Clear filters" }));
    await expect.poll(() => names().length).toBe(5);
    expect(screen.getByRole("searchbox")).toHaveFocus();
    expect(control.preferences.filter).toEqual({
      role: null,
      low_balance: false,
      pending_invitations: false,
    });
  });
});

describe("people", () => {
  it("are found with their teams, one of which opens", async () => {
    const { user } = await startSignedIn();
    await user.type(screen.getByRole("searchbox"), "lena");
    const people = within(await screen.findByRole("region", { name: "People found" }));
    expect(people.getByText("lena", { selector: "mark" })).toBeVisible();
    await expectAccessible();
    await user.click(people.getByRole("button", { name: "Show Support bots" }));
    await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("Support bots");
    expect(document.activeElement).toHaveAttribute("aria-expanded", "true");
  });

  it("are counted when the typing stops, for those who do not see them", async () => {
    const { user } = await startSignedIn();
    await user.type(screen.getByRole("searchbox"), "lena");
    expect(await screen.findByText("2 teams, 1 person")).toHaveAttribute("role", "status");
    expect(screen.getByText("Showing 2 of 5")).toBeVisible();
  });

  it("are few at first where many are found, and it is said that there are more", async () => {
    const { user } = await startWith(400);
    await user.type(screen.getByRole("searchbox"), "person");
    const people = within(await screen.findByRole("region", { name: "People found" }));
    await expect.poll(() => people.queryAllByRole("listitem").length).toBe(4);
    expect(people.getByText("More than 50 people match. Type more to find fewer.")).toBeVisible();
    await user.click(people.getByRole("button", { name: "Show all 50" }));
    expect(people.getAllByRole("listitem")).toHaveLength(50);
  });

  it("open a team that a filter hides", async () => {
    const app = await startSignedIn();
    await choose(app, "menuitemradio", "Owner");
    await closeMenu(app);
    await app.user.type(screen.getByRole("searchbox"), "lena");
    await app.user.click(await screen.findByRole("button", { name: "Show Support bots" }));
    await expect.poll(() => rowOf("support-bots-91fe02aa")?.contains(document.activeElement)).toBe(true);
    expect(screen.getByRole("searchbox")).toHaveValue("");
  });
});

describe("an export", () => {
  it.each([
    ["As CSV", "csv"],
    ["As JSON", "json"],
  ])("%s is of what is listed, says where it is and shows it", async (item, format) => {
    const { user, control } = await startSignedIn();
    await user.type(screen.getByRole("searchbox"), "lena");
    await expect.poll(() => list().dataset.query).toBe("lena");
    await user.click(button("Export"));
    await user.click(await screen.findByRole("menuitem", { name: item }));
    expect(
      await screen.findByText(`Saved as /home/you/Downloads/ollm-teams-2026-11-24.${format}.`),
    ).toBeVisible();
    expect(control.calls.filter(({ method }) => method === "exportTeams")).toMatchObject([
      { args: { format, request: { search: "lena" } } },
    ]);
    await user.click(button("Show in folder"));
    expect(control.count("showExported")).toBe(1);
  });

  it("says why it could not be saved", async () => {
    const { user, control } = await startSignedIn();
    control.failNext("exportTeams", "storage_unavailable");
    await user.click(button("Export"));
    await user.click(await screen.findByRole("menuitem", { name: "As CSV" }));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
  });
});
