import { expect, it, vi } from "vitest";
import { applyTextSize } from "./textSize";

/** What index.html runs before the app. */
const BEFORE_PAINT = "../../public/start.js";

it("is the same before the first paint as after it", async () => {
  const { style } = document.documentElement;
  applyTextSize("largest");
  expect(style.fontSize).toBe("175%");
  style.fontSize = "";
  vi.resetModules();
  await import(BEFORE_PAINT);
  expect(style.fontSize).toBe("175%");
  applyTextSize("normal");
  expect(style.fontSize).toBe("87.5%");
});
