import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { appError } from "../backend/fake/errors";
import { Notices } from "./notices.svelte";
import StatusMessage from "./StatusMessage.svelte";

afterEach(() => {
  vi.useRealTimers();
});

it("says good news for a moment, and as long as it is wanted where something can be done about it", () => {
  vi.useFakeTimers();
  const notices = new Notices();
  notices.say("Done.");
  vi.advanceTimersByTime(7000);
  expect(notices.text).toBe("");
  notices.say("Saved.", { label: "Show", act: () => Promise.resolve() });
  vi.advanceTimersByTime(60_000);
  expect(notices.text).toBe("Saved.");
  notices.say("Done.");
  expect(notices.action).toBeNull();
});

it("does what can be done, says why where it can not, and goes away", async () => {
  const user = userEvent.setup();
  const notices = new Notices();
  render(StatusMessage, { notices });
  const act = vi.fn(() => Promise.resolve());
  notices.say("Saved.", { label: "Show in folder", act });
  await user.click(await screen.findByRole("button", { name: "Show in folder" }));
  expect(act).toHaveBeenCalledTimes(1);
  await user.click(screen.getByRole("button", { name: "Dismiss" }));
  expect(screen.queryByText("Saved.")).toBeNull();
  notices.say("Saved.", {
    label: "Show in folder",
    act: () => Promise.reject(appError("file_manager_unavailable")),
  });
  await user.click(await screen.findByRole("button", { name: "Show in folder" }));
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "file_manager_unavailable");
});
