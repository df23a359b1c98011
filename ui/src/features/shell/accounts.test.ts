import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { fakeAccount, fakeUser } from "../../backend/fake/account";
import type { Fake } from "../../backend/fake/fake";
import { FAKE_TOKEN } from "../../backend/fake/session";
import { accountsOf, showing } from "../../testing/accounts";
import { button, expectAccessible, startApp } from "../../testing/app";

const accounts = accountsOf("ana", "lena", "omar");

function addTeams({ worldOf }: Fake) {
  for (const account of accounts)
    worldOf(account).addTeam({ name: `Team of ${account.user.email}`, role: "owner" });
}

async function startThree() {
  const app = startApp({ session: showing(accounts), prepare: addTeams });
  await screen.findByRole("button", { name: "Team of ana@example.com" });
  return app;
}

async function openMenu({ user }: Awaited<ReturnType<typeof startThree>>) {
  await user.click(button("Account"));
  return within(await screen.findByRole("menu"));
}

const whoIsShown = () => expect.poll(() => button("Account").title);
const messages = () => screen.getAllByRole("status").map(({ textContent }) => textContent?.trim());

describe("the account menu", () => {
  it("switches to another account, shows its teams, and says so", async () => {
    const app = await startThree();
    const menu = await openMenu(app);
    expect(menu.getByRole("menuitem", { name: "Switch to lena@example.com" })).toHaveTextContent(
      "lena.example.org",
    );
    await expectAccessible();
    await app.user.click(menu.getByRole("menuitem", { name: "Switch to lena@example.com" }));
    expect(await screen.findByRole("button", { name: "Team of lena@example.com" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Team of ana@example.com" })).toBeNull();
    expect(messages()).toContain("Switched to lena@example.com at lena.example.org.");
    await expect.poll(() => document.activeElement).toBe(screen.getByRole("heading", { name: "Teams" }));
  });

  it("tells the same address at two servers apart by what is written", async () => {
    const same = ["https://one.example.org/", "https://two.example.org/"].map((server) =>
      fakeAccount(fakeUser("ana"), { server }),
    );
    const { user } = startApp({ session: showing(same) });
    await user.click(await screen.findByRole("button", { name: "Account" }));
    const item = await screen.findByRole("menuitem", { name: "Switch to ana@example.com" });
    expect(item).toHaveTextContent("two.example.org");
    expect(item).toHaveAccessibleDescription("two.example.org");
  });

  it("signs out of one of several at once, and shows the next", async () => {
    const app = await startThree();
    const menu = await openMenu(app);
    await app.user.click(menu.getByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("button", { name: "Team of lena@example.com" })).toBeVisible();
    expect(app.control.calls).toContainEqual({ method: "signOut", args: { account: accounts[0]?.id } });
    expect(messages()).toContain("Signed out of ana@example.com.");
    const after = await openMenu(app);
    expect(after.queryByRole("menuitem", { name: "Switch to ana@example.com" })).toBeNull();
  });

  it("asks before it signs out of all, and does nothing when it is pressed twice", async () => {
    const app = await startThree();
    const menu = await openMenu(app);
    await app.user.click(menu.getByRole("menuitem", { name: "Sign out of all accounts" }));
    expect(menu.getByText("Sign out of all 3 accounts?")).toBeVisible();
    await expect.poll(() => document.activeElement).toBe(menu.getByRole("menuitem", { name: "Cancel" }));
    await expectAccessible();
    await app.user.keyboard("{Enter}");
    expect(app.control.count("signOutAll")).toBe(0);
    await app.user.click(await menu.findByRole("menuitem", { name: "Sign out of all accounts" }));
    await app.user.click(menu.getByRole("menuitem", { name: "Confirm sign out of all accounts" }));
    expect(await screen.findByRole("button", { name: "Sign in with your browser" })).toBeVisible();
    expect(app.control.count("signOutAll")).toBe(1);
  });

  it("adds an account over what is open, with a way back", async () => {
    const app = await startThree();
    await app.user.click(button("Rename Team of ana@example.com"));
    await app.user.keyboard("Half typed");
    const menu = await openMenu(app);
    await app.user.click(menu.getByRole("menuitem", { name: "Add account" }));
    expect(screen.getByRole("heading", { name: "Add an account" })).toBeVisible();
    await expectAccessible();
    await app.user.click(button("Back"));
    expect(screen.getByRole("textbox", { name: "Team name" })).toHaveValue("Half typed");

    const again = await openMenu(app);
    await app.user.click(again.getByRole("menuitem", { name: "Add account" }));
    await app.user.click(button("Use a token"));
    await app.user.keyboard(`${FAKE_TOKEN}-kim{Enter}`);
    await whoIsShown().toBe("kim@example.com, ana.example.org");
    const last = await openMenu(app);
    expect(last.getAllByRole("menuitem", { name: /^Switch to/ })).toHaveLength(3);
  });
});

describe("Ctrl and a number", () => {
  it("switches to that account, also while somebody is typing", async () => {
    const { user } = await startThree();
    await user.click(screen.getByRole("searchbox"));
    await user.keyboard("{Control>}3{/Control}");
    await whoIsShown().toBe("omar@example.com, omar.example.org");
    await user.keyboard("{Control>}9{/Control}");
    await whoIsShown().toBe("omar@example.com, omar.example.org");
  });

  it("ends at the account that was asked for last", async () => {
    const { user, control } = await startThree();
    const release = control.hold("switchAccount");
    await user.keyboard("{Control>}2{/Control}{Control>}3{/Control}{Control>}1{/Control}");
    release();
    await expect.poll(() => control.count("switchAccount")).toBe(2);
    await whoIsShown().toBe("ana@example.com, ana.example.org");
  });

  it("says why a switch did not work, and stays", async () => {
    const { user, control } = await startThree();
    control.failNext("switchAccount", "keyring_locked");
    await user.keyboard("{Control>}2{/Control}");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "keyring_locked");
    expect(button("Team of ana@example.com")).toBeVisible();
  });
});

it("says nothing of a failure that belongs to the account that was left", async () => {
  const { user, control } = await startThree();
  control.failNext("renameTeam", "server_error");
  const release = control.hold("renameTeam");
  await user.click(button("Rename Team of ana@example.com"));
  await user.keyboard("Other{Enter}");
  await user.keyboard("{Control>}2{/Control}");
  expect(await screen.findByRole("button", { name: "Team of lena@example.com" })).toBeVisible();
  release();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(screen.queryByRole("alert")).toBeNull();
});
