import { screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import type { World } from "../../backend/fake/world";
import { button, expectAccessible, type RunningApp, startSignedIn } from "../../testing/app";
import { add25, amount, openDialog } from "../../testing/topUp";

afterEach(() => {
  vi.useRealTimers();
});

describe("a top-up whose outcome is unknown", () => {
  const start = async () => {
    const app = await startSignedIn();
    app.control.failNext("topUp", "outcome_unknown", { afterDoing: true });
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    await screen.findByRole("heading", { name: "Not known yet" });
    return app;
  };
  const sent = ({ control }: RunningApp) =>
    control.calls.filter(({ method }) => method === "topUp").map(({ args }) => args);

  it("is where the dialog goes on when it is opened again", async () => {
    const app = await start();
    const asked = app.control.count("syncNow");
    await app.user.click(button("Close"));
    await expect.poll(() => app.control.count("syncNow")).toBeGreaterThan(asked);
    await openDialog(app);
    expect(await screen.findByRole("alert")).toHaveTextContent("$25.00");
    expect(screen.queryByRole("radio")).toBeNull();
    await app.user.click(button("Try again"));
    expect(await screen.findByText("Your $25.00 is in Development, once.")).toBeVisible();
    expect(sent(app)).toEqual(Array(2).fill({ teamId: "dev-d7035d80", amount: "25.00" }));
  });

  it("stays unknown while trying again fails, and can not be left meanwhile", async () => {
    const app = await start();
    app.control.failNext("topUp", "unreachable");
    const release = app.control.hold("topUp");
    await app.user.click(button("Try again"));
    expect(button("Close")).toHaveAccessibleDescription("Wait for the answer");
    await app.user.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeVisible();
    release();
    await expect
      .poll(() => screen.getAllByRole("alert").map((each) => each.dataset.errorCode))
      .toEqual(["outcome_unknown", "unreachable"]);
    await expectAccessible();
    await app.user.click(button("Try again"));
    expect(await screen.findByText("Your $25.00 is in Development, once.")).toBeVisible();
  });

  it("comes before another one that was chosen elsewhere", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$10" }));
    await screen.findByRole("button", { name: "Add $10.00 to dev-d7035d80" });
    app.control.failNext("topUp", "outcome_unknown", { afterDoing: true });
    await app.data.topUp({ teamId: "dev-d7035d80", amount: "25" }).catch(() => {});
    await app.user.click(button("Add $10.00 to dev-d7035d80"));
    expect(await screen.findByRole("heading", { name: "Not known yet" })).toBeVisible();
    expect(screen.getAllByRole("alert").map((each) => each.dataset.errorCode)).toEqual([
      "outcome_unknown",
      "top_up_unsettled",
    ]);
    expect(screen.getByRole("dialog")).toHaveTextContent("$25.00");
  });

  it("is not in the way where nobody can say whether there is one", async () => {
    const app = await startSignedIn();
    app.control.failNext("unsettledTopUp", "unreachable");
    await openDialog(app);
    await app.user.type(amount(), "12{Enter}");
    expect(await screen.findByText("Added $12.00 to Development.")).toBeVisible();
  });
});

describe("a top-up with a payment page", () => {
  const start = async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let paid: World | undefined;
    const app = await startSignedIn({
      user: userEvent.setup({ advanceTimers: vi.advanceTimersByTime }),
      prepare: ({ world }) => {
        addSampleData(world);
        world.payments = "checkout";
        paid = world;
      },
    });
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    await screen.findByRole("heading", { name: "Waiting for payment" });
    const [topUp] = [...(paid?.topUps.values() ?? [])];
    if (!topUp) throw new Error("no top-up");
    return { ...app, topUpId: topUp.id };
  };

  it("shows the host before it opens it, and closes itself when it is paid", async () => {
    const { user, control, world, topUpId } = await start();
    expect(screen.getByRole("dialog")).toHaveTextContent("pay.example.com");
    await expectAccessible();
    await user.click(button("Open payment page"));
    expect(control.calls).toContainEqual({
      method: "openCheckout",
      args: { teamId: "dev-d7035d80", topUpId },
    });
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.getByRole("dialog")).toBeVisible();
    world.settle(topUpId, "succeeded");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("is gone on with when the dialog is opened again, and its link can be copied", async () => {
    const { user, world, topUpId, ...app } = await start();
    await user.click(button("Close"));
    await openDialog({ user, world, ...app });
    expect(await screen.findByRole("heading", { name: "Waiting for payment" })).toBeVisible();
    await user.click(button("Copy link"));
    expect(await screen.findByText(/^The link is copied/)).toBeVisible();
    expect(await navigator.clipboard.readText()).toBe(`https://pay.example.com/${topUpId}`);
    await expectAccessible();
    world.settle(topUpId, "succeeded");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
  });

  it("says when it was declined, and goes on asking after a question that failed", async () => {
    const { control, world, topUpId } = await start();
    control.failNext("topUpStatus", "unreachable");
    await vi.advanceTimersByTimeAsync(2000);
    expect(screen.getByRole("heading", { name: "Waiting for payment" })).toBeVisible();
    world.settle(topUpId, "failed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByRole("alert")).toHaveTextContent("The card was declined.");
    expect(amount()).toHaveValue("25");
  });

  it.each(["failed", "expired"] as const)(
    "that %s after the dialog was opened again leaves its amount there to try again",
    async (status) => {
      const { user, world, topUpId, ...app } = await start();
      await user.click(button("Close"));
      await openDialog({ user, world, ...app });
      await screen.findByRole("heading", { name: "Waiting for payment" });
      world.settle(topUpId, status);
      await vi.advanceTimersByTimeAsync(2000);
      expect(await screen.findByRole("alert")).toHaveTextContent("$25.00 was not added");
      expect(amount()).toHaveValue("25.00");
      expect(await add25()).not.toHaveAttribute("aria-disabled");
    },
  );

  it("of a team that is gone is not waited for, and that is said over the page", async () => {
    const { control, world } = await start();
    world.teams.delete("dev-d7035d80");
    control.failNext("topUpStatus", "not_found");
    await vi.advanceTimersByTimeAsync(2000);
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "not_found");
  });

  it("that nobody knows any more is not waited for, and that is said in the dialog", async () => {
    const { control } = await start();
    control.failNext("topUpStatus", "not_found");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "not_found");
    expect(screen.queryByRole("heading", { name: "Waiting for payment" })).toBeNull();
    const asked = control.count("topUpStatus");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(control.count("topUpStatus")).toBe(asked);
  });

  it("is not asked about any more once the dialog is closed, and its last answer moves nothing", async () => {
    const { user, control, world, topUpId } = await start();
    const release = control.hold("topUpStatus");
    await vi.advanceTimersByTimeAsync(2000);
    const asked = control.count("topUpStatus");
    await user.click(button("Close"));
    const search = screen.getByRole("searchbox");
    await user.click(search);
    world.settle(topUpId, "succeeded");
    release();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(control.count("topUpStatus")).toBe(asked);
    expect(search).toHaveFocus();
  });

  it("says that a page is not one to trust", async () => {
    const { user, control } = await start();
    control.failNext("openCheckout", "checkout_url_refused");
    await user.click(button("Open payment page"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "checkout_url_refused");
  });
});
