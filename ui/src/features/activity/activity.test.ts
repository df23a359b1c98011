import { screen, within } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { button, expectAccessible, startSignedIn } from "../../testing/app";

it("says what changed in sentences, grouped by day, and shows an unknown action as it is", async () => {
  const { user } = await startSignedIn();
  await user.click(button("Activity"));
  const today = within(await screen.findByRole("region", { name: "Today" }));
  expect(today.getByText("invited mei@example.com as Viewer", { exact: false })).toBeVisible();
  expect(today.getByText("added $500.00", { exact: false })).toBeVisible();
  expect(screen.getAllByRole("region").length).toBeGreaterThan(2);
  expect(screen.getByText("renamed the team from 'Lab' to 'Research'", { exact: false })).toBeVisible();
  expect(
    screen.getByText("changed the role of you@example.com from Member to Admin", { exact: false }),
  ).toBeVisible();
  const unknown = screen.getByText("budget.closed 2026-10", { exact: false });
  expect(unknown).toHaveTextContent("The system");
  expect(unknown).toHaveTextContent("Data platform");
  await expectAccessible();
});

it("shows names as text", async () => {
  const { user } = await startSignedIn({
    prepare: ({ world }) => {
      const { team } = world.addTeam({ name: "<img src=x onerror=alert(1)>", role: "owner" });
      world.record(team.id, "team.renamed", team.name, "<b>old</b>");
    },
  });
  await user.click(button("Activity"));
  expect(
    await screen.findByText("from '<b>old</b>' to '<img src=x onerror=alert(1)>'", { exact: false }),
  ).toBeVisible();
  expect(document.querySelector("main :is(img, b)")).toBeNull();
});

it("teaches where nothing happened yet", async () => {
  const { user } = await startSignedIn({ prepare: () => {} });
  await user.click(button("Activity"));
  expect(
    await screen.findByText("Nothing has happened yet. Changes to your teams appear here."),
  ).toBeVisible();
  await expectAccessible();
});

it("says when it can not be fetched, and tries again", async () => {
  const { user, control } = await startSignedIn();
  control.failNext("activity", "server_error");
  await user.click(button("Activity"));
  expect(await screen.findByRole("alert")).toHaveAttribute("data-error-code", "server_error");
  await user.click(button("Try again"));
  expect(await screen.findByRole("region", { name: "Today" })).toBeVisible();
  expect(screen.queryByRole("alert")).toBeNull();
});
