import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { speak } from "../../i18n";
import { LANGUAGES, type Spoken } from "../../i18n/languages";
import { Chart, FakeChart } from "../../testing/chart";
import UsageChart from "./UsageChart.svelte";

const days = ["2026-10-30", "2026-10-31"].map((day) => ({ day, cost: { amount: "1.00", currency: "USD" } }));
const root = document.documentElement;
const forced = Object.assign(new EventTarget(), { matches: false });

const colors = () => {
  const last = FakeChart.drawn.at(-1);
  return [last?.series[1]?.stroke, last?.axes?.[0]?.stroke, last?.axes?.[1]?.grid?.stroke];
};

beforeEach(() => {
  FakeChart.drawn = [];
  forced.matches = false;
  const other = Object.assign(new EventTarget(), { matches: false });
  vi.spyOn(window, "matchMedia").mockImplementation(
    (query) => (query.includes("forced") ? forced : other) as unknown as MediaQueryList,
  );
  // As a web view that tells of an element on a hidden page the colours of before.
  const real = window.getComputedStyle.bind(window);
  vi.spyOn(window, "getComputedStyle").mockImplementation((element) => {
    const style = real(element);
    const theme = element === root && root.classList.contains("contrast") ? "contrast" : "plain";
    vi.spyOn(style, "getPropertyValue").mockImplementation((name) => `${theme} ${name}`);
    return style;
  });
  render(UsageChart, { Chart, days });
});

afterEach(() => root.classList.remove("contrast"));

it("is drawn anew in the colours of the root, whatever its own page still has", async () => {
  expect(colors()).toEqual(["plain --accent", "plain --text-soft", "plain --line"]);
  root.classList.add("contrast");
  await expect.poll(colors).toEqual(["contrast --accent", "contrast --text-soft", "contrast --line"]);
  root.classList.remove("contrast");
  await expect.poll(colors).toEqual(["plain --accent", "plain --text-soft", "plain --line"]);
});

it("takes the system's colours while those are forced on everything else", async () => {
  forced.matches = true;
  forced.dispatchEvent(new Event("change"));
  await expect.poll(colors).toEqual(["CanvasText", "CanvasText", "GrayText"]);
  forced.matches = false;
  forced.dispatchEvent(new Event("change"));
  await expect.poll(colors).toEqual(["plain --accent", "plain --text-soft", "plain --line"]);
});

it.each(Object.keys(LANGUAGES) as Spoken[])(
  "is named by its first and its last day in %s",
  async (language) => {
    await speak(language);
    const day = (date: string) =>
      new Intl.DateTimeFormat(language, { month: "short", day: "numeric", timeZone: "UTC" }).format(
        new Date(date),
      );
    const isolated = /[\u2066-\u2069]/g;
    await expect
      .poll(() => screen.getByRole("img").getAttribute("aria-label")?.replace(isolated, ""))
      .toMatch(
        new RegExp(`${day("2026-10-30")}.*${day("2026-10-31")}|${day("2026-10-31")}.*${day("2026-10-30")}`),
      );
  },
);
