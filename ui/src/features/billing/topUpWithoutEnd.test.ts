import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import { button, expectAccessible, row, startSignedIn } from "../../testing/app";
import { add25, amount, openDialog } from "../../testing/topUp";

const TEAM = "dev-d7035d80";

describe("a top-up whose outcome is unknown", () => {
  const start = async () => {
    const app = await startSignedIn();
    app.world.losesTopUps = true;
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    await screen.findByRole("heading", { name: `Checking whether your $25.00 reached ${TEAM}` });
    return app;
  };

  it("is sent once, asked about when the user wants, and then is there once", async () => {
    const app = await start();
    const { user, control, world } = app;
    expect(screen.getByRole("dialog")).toContainElement(document.activeElement as HTMLElement);
    expect(screen.queryByRole("radio")).toBeNull();
    await expectAccessible();
    await user.click(button("Ask now"));
    expect(screen.getByRole("alert")).toHaveAttribute("data-error-code", "outcome_unknown");
    world.losesTopUps = false;
    await user.click(button("Ask now"));
    expect(await screen.findByText("Your $25.00 is in Development, once.")).toBeVisible();
    expect(world.team(TEAM).team.balance?.amount).toBe("837.40");
    expect(control.count("topUp")).toBe(1);
  });

  it("is shown in its row and where the dialog goes on, and says by itself how it ended", async () => {
    const app = await start();
    await app.user.click(button("Close"));
    expect(row("Development")).toHaveTextContent("checking +$25.00");
    await openDialog(app).catch(() => null);
    expect(await screen.findByRole("alert")).toHaveTextContent("$25.00");
    await app.user.click(button("Close"));
    app.world.losesTopUps = false;
    app.control.sync();
    expect(await screen.findByText(`$25.00 reached Development (${TEAM}).`)).toBeVisible();
    expect(row("Development")).not.toHaveTextContent("checking");
    await expectAccessible();
    await app.user.click(button("OK"));
    await expect.poll(() => screen.queryByText(/reached Development/)).toBeNull();
    expect(app.control.count("acknowledgeTopUp")).toBe(1);
  });

  it("stays where asking fails", async () => {
    const app = await start();
    app.control.failNext("checkTopUp", "unreachable");
    await app.user.click(button("Ask now"));
    await expect
      .poll(() => screen.getAllByRole("alert").map((each) => each.dataset.errorCode))
      .toEqual(["outcome_unknown", "unreachable"]);
    await expectAccessible();
  });

  it("comes before another one that was chosen elsewhere", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$10" }));
    const add10 = await screen.findByRole("button", { name: `Add $10.00 to ${TEAM}` });
    app.control.failNext("topUp", "top_up_unsettled");
    await app.user.click(add10);
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "top_up_unsettled");
  });
});

describe("a top-up with a payment page", () => {
  const start = async () => {
    const app = await startSignedIn({
      prepare: ({ world }) => {
        addSampleData(world);
        world.payments = "checkout";
      },
    });
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    await screen.findByRole("heading", { name: "Waiting for payment" });
    const [topUp] = [...app.world.topUps.values()];
    if (!topUp) throw new Error("no top-up");
    const settle = (status: "succeeded" | "failed" | "expired") => {
      app.world.settle(topUp.id, status);
      app.control.sync();
    };
    return { ...app, settle };
  };

  it("shows the host before it opens it, and closes itself when it is paid", async () => {
    const { user, control, settle } = await start();
    expect(screen.getByRole("dialog")).toHaveTextContent("pay.example.com");
    await expectAccessible();
    await user.click(button("Open payment page"));
    expect(control.count("openCheckout")).toBe(1);
    expect(screen.getByRole("dialog")).toBeVisible();
    settle("succeeded");
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByText(/reached Development/), "it is said once").toBeNull();
  });

  it("is in its row while the dialog is closed, and is gone on with when it is opened again", async () => {
    const app = await start();
    await app.user.click(button("Close"));
    await expect.poll(() => row("Development").textContent).toContain("pending +$25.00");
    await openDialog(app);
    expect(await screen.findByRole("heading", { name: "Waiting for payment" })).toBeVisible();
    app.settle("succeeded");
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
  });

  it.each([
    ["outcome_unknown", "The server did not say whether the payment is canceled.", "still open"],
    ["unreachable", "The payment is not canceled: the server could not be reached.", "still open"],
  ] as const)("says what is known of a cancellation that ends with %s", async (code, title, next) => {
    const { user, control } = await start();
    control.failNext("cancelTopUp", code);
    await user.click(button(`Cancel payment of $25.00 to ${TEAM}`));
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", code);
    expect(alert).toHaveTextContent(title);
    expect(alert).toHaveTextContent(next);
    await expectAccessible();
    await user.click(button(`Cancel payment of $25.00 to ${TEAM}`));
    expect(await screen.findByText("Canceled $25.00 to Development. Nothing was charged.")).toBeVisible();
  });

  it("can be canceled, and that is no failure", async () => {
    const { user, world } = await start();
    await user.click(button(`Cancel payment of $25.00 to ${TEAM}`));
    expect(await screen.findByText("Canceled $25.00 to Development. Nothing was charged.")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect([...world.topUps.values()].map(({ status }) => status)).toEqual(["expired"]);
    expect(world.team(TEAM).team.balance?.amount).toBe("812.40");
  });

  it.each(["failed", "expired"] as const)("that %s leaves its amount there to try again", async (status) => {
    const app = await start();
    app.settle(status);
    expect(await screen.findByRole("alert")).toHaveTextContent("$25.00 was not added");
    expect(amount()).toHaveValue("25");
    expect(await add25()).not.toHaveAttribute("aria-disabled");
  });

  it("that ended while nobody looked is said until the user knows", async () => {
    const app = await start();
    await app.user.click(button("Close"));
    app.settle("failed");
    const said = await screen.findByText(/^\$25.00 was not added to Development/);
    expect(said).toHaveTextContent("The card was declined. Nothing was charged.");
    app.control.failNext("acknowledgeTopUp", "journal_unavailable");
    await app.user.click(button("OK"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "journal_unavailable");
    expect(said).toBeVisible();
    await app.user.click(button("OK"));
    await expect.poll(() => screen.queryByText(/was not added/)).toBeNull();
  });

  it("says that a page is not one to trust", async () => {
    const { user, control } = await start();
    control.failNext("openCheckout", "checkout_url_refused");
    await user.click(button("Open payment page"));
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "checkout_url_refused");
  });
});
