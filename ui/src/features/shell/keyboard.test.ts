import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { button, openTeam, type RunningApp, startSignedIn } from "../../testing/app";

// There is nothing to draw on in a test; the table has the same figures.
vi.mock("../ledger/UsageChart.svelte", async () => import("../../shared/Nothing.svelte"));

const focus = () => expect.poll(() => document.activeElement);
const press = async ({ user }: RunningApp, element: HTMLElement) => {
  element.focus();
  await user.keyboard("{Enter}");
};

/** The names of what the tabulator comes to, from the first to the one before it begins again. */
async function stops({ user }: RunningApp): Promise<string[]> {
  const names: string[] = [];
  for (let first: Element | null = null; names.length < 50; ) {
    await user.tab();
    const { activeElement: element } = document;
    if (element === null || element === first || element === document.body) break;
    first ??= element;
    names.push(element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "");
  }
  return names;
}

describe("the focus", () => {
  it("goes through the page in the order in which it is read", async () => {
    const app = await startSignedIn();
    document.body.focus();
    const order = await stops(app);
    expect(order.slice(0, 4)).toEqual([expect.stringMatching(/^Teams/), "Activity", "Settings", "Account"]);
    expect(order.slice(4, 8)).toEqual(["Search teams and people", "Sort and filter", "Export", "New team"]);
    // One row is a stop, with what is in it; the arrow keys lead to the others.
    expect(order.slice(8)).toEqual([
      "Data platform",
      "Copy team ID data-platform-0c4e77b1",
      "Top up Data platform",
      "Rename Data platform",
      "Delete Data platform",
    ]);
  });

  it.each(["Sort and filter", "Export", "Account"])(
    "comes back to the button of the menu %s",
    async (name) => {
      const app = await startSignedIn();
      // Once while the menu is loaded, and once when it is there.
      for (const key of ["{Enter}", "{ArrowDown}"]) {
        button(name).focus();
        await app.user.keyboard(key);
        const menu = await screen.findByRole("menu");
        await expect.poll(() => menu.contains(document.activeElement)).toBe(true);
        await app.user.keyboard("{Escape}");
        await focus().toBe(button(name));
      }
    },
  );

  it("comes back from the list of shortcuts", async () => {
    const { user } = await startSignedIn();
    button("Research").focus();
    await user.keyboard("?");
    const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
    await expect.poll(() => sheet.contains(document.activeElement)).toBe(true);
    expect(sheet).toHaveTextContent(/Ctrl\s*\+\s*K/);
    await user.tab();
    expect(sheet).toContainElement(document.activeElement as HTMLElement);
    await user.keyboard("{Escape}");
    await focus().toBe(button("Research"));
  });

  it("comes back from a receipt to what opened it", async () => {
    const app = await startSignedIn();
    const team = app.world.team("dev-d7035d80");
    app.world.credit(team, "25.00");
    const amount = { amount: "25.00", currency: "USD" };
    app.world.book(team, { kind: "top_up", amount, description: "Top-up", top_up_id: "top_1" });
    await openTeam(app, "Development");
    await app.user.click(screen.getByRole("tab", { name: "Billing" }));
    const opener = await screen.findByRole("button", { name: /^Receipt for/ });
    await press(app, opener);
    const dialog = await screen.findByRole("dialog", { name: "Receipt" });
    await expect.poll(() => dialog.contains(document.activeElement)).toBe(true);
    await app.user.keyboard("{Escape}");
    await focus().toBe(opener);
  });

  it("stays near what was done where the control goes with it", async () => {
    const app = await startSignedIn();
    const { user } = app;
    await press(app, button("Sort and filter"));
    await user.click(await screen.findByRole("menuitemradio", { name: "Owner" }));
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Pending invitations" }));
    await user.keyboard("{Escape}");
    await press(app, await screen.findByRole("button", { name: "Remove filter Your role: Owner" }));
    await focus().toBe(button("Remove filter Pending invitations"));
    await press(app, button("Remove filter Pending invitations"));
    await focus().toBe(screen.getByRole("heading", { name: "Teams" }));

    await openTeam(app, "Development");
    await user.click(screen.getByRole("tab", { name: "Billing" }));
    const panel = within(await screen.findByRole("tabpanel", { name: "Billing" }));
    await user.type(panel.getByRole("textbox", { name: "Warn below" }), "20{Enter}");
    await press(app, await panel.findByRole("button", { name: "No warning" }));
    await focus().toBe(panel.getByRole("textbox", { name: "Warn below" }));
    await user.click(panel.getByRole("radio", { name: "Top-ups" }));
    await press(app, (await panel.findAllByRole("button", { name: "Clear filters" }))[0] as HTMLElement);
    await focus().toBe(panel.getByRole("radio", { name: "All" }));
  });

  it("goes to the row of a team whose people are tried again", async () => {
    const app = await startSignedIn();
    app.control.failNext("teamPeople", "server_error");
    await app.user.click(button("Research"));
    await press(app, await screen.findByRole("button", { name: "Try again" }));
    await screen.findByRole("table", { name: "Members of Research" });
    await focus().toBe(button("Research"));
  });

  it("goes to the head of the page when a message over it is dismissed", async () => {
    const app = await startSignedIn();
    await press(app, button("Export"));
    await app.user.click(await screen.findByRole("menuitem", { name: "As CSV" }));
    await press(app, await screen.findByRole("button", { name: "Dismiss" }));
    await focus().toBe(screen.getByRole("heading", { name: "Teams" }));
  });
});

it("refreshes with Ctrl and R, and leads to the settings with Ctrl and a comma", async () => {
  const { user, control } = await startSignedIn();
  const before = control.count("syncNow");
  await user.keyboard("{Control>}r{/Control}");
  await expect.poll(() => control.count("syncNow")).toBe(before + 1);
  await user.keyboard("{Control>},{/Control}");
  await focus().toBe(await screen.findByRole("heading", { name: "Settings" }));
});
