import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { badChecks } from "../../backend/fake/checks";
import { t } from "../../i18n";
import { button, expectAccessible, startSignedIn } from "../../testing/app";

async function openSettings() {
  const app = await startSignedIn();
  await app.user.click(button("Settings"));
  await screen.findByRole("heading", { name: "Settings" });
  return app;
}

describe("the checks", () => {
  it("say that everything is fine, in words", async () => {
    const { user, control } = await openSettings();
    const release = control.hold("diagnose");
    await user.click(button("Run checks"));
    expect(screen.getByText("Running checks…")).toBeVisible();
    release();
    expect(await screen.findByText("Everything is fine.")).toBeVisible();
    const results = within(screen.getByRole("list", { name: "Results of the checks" }));
    expect(results.getAllByRole("listitem")).toHaveLength(6);
    expect(results.getByText(/api\.example\.com answers in 84 ms\./)).toBeVisible();
    await expectAccessible();
  });

  it("say what is wrong and what helps", async () => {
    const { user, backend } = await openSettings();
    backend.diagnose = () => Promise.resolve(badChecks());
    await user.click(button("Run checks"));
    expect(await screen.findByText("4 checks need attention.")).toBeVisible();
    const clock = document.querySelector('[data-check="clock"]');
    expect(clock).toHaveAttribute("data-outcome", "warning");
    expect(clock).toHaveTextContent("Warning. This computer is 10 minutes ahead of the server.");
    expect(clock).toHaveTextContent("Let your system set its clock by itself");
    expect(document.querySelector('[data-check="keyring"]')).toHaveTextContent("Your keyring is locked.");
    await expectAccessible();
  });

  it("can fail themselves", async () => {
    const { user, control } = await openSettings();
    control.failNext("diagnose", "timed_out");
    await user.click(button("Run checks"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "timed_out");
  });

  it.each([
    [90, "This computer is 90 seconds ahead of the server."],
    [-610, "This computer is 10 minutes behind the server."],
  ])("say how far off a clock is: %s", (seconds, words) => {
    const check = { id: "clock", outcome: "warning", seconds, milliseconds: null, value: null, error: null };
    expect(t.diagnostics.found(check as Parameters<typeof t.diagnostics.found>[0])).toBe(words);
  });
});

describe("the report", () => {
  it("is shown whole before it is saved, and found after it", async () => {
    const { user, control } = await openSettings();
    await user.click(button("Save a report…"));
    const dialog = within(await screen.findByRole("dialog", { name: "Save a report" }));
    const text = await dialog.findByRole<HTMLTextAreaElement>("textbox", { name: "The report" });
    expect(text.value).toContain("WebKitGTK 2.50.1");
    expect(text).toHaveAttribute("readonly");
    expect(dialog.getByText(/Left out: tokens and other secrets, e-mail addresses/)).toBeVisible();
    expect(control.count("saveDiagnostics")).toBe(0);
    await expectAccessible();
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await dialog.findByText(/^Saved as .*ollm-teams-report/)).toBeVisible();
    await user.click(dialog.getByRole("button", { name: "Show in folder" }));
    expect(control.count("showSavedDiagnostics")).toBe(1);
    await user.click(dialog.getByRole("button", { name: "Close" }));
    await expect.poll(() => document.activeElement).toBe(button("Save a report…"));
  });

  it("says why it could not be saved, and keeps what it shows", async () => {
    const { user, control } = await openSettings();
    await user.click(button("Save a report…"));
    const dialog = within(await screen.findByRole("dialog"));
    await dialog.findByRole("textbox");
    control.failNext("saveDiagnostics", "storage_unavailable");
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await dialog.findByRole("alert")).toHaveAttribute("data-error-code", "storage_unavailable");
    expect(dialog.getByRole("textbox")).toBeVisible();
  });
});
