import { afterEach, describe, expect, it, vi } from "vitest";
import type { Theme } from "../bindings/Theme";

/** What index.html runs before the app. */
const BEFORE_PAINT = "../../public/start.js";

function systemIs(dark: boolean, contrast = false) {
  vi.spyOn(window, "matchMedia").mockImplementation((query) =>
    Object.assign(new EventTarget(), {
      matches: query.includes("contrast") ? contrast : dark,
      media: query,
      onchange: null,
      addListener() {},
      removeListener() {},
    }),
  );
}

afterEach(() => {
  vi.resetModules();
});

describe.each<Theme>(["system", "light", "dark", "high_contrast"])("the theme %s", (theme) => {
  it.each([true, false])(
    "is the same before the first paint as after it, where the system's is dark: %s",
    async (dark) => {
      systemIs(dark);
      const { applyTheme } = await import("./theme");
      applyTheme(theme);
      const root = document.documentElement;
      const applied = { theme: root.dataset.theme, className: root.className };
      expect(applied.theme).toBe(theme === "dark" || (theme !== "light" && dark) ? "dark" : "light");
      expect(root.classList.contains("contrast")).toBe(theme === "high_contrast");
      delete root.dataset.theme;
      root.className = "";
      await import(BEFORE_PAINT);
      expect({ theme: root.dataset.theme, className: root.className }).toEqual(applied);
    },
  );

  it("has more contrast where the system asks for it, before the first paint and after it", async () => {
    systemIs(false, true);
    const { applyTheme } = await import("./theme");
    applyTheme(theme);
    expect(document.documentElement).toHaveClass("contrast");
    document.documentElement.className = "";
    await import(BEFORE_PAINT);
    expect(document.documentElement).toHaveClass("contrast");
  });
});
