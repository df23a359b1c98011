import { screen, within } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import { button, expectAccessible, type RunningApp, row, startSignedIn } from "../../testing/app";

// There is nothing to draw on in a test; the table has the same figures.
vi.mock("./UsageChart.svelte", async () => import("../../shared/Nothing.svelte"));

async function openBilling(app: RunningApp, name = "Development") {
  await app.user.click(button(name));
  await app.user.click(await screen.findByRole("tab", { name: "Billing" }));
  return within(await screen.findByRole("tabpanel", { name: "Billing" }));
}

it("shows the ledger of a team, by kind, and keeps the members as they were", async () => {
  const app = await startSignedIn();
  const team = app.world.team("dev-d7035d80");
  app.world.credit(team, "25.00");
  app.world.book(team, {
    kind: "top_up",
    amount: { amount: "25.00", currency: "USD" },
    description: "Top-up",
    top_up_id: "top_1",
  });
  const panel = await openBilling(app);
  const table = await panel.findByRole("table", { name: "Transactions of Development" });
  expect(within(table).getAllByRole("row").length).toBeGreaterThan(1);
  expect(table).toHaveTextContent("+$25.00");
  expect(table).toHaveTextContent("$837.40");
  await expectAccessible();
  await app.user.click(within(table).getByRole("button", { name: /^Receipt for \$25.00/ }));
  const receipt = await screen.findByRole("dialog", { name: "Receipt" });
  expect(await within(receipt).findByText("top_1")).toBeVisible();
  await expectAccessible();
  await app.user.click(within(receipt).getByRole("button", { name: "Close" }));
  await app.user.click(screen.getByRole("tab", { name: "Members" }));
  expect(await screen.findByRole("table", { name: "Members of Development" })).toBeVisible();
});

it("exports everything that the filter finds", async () => {
  const app = await startSignedIn();
  app.world.credit(app.world.team("dev-d7035d80"), "25.00");
  await openBilling(app);
  await app.user.click(await screen.findByRole("button", { name: "Export the transactions of Development" }));
  await app.user.click(await screen.findByRole("menuitem", { name: /CSV/ }));
  await expect.poll(() => app.control.count("exportTransactions")).toBe(1);
});

it("sets and removes the threshold, and says beside the field what is wrong with it", async () => {
  const app = await startSignedIn();
  const panel = await openBilling(app);
  const field = panel.getByRole("textbox", { name: "Warn below" });
  await app.user.clear(field);
  await app.user.type(field, "much{Enter}");
  expect(await panel.findByRole("alert")).toHaveAttribute("data-error-code", "threshold_not_a_number");
  expect(field).toHaveValue("much");
  await app.user.clear(field);
  await app.user.type(field, "5000{Enter}");
  expect(await screen.findByText("Development warns below $5,000.00.")).toBeVisible();
  await expect.poll(() => row("Development").textContent).toContain("low");
  await app.user.click(panel.getByRole("button", { name: "No warning" }));
  expect(await screen.findByText("Development does not warn any more.")).toBeVisible();
});

it("says why nothing is there while the server can not be asked", async () => {
  const app = await startSignedIn();
  app.control.setConnection("offline");
  app.control.failNext("transactions", "unreachable");
  app.control.failNext("usage", "unreachable");
  const panel = await openBilling(app);
  expect(
    await panel.findByText("Transactions are read from the server. They come when it can be asked."),
  ).toBeVisible();
  await expectAccessible();
});

it("keeps what was read where a filter can not be asked, with its age, and says that the filter needs the server", async () => {
  const app = await startSignedIn();
  const team = app.world.team("dev-d7035d80");
  app.world.credit(team, "25.00");
  app.world.book(team, {
    kind: "top_up",
    amount: { amount: "25.00", currency: "USD" },
    description: "Top-up",
  });
  const panel = await openBilling(app);
  const table = await panel.findByRole("table", { name: "Transactions of Development" });
  const rows = within(table).getAllByRole("row").length;
  expect(panel.queryByText(/^As of/)).toBeNull();
  app.control.setConnection("offline");
  await app.user.click(panel.getByRole("radio", { name: "Usage" }));
  expect(await panel.findByText(/^This filter needs the server\./)).toBeVisible();
  expect(panel.getByText(/^As of \d\d:\d\d$/)).toBeVisible();
  expect(
    within(panel.getByRole("table", { name: "Transactions of Development" })).getAllByRole("row"),
  ).toHaveLength(rows);
  expect(panel.getByRole("table", { name: "Transactions of Development" })).not.toHaveAttribute("aria-busy");
  await expectAccessible();
  await app.user.click(panel.getByRole("radio", { name: "All" }));
  expect(await panel.findByText(/^The server can not be asked\./)).toBeVisible();
  expect(panel.queryByText(/^This filter needs the server\./)).toBeNull();
  await app.user.click(panel.getByRole("radio", { name: "Usage" }));
  app.control.setConnection("live");
  expect(await panel.findByText("No transaction fits these filters.")).toBeVisible();
  expect(panel.queryByText(/^As of/)).toBeNull();
});

it("keeps the usage that was read where another time can not be asked", async () => {
  const app = await startSignedIn();
  const day = new Date().toISOString().slice(0, 10);
  const cost = { amount: "1.00", currency: "USD" };
  app.world.usage.set("dev-d7035d80", { days: [{ day, cost }], models: [], total: cost, requests: 3 });
  const panel = await openBilling(app);
  const total = await panel.findByText(/3 requests in 30 days/);
  app.control.setConnection("offline");
  await app.user.click(panel.getByRole("radio", { name: "90 days" }));
  expect(await panel.findByText(/^This time needs the server\./)).toBeVisible();
  expect(total).toBeVisible();
});

it("says on a receipt who added the credits and where they were paid", async () => {
  const app = await startSignedIn();
  app.world.payments = "checkout";
  const attempt = await app.data.topUp({ teamId: "dev-d7035d80", amount: "25", repeats: false });
  app.world.settle(attempt.top_up_id ?? "", "succeeded");
  const panel = await openBilling(app);
  await app.user.click(await panel.findByRole("button", { name: /^Receipt for \$25.00/ }));
  const receipt = within(await screen.findByRole("dialog", { name: "Receipt" }));
  expect((await receipt.findByText("Credits added by")).nextElementSibling).toHaveTextContent(
    "you@example.com",
  );
  expect(receipt.getByText("Paid").nextElementSibling).toHaveTextContent(
    "on a payment page at pay.example.com",
  );
});
