import { screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { DEFAULT_PREFERENCES } from "../../shared/preferences.svelte";
import { button, expectAccessible, type RunningApp, startSignedIn } from "../../testing/app";

const box = (name: RegExp) => screen.findByRole("checkbox", { name });
const TRAY = /icon in the tray/;
const LOGIN = /when I log in/;

async function settings(prepare: (app: RunningApp) => void = () => {}): Promise<RunningApp> {
  const app = await startSignedIn();
  prepare(app);
  await app.user.click(button("Settings"));
  await expect.poll(() => app.control.count("desktop")).toBe(1);
  return app;
}

it("shows an icon in the tray until it is told not to", async () => {
  const { user, control } = await settings();
  const tray = await box(TRAY);
  await expect.poll(() => tray).toBeChecked();
  expect(tray).toHaveAccessibleDescription(/Closing the window still quits/);
  await expectAccessible();
  await user.click(tray);
  expect(tray).not.toBeChecked();
  expect(control.calls).toContainEqual({
    method: "setPreferences",
    args: { preferences: { ...DEFAULT_PREFERENCES, tray: false } },
  });
});

it("starts at a login when it is told to", async () => {
  const { user, control } = await settings();
  const login = await box(LOGIN);
  await expect.poll(() => login).not.toHaveAttribute("aria-disabled");
  expect(login).not.toBeChecked();
  await user.click(login);
  await expect.poll(() => control.count("desktop")).toBe(2);
  expect(login).toBeChecked();
  expect(control.desktop.autostart).toBe(true);
  await user.click(login);
  await expect.poll(() => control.desktop.autostart).toBe(false);
});

it("shows what is true where it could not be changed", async () => {
  const { user, control } = await settings();
  control.failNext("setAutostart", "autostart_unavailable");
  const login = await box(LOGIN);
  await expect.poll(() => login).not.toHaveAttribute("aria-disabled");
  await user.click(login);
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "autostart_unavailable");
  await expect.poll(() => login).not.toBeChecked();
  await expectAccessible();
});

it("says why where the desktop has neither", async () => {
  const { user, control } = await settings(({ control }) => {
    control.desktop = { has_tray: false, autostart: null };
  });
  const [tray, login] = [await box(TRAY), await box(LOGIN)];
  await expect.poll(() => tray).toHaveAccessibleDescription(/no tray/);
  expect(login).toHaveAccessibleDescription(/does not say/);
  for (const each of [tray, login]) {
    expect(each).toHaveAttribute("aria-disabled", "true");
    await user.click(each);
    expect(each).not.toBeChecked();
  }
  expect(control.count("setPreferences") + control.count("setAutostart")).toBe(0);
  await expectAccessible();
});

it("asks again where the desktop could not be asked", async () => {
  const { user } = await settings(({ control }) => control.failNext("desktop", "storage_unavailable"));
  await user.click(await screen.findByRole("button", { name: "Try again" }));
  const tray = await box(TRAY);
  await expect.poll(() => tray).toBeChecked();
});
