import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { accountsOf, showing } from "../../testing/accounts";
import { button, expectAccessible, startApp } from "../../testing/app";

async function openSettings() {
  const { user, control } = startApp({ session: showing(accountsOf("ana", "lena", "omar")) });
  await user.click(await screen.findByRole("button", { name: "Settings" }));
  const section = within(await screen.findByRole("region", { name: "Accounts" }));
  const emails = () => section.getAllByRole("listitem").map((row) => row.textContent?.match(/\w+@\S+/)?.[0]);
  return { user, control, section, emails };
}

it("lists the accounts with what tells them apart, and where their secrets are", async () => {
  const { section, emails } = await openSettings();
  expect(emails()).toEqual(["ana@example.com", "lena@example.com", "omar@example.com"]);
  expect(section.getAllByRole("listitem")[1]).toHaveTextContent("lena.example.org · With a token");
  expect(section.getByText(/under 'OLLM Teams'/)).toBeVisible();
  await expectAccessible();
});

it("moves an account by keyboard, with the focus on the button that moved", async () => {
  const { user, control, emails } = await openSettings();
  button("Move down ana@example.com").focus();
  await user.keyboard("{Enter}");
  await expect.poll(emails).toEqual(["lena@example.com", "ana@example.com", "omar@example.com"]);
  await expect.poll(() => document.activeElement).toBe(button("Move down ana@example.com"));
  expect(await screen.findByText("ana@example.com is number 2 of 3.")).toBeVisible();
  await user.keyboard("{Enter}");
  await expect.poll(emails).toEqual(["lena@example.com", "omar@example.com", "ana@example.com"]);
  expect(button("Move down ana@example.com")).toHaveAccessibleDescription("It is the last one");
  await user.keyboard("{Enter}");
  expect(control.count("placeAccount")).toBe(2);
  control.failNext("placeAccount", "storage_unavailable");
  await user.click(button("Move up ana@example.com"));
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
  expect(emails()).toEqual(["lena@example.com", "omar@example.com", "ana@example.com"]);
});

it("signs out of another account and stays where it is", async () => {
  const { user, emails } = await openSettings();
  await user.click(button("Sign out lena@example.com"));
  await expect.poll(emails).toEqual(["ana@example.com", "omar@example.com"]);
  expect(screen.getByRole("heading", { name: "Settings" })).toBeVisible();
  expect(await screen.findByText("Signed out of lena@example.com.")).toBeVisible();
});

it("signs out of all after asking", async () => {
  const { user, control } = await openSettings();
  await user.click(button("Sign out of all accounts"));
  await expectAccessible();
  await user.click(button("Cancel"));
  await expect.poll(() => document.activeElement).toBe(button("Sign out of all accounts"));
  expect(control.count("signOutAll")).toBe(0);
  await user.click(button("Sign out of all accounts"));
  await user.click(button("Confirm sign out of all accounts"));
  expect(await screen.findByRole("button", { name: "Sign in with your browser" })).toBeVisible();
});
