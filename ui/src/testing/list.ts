import { screen } from "@testing-library/svelte";
import { expect } from "vitest";
import { generate } from "../backend/fake/generate";
import { DEFAULT_PREFERENCES } from "../shared/preferences.svelte";
import { type RunningApp, startSignedIn } from "./app";

export const list = (): HTMLElement => screen.getByRole("list", { name: "Teams" });
/** The rows that are on the page, shown or not. */
export const rows = (): HTMLElement[] => [...list().children] as HTMLElement[];
export const rowOf = (teamId: string): HTMLElement | undefined =>
  rows().find(({ dataset }) => dataset.teamId === teamId);
export const scroller = (): HTMLElement => screen.getByRole("main");

/** From the top of what is visible, in px. */
export const topOf = (row: HTMLElement | undefined): number =>
  Number.parseFloat(row?.style.insetBlockStart ?? "") - scroller().scrollTop;

export interface LargeList extends RunningApp {
  /** All teams, as the list has them. */
  ids: string[];
}

export async function startWith(teams: number): Promise<LargeList> {
  const app = await startSignedIn({ prepare: ({ world }) => generate(world, teams) });
  await expectRows();
  const { sort, filter } = DEFAULT_PREFERENCES;
  const found = await app.data.listTeams({ request: { search: "", sort, filter } });
  return Object.assign(app, { ids: found?.data.ids ?? [] });
}

/** Scrolls as a wheel would, and ends when the rows there are on the page. */
export async function scrollToRow(index: number): Promise<void> {
  scroller().scrollTop = index * 61;
  await expect
    .poll(() => rows().some((row) => row.getAttribute("aria-posinset") === String(index + 1)))
    .toBe(true);
  await expectRows();
}

async function expectRows(): Promise<void> {
  await expect.poll(() => rows().filter((row) => row.hasAttribute("aria-busy")).length).toBe(0);
}
