import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { appError } from "../../backend/fake/errors";
import type { UpdateState } from "../../bindings/UpdateState";
import { button, expectAccessible, startSignedIn } from "../../testing/app";

const release = { version: "1.2.0", notes: "Faster.\nFewer mistakes." };

async function inSettings(state?: UpdateState) {
  const app = await startSignedIn();
  await app.user.click(button("Settings"));
  const section = await screen.findByRole("region", { name: "Updates" });
  if (state) app.control.updates.set(state);
  return { ...app, section: within(section) };
}

describe("in Settings", () => {
  it("looks for a newer version, installs it, and starts again", async () => {
    const { user, control, section } = await inSettings();
    control.updates.finds = { state: "available", release };
    await user.click(await section.findByRole("button", { name: "Check for updates" }));
    expect(await section.findByText("Version 1.2.0 is available.")).toBeVisible();
    expect(section.getByText(/Faster\.\s+Fewer mistakes\./)).toBeVisible();
    await expectAccessible();
    await user.click(section.getByRole("button", { name: "Download and install" }));
    const progress = await section.findByRole("progressbar", { name: "Downloading version 1.2.0…" });
    expect(progress).not.toHaveAttribute("value");
    control.updates.set({ state: "downloading", release, percent: 40 });
    await expect.poll(() => progress.getAttribute("value")).toBe("40");
    await expectAccessible();
    control.updates.set({ state: "installed", release });
    expect(await section.findByText("Version 1.2.0 is installed. The next start uses it.")).toBeVisible();
    await user.click(section.getByRole("button", { name: "Restart now" }));
    expect(control.count("restartApp")).toBe(1);
  });

  it("says that there is nothing newer, or why that is not known", async () => {
    const { user, control, section } = await inSettings();
    await user.click(await section.findByRole("button", { name: "Check for updates" }));
    expect(await section.findByText("This is the newest version.")).toBeVisible();
    control.updates.set({ state: "failed", error: appError("update_server_unreachable") });
    expect(await section.findByRole("alert")).toHaveAttribute("data-error-code", "update_server_unreachable");
    expect(section.getByText("The update server can not be reached.")).toBeVisible();
    control.updates.set({ state: "failed", error: appError("update_refused") });
    expect(await section.findByText("The download is not what its publisher signed.")).toBeVisible();
    expect(section.getByRole("button", { name: "Check for updates" })).toBeVisible();
  });

  it("keeps what is done without being asked", async () => {
    const { user, control, section } = await inSettings();
    expect(await section.findByRole("radio", { name: "Tell me" })).toBeChecked();
    await user.click(section.getByRole("radio", { name: "Do not look for one" }));
    expect(control.preferences.updates).toBe("off");
    await user.click(section.getByRole("radio", { name: "Install it for the next start" }));
    expect(control.preferences.updates).toBe("automatic");
  });

  it.each([
    ["no_key", "This build does not update itself."],
    ["package_manager", "Your package manager updates this app."],
  ] as const)("says that it can not: %s", async (why, words) => {
    const { section } = await inSettings({ state: "impossible", why });
    expect(await section.findByText(words)).toBeVisible();
    expect(section.queryByRole("button")).toBeNull();
    expect(section.queryByRole("radio")).toBeNull();
    await expectAccessible();
  });
});

describe("on the other pages", () => {
  it("tells of a newer version until that was seen", async () => {
    const { user, control } = await startSignedIn();
    expect(screen.queryByText(/is available/)).toBeNull();
    control.updates.set({ state: "available", release });
    expect(await screen.findByText("Version 1.2.0 is available.")).toBeVisible();
    await expectAccessible();
    await user.click(button("Show in Settings"));
    const section = within(await screen.findByRole("region", { name: "Updates" }));
    expect(await section.findByRole("button", { name: "Download and install" })).toBeVisible();
    await user.click(button("Teams"));
    await user.click(await screen.findByRole("button", { name: "Dismiss" }));
    expect(screen.queryByText("Version 1.2.0 is available.")).toBeNull();
    control.updates.set({ state: "installed", release });
    expect(await screen.findByText("Version 1.2.0 is installed. The next start uses it.")).toBeVisible();
  });
});
