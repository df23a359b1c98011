import { screen } from "@testing-library/svelte";
import { expect, it, vi } from "vitest";
import { DEFAULT_PREFERENCES } from "../../shared/preferences.svelte";
import { button, expectAccessible, startSignedIn } from "../../testing/app";
import * as licences from "./licences";

it("shows where and as whom one works, and what the app is", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  expect(await screen.findByText("https://api.example.com/")).toBeVisible();
  expect(await screen.findByText("/home/you/.local/share/com.ollm.teams")).toBeVisible();
  expect(screen.getByText("OLLM Teams 0.1.0")).toBeVisible();
  expect(screen.getByText("Apache License 2.0")).toBeVisible();
  await expectAccessible();
});

it("says that it runs in safe mode, when it does", async () => {
  const { user, control } = await startSignedIn();
  await user.click(button("Settings"));
  await screen.findByText("OLLM Teams 0.1.0");
  expect(screen.queryByText("Safe mode")).toBeNull();
  control.safeMode = true;
  await user.click(button("Teams"));
  await user.click(button("Settings"));
  expect(await screen.findByText("Safe mode")).toBeVisible();
  expect(screen.getByText("On, until the app is closed: the graphics card is not used")).toBeVisible();
});

it("applies a theme at once and saves it", async () => {
  const { user, control } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "Dark" }));
  expect(document.documentElement).toHaveAttribute("data-theme", "dark");
  expect(document.documentElement).toHaveClass("dark");
  expect(control.calls).toContainEqual({
    method: "setPreferences",
    args: { preferences: { ...DEFAULT_PREFERENCES, theme: "dark" } },
  });
  await user.click(screen.getByRole("radio", { name: "Light" }));
  expect(document.documentElement).toHaveAttribute("data-theme", "light");
  expect(document.documentElement).not.toHaveClass("dark");
});

it("has a theme of high contrast", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "High contrast" }));
  expect(document.documentElement).toHaveClass("contrast");
});

it("shows the data folder, and clears the offline copy", async () => {
  const { user, control } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("button", { name: "Show in folder" }));
  expect(control.count("showDataFolder")).toBe(1);
  await user.click(button("Clear the offline copy"));
  expect(await screen.findByText("The offline copy is cleared.")).toBeVisible();
  control.failNext("clearOfflineCopy", "storage_unavailable");
  await user.click(button("Clear the offline copy"));
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
});

it("finds a licence among those of others", async () => {
  vi.spyOn(licences, "loadLicences").mockResolvedValue({
    components: [
      { name: "serde", version: "1.0.0", licence: "MIT", texts: [0] },
      { name: "svelte", version: "5.0.0", licence: "MIT", texts: [0] },
      { name: "ring", version: "0.17.0", licence: "ISC", texts: [1] },
    ],
    texts: ["Permission is granted", "Permission to use"],
  });
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByText("Third-party licences"));
  await user.type(await screen.findByRole("searchbox", { name: "Search licences" }), "isc");
  expect(await screen.findByText("1 package")).toBeVisible();
  await user.click(screen.getByText("ring"));
  expect(screen.getByText("Permission to use")).toBeVisible();
  await expectAccessible();
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

it("turns the shortcuts of a single key off, and keeps the others", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("checkbox", { name: "Shortcuts of a single key: / N ?" }));
  await user.click(button("Teams"));
  for (const key of ["/", "n", "?"]) await user.keyboard(key);
  expect(screen.getByRole("searchbox", { name: "Search teams and people" })).not.toHaveFocus();
  expect(screen.queryByRole("textbox", { name: "Team name" })).toBeNull();
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.keyboard("{Control>}f{/Control}");
  expect(screen.getByRole("searchbox", { name: "Search teams and people" })).toHaveFocus();
});

it("makes the text larger at once", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Settings"));
  await user.click(await screen.findByRole("radio", { name: "200%" }));
  expect(document.documentElement.style.fontSize).toBe("175%");
  await expectAccessible();
  await user.click(screen.getByRole("radio", { name: "100%" }));
  expect(document.documentElement.style.fontSize).toBe("87.5%");
});
