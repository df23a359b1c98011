import { screen, waitFor } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { button, startSignedIn } from "../testing/app";

const shown = () => document.querySelector(".tooltip");

it("stays while it is pointed at, and goes with Escape and with the pointer", async () => {
  const { user } = await startSignedIn();
  const rename = button("Rename Research");
  await user.hover(rename);
  const words = await waitFor(() => {
    const found = shown();
    if (found === null) throw new Error("no tooltip");
    return found;
  });
  expect(words).toHaveTextContent("Rename Research");
  // Over the page to the words, as from a button to what is beside it.
  await user.hover(screen.getByRole("heading", { name: "Teams", level: 1 }));
  await user.hover(words);
  await new Promise((later) => setTimeout(later, 600));
  expect(shown()).toBe(words);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(shown()).toBeNull());

  await user.hover(rename);
  await waitFor(() => expect(shown()).not.toBeNull());
  await user.hover(screen.getByRole("heading", { name: "Teams", level: 1 }));
  await waitFor(() => expect(shown()).toBeNull());
});
