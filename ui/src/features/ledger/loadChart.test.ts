import { expect, it } from "vitest";
import { loadChart } from "./loadChart";

it("loads the chart on a system without a language", async () => {
  Object.defineProperty(navigator, "language", { value: "c", configurable: true });
  expect((await loadChart()).paths).toBeDefined();
});
