import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { button, expectAccessible, startSignedIn } from "../../testing/app";

it("shows where and as whom one works, and what the app is", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  expect(await screen.findByText("https://api.example.com/")).toBeVisible();
  expect(await screen.findByText("/home/you/.local/share/com.ollm.teams")).toBeVisible();
  expect(screen.getByText("OLLM Teams 0.1.0")).toBeVisible();
  expect(screen.getByText("Apache License 2.0")).toBeVisible();
  await expectAccessible();
});

it("applies a theme at once and saves it", async () => {
  const { user, control } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement).toHaveAttribute("data-theme", "dark");
  expect(document.documentElement).toHaveClass("dark");
  expect(control.calls).toContainEqual({
    method: "setPreferences",
    args: { preferences: { theme: "dark" } },
  });
  await user.click(screen.getByRole("radio", { name: "Light" }));
  expect(document.documentElement).toHaveAttribute("data-theme", "light");
  expect(document.documentElement).not.toHaveClass("dark");
});

it("says when a theme can not be saved, and keeps showing it", async () => {
  const { user, control } = await startSignedIn();
  control.failNext("setPreferences", "storage_unavailable");
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
  expect(document.documentElement).toHaveAttribute("data-theme", "dark");
  await expectAccessible();
});
