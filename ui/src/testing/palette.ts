import { screen } from "@testing-library/svelte";
import { expect } from "vitest";
import type { RunningApp } from "./app";

export const field = () => screen.findByRole("combobox", { name: "Search commands and teams" });
export const option = (name: string) => screen.findByRole("option", { name });
export const options = () => screen.queryAllByRole("option").map((each) => each.getAttribute("aria-label"));
export const selected = () => screen.queryByRole("option", { selected: true })?.getAttribute("aria-label");
export const isClosed = () => expect.poll(() => document.querySelector(".palette")).toBeNull();

/** Opens it, types and waits until something is the first. */
export async function find({ user }: RunningApp, query: string, first: string) {
  await user.keyboard("{Control>}k{/Control}");
  await expect.poll(async () => document.activeElement === (await field())).toBe(true);
  if (query !== "") await user.keyboard(query);
  await expect.poll(selected).toBe(first);
}

/** Opens what can be done with a team. */
export async function turnTo(app: RunningApp, team: string) {
  await find(app, team, team);
  await app.user.keyboard("{Enter}");
  await screen.findByRole("combobox", { name: `What to do with ${team}` });
}
