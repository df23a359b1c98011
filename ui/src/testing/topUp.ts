import { screen, within } from "@testing-library/svelte";
import { button, type RunningApp } from "./app";

/** Opens a team's top-up dialog, and returns it. */
export async function openDialog({ user }: RunningApp, name = "Development") {
  await user.click(button(`Top up ${name}`));
  return within(await screen.findByRole("dialog", { name: `Top up ${name}` }));
}

export const add25 = () => screen.findByRole("button", { name: "Add $25.00 to dev-d7035d80" });
export const amount = () => screen.getByRole("textbox", { name: "Amount" });
