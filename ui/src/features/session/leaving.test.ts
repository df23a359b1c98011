import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { accountsOf, showing } from "../../testing/accounts";
import { button, expectAccessible, startApp } from "../../testing/app";

const accounts = accountsOf("ana", "lena");
const TITLE = "Sign out with an open payment?";

/** Two accounts, of which the first has a payment that waits and the second one that nobody knows of. */
async function start() {
  const app = startApp({
    session: showing(accounts),
    prepare: ({ worldOf }) => {
      for (const account of accounts)
        worldOf(account).addTeam({ id: `of-${account.user.email}`, name: "Theirs", role: "owner" });
    },
  });
  await screen.findByRole("button", { name: "Theirs" });
  const [ana, lena] = accounts;
  if (!ana || !lena) throw new Error("two accounts");
  app.worldOf(ana).payments = "checkout";
  app.worldOf(lena).losesTopUps = true;
  for (const account of [ana, lena]) {
    const data = app.backend.forAccount(account.id);
    await data.topUp({ teamId: `of-${account.user.email}`, amount: "25", repeats: false });
  }
  return Object.assign(app, { ana, lena });
}

async function choose({ user }: Awaited<ReturnType<typeof start>>, item: string) {
  await user.click(button("Account"));
  await user.click(within(await screen.findByRole("menu")).getByRole("menuitem", { name: item }));
}

it("asks whoever signs out with an open payment, says that it goes on, and stays when they do", async () => {
  const app = await start();
  await choose(app, "Sign out");
  const question = within(await screen.findByRole("dialog", { name: TITLE }));
  expect(question.getByText("$25.00 for Theirs (of-ana@example.com): waiting for payment")).toBeVisible();
  expect(question.getByText(/goes on at the server.*journal.*looks after it again/)).toBeVisible();
  expect(question.queryByText(/lena/)).toBeNull();
  await expect.poll(() => document.activeElement?.textContent?.trim()).toBe("Stay signed in");
  await expectAccessible();
  await app.user.keyboard("{Escape}");
  await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  expect(app.control.count("signOut")).toBe(0);

  await choose(app, "Sign out");
  await app.user.click(await screen.findByRole("button", { name: "Sign out" }));
  await expect.poll(() => app.control.count("signOut")).toBe(1);
  expect(await screen.findByText("Signed out of ana@example.com.")).toBeVisible();
});

it("asks whoever signs out of all accounts about the payments of each", async () => {
  const app = await start();
  await app.user.click(button("Settings"));
  await app.user.click(await screen.findByRole("button", { name: "Sign out of all accounts" }));
  await app.user.click(button("Confirm sign out of all accounts"));
  const question = within(await screen.findByRole("dialog", { name: TITLE }));
  expect(question.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    "$25.00 for Theirs (of-ana@example.com): waiting for payment",
    "$25.00 for Theirs (of-lena@example.com): not known yet what became of it",
  ]);
  expect(app.control.count("signOutAll")).toBe(0);
  await app.user.click(question.getByRole("button", { name: "Sign out" }));
  expect(await screen.findByRole("button", { name: "Sign in with your browser" })).toBeVisible();
});

it("lets go at once whose payments all have an end, or whose journal can not be read", async () => {
  const app = await start();
  app.control.failNext("unsettledTopUps", "journal_unavailable");
  await choose(app, "Sign out");
  expect(await screen.findByText("Signed out of ana@example.com.")).toBeVisible();
  app.worldOf(app.lena).losesTopUps = false;
  app.control.sync();
  await choose(app, "Sign out");
  expect(await screen.findByRole("button", { name: "Sign in with your browser" })).toBeVisible();
  expect(screen.queryByRole("dialog")).toBeNull();
});
