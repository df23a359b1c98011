import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { addSampleData } from "../../backend/fake/sample";
import { button, dataOf, expectAccessible, row, signInAgain, startSignedIn } from "../../testing/app";
import { add25, amount, openDialog } from "../../testing/topUp";

describe("the top-up dialog", () => {
  it("names the team, and chooses no amount by itself", async () => {
    const app = await startSignedIn();
    const dialog = await openDialog(app);
    expect(dialog.getByText("dev-d7035d80")).toBeVisible();
    expect(dialog.getByText("$812.40")).toBeVisible();
    const presets = dialog.getAllByRole("radio");
    expect(presets.map((each) => each.closest("label")?.textContent?.trim())).toEqual([
      "$10",
      "$25",
      "$50",
      "$100",
    ]);
    for (const preset of presets) expect(preset).not.toBeChecked();
    expect(dialog.getByRole("button", { name: "Choose an amount" })).toHaveAttribute("aria-disabled", "true");
    await expectAccessible();
    await app.user.click(dialog.getByRole("button", { name: "Choose an amount" }));
    await app.user.keyboard("{Escape}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(button("Top up Development")).toHaveFocus();
    expect(app.control.count("topUp")).toBe(0);
  });

  it("adds a preset, once, and shows the new balance", async () => {
    const app = await startSignedIn();
    const { user, control } = app;
    await openDialog(app);
    await user.click(screen.getByRole("radio", { name: "$25" }));
    const release = control.hold("topUp");
    const add = await add25();
    await user.click(add);
    expect(add).toHaveAttribute("aria-busy", "true");
    expect(button("Cancel")).toHaveAccessibleDescription("Wait for the answer");
    await user.click(add);
    await user.click(button("Cancel"));
    await user.keyboard("{Escape}");
    expect(screen.getByRole("dialog")).toBeVisible();
    release();
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
    const balance = () => row("Development").querySelector("[data-balance]")?.getAttribute("data-balance");
    await expect.poll(balance).toBe("837.40");
    expect(control.calls.filter(({ method }) => method === "topUp")).toEqual([
      { method: "topUp", args: { teamId: "dev-d7035d80", amount: "25.00", repeats: false } },
    ]);
    await expect.poll(() => screen.queryByText("$1,309.37 across 5 teams")).not.toBeNull();
  });

  it("ends also where another window has told already how it ended", async () => {
    const app = await startSignedIn({
      prepare: (fake) => {
        addSampleData(fake.world);
        const data = dataOf(fake);
        const topUp = data.topUp;
        data.topUp = async (args) => {
          const attempt = await topUp(args);
          await data.acknowledgeTopUp({ key: attempt.key });
          return attempt;
        };
      },
    });
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
  });

  it("adds an own amount with Enter", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.type(amount(), "12.5");
    await screen.findByRole("button", { name: "Add $12.50 to dev-d7035d80" });
    await app.user.keyboard("{Enter}");
    expect(await screen.findByText("Added $12.50 to Development.")).toBeVisible();
  });

  it("checks and sends what Enter follows faster than the check", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    const release = app.control.hold("checkTopUpAmount");
    await app.user.type(amount(), "12.5{Enter}{Enter}");
    expect(app.control.count("topUp")).toBe(0);
    release();
    expect(await screen.findByText("Added $12.50 to Development.")).toBeVisible();
    expect(app.control.count("topUp")).toBe(1);
  });

  it("sends nothing that was changed after Enter", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    const release = app.control.hold("checkTopUpAmount");
    await app.user.type(amount(), "12{Enter}5");
    release();
    expect(await screen.findByRole("button", { name: "Add $125.00 to dev-d7035d80" })).toBeVisible();
    expect(app.control.count("topUp")).toBe(0);
  });

  it("says at once what is wrong with what Enter follows, and sends nothing", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.type(amount(), "1.005{Enter}");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "amount_too_many_decimals");
    expect(app.control.count("topUp")).toBe(0);
  });

  it("of a team that is gone closes, and says so over the page", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    app.world.teams.delete("dev-d7035d80");
    await app.user.type(amount(), "12{Enter}");
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "not_found");
  });

  it("lets sign in again, and goes on with its amount and without the error", async () => {
    const app = await startSignedIn();
    app.control.failNext("topUp", "unauthorized");
    await openDialog(app);
    await app.user.type(amount(), "12{Enter}");
    await signInAgain(app);
    expect(await screen.findByRole("dialog")).toBeVisible();
    expect(screen.queryByRole("alert")).toBeNull();
    expect(amount()).toHaveValue("12");
  });

  it("takes the message of an earlier top-up away", async () => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.type(amount(), "12{Enter}");
    expect(await screen.findByText("Added $12.00 to Development.")).toBeVisible();
    await openDialog(app);
    expect(screen.queryByText("Added $12.00 to Development.")).toBeNull();
  });

  it.each([
    ["abc", "amount_not_a_number"],
    ["1.005", "amount_too_many_decimals"],
    ["0.5", "amount_out_of_range"],
  ])("says what is wrong with %s beside the field, and sends nothing", async (typed, code) => {
    const app = await startSignedIn();
    await openDialog(app);
    await app.user.type(amount(), typed);
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveAttribute("data-error-code", code);
    expect(amount()).toBeInvalid();
    expect(amount()).toHaveAccessibleDescription(alert.textContent ?? "?");
    await app.user.keyboard("{Enter}");
    await app.user.click(button("Choose an amount"));
    expect(app.control.count("topUp")).toBe(0);
    expect(amount()).toHaveValue(typed);
    await expectAccessible();
  });

  it("never offers what an older answer said of another amount", async () => {
    const app = await startSignedIn();
    const { user, data } = app;
    await openDialog(app);
    const answers = new Map<string, () => void>();
    const check = data.checkTopUpAmount;
    data.checkTopUpAmount = async (args) => {
      await new Promise<void>((resolve) => answers.set(args.amount, resolve));
      return check(args);
    };
    await user.click(screen.getByRole("radio", { name: "$100" }));
    await user.click(screen.getByRole("radio", { name: "$25" }));
    await expect.poll(() => [...answers.keys()]).toEqual(["100", "25"]);
    answers.get("25")?.();
    await add25();
    answers.get("100")?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await add25()).toBeVisible();
  });

  it("keeps the amount when the server refuses it, and when the payment fails", async () => {
    const app = await startSignedIn({
      prepare: ({ world }) => {
        addSampleData(world);
        world.payments = "declined";
      },
    });
    app.control.failNext("topUp", "top_up_in_progress");
    await openDialog(app);
    await app.user.click(screen.getByRole("radio", { name: "$25" }));
    await app.user.click(await add25());
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "top_up_in_progress");
    await app.user.click(await add25());
    await expect.poll(() => screen.getByRole("alert").dataset.errorCode).toBe("top_up_failed");
    expect(screen.getByRole("alert")).toHaveTextContent("$25.00 was not added");
    expect(screen.getByRole("alert")).toHaveTextContent("The card was declined.");
    expect(amount()).toHaveValue("25");
    expect(row("Development").querySelector("[data-balance]")).toHaveAttribute("data-balance", "812.40");
    await expectAccessible();
  });

  it("asks before it adds the same once more", async () => {
    const app = await startSignedIn();
    const { user, control, world } = app;
    const choose = async () => {
      await openDialog(app);
      await user.click(screen.getByRole("radio", { name: "$25" }));
      await user.click(await add25());
    };
    await choose();
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    await choose();
    const alert = await screen.findByRole("alert");
    expect(alert).toHaveTextContent("You added $25.00 a short while ago");
    // Enter held down spends nothing.
    await user.keyboard("{Enter}{Enter}");
    expect(world.team("dev-d7035d80").team.balance?.amount).toBe("837.40");
    await expectAccessible();
    await user.click(button("No, go back"));
    expect(amount()).toHaveValue("25");
    await user.click(await add25());
    await user.click(await screen.findByRole("button", { name: "Add another $25.00 to dev-d7035d80" }));
    expect(await screen.findByText("Added $25.00 to Development.")).toBeVisible();
    expect(world.team("dev-d7035d80").team.balance?.amount).toBe("862.40");
    const sent = control.calls.filter(({ method }) => method === "topUp");
    expect(sent.map(({ args }) => (args as { repeats: boolean }).repeats)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  it("keeps the amount and says so where the journal can not be written", async () => {
    const app = await startSignedIn();
    app.control.failNext("topUp", "journal_unavailable");
    await openDialog(app);
    await app.user.type(amount(), "12{Enter}");
    expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "journal_unavailable");
    expect(amount()).toHaveValue("12");
  });
});
