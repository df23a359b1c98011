import { expect, it } from "vitest";
import { loadLicences } from "./licences";

it("has a licence with its text for every component", async () => {
  const { components, texts } = (await loadLicences()) ?? { components: [], texts: [] };
  const names = components.map((component) => component.name);
  expect(names).toContain("tauri");
  expect(names).toContain("svelte");
  // Of style sheets alone.
  expect(names).toContain("@radix-ui/colors");
  for (const { name, version, licence, texts: places } of components) {
    expect(name && version && licence).toBeTruthy();
    expect(places.length).toBeGreaterThan(0);
    expect(places.every((place) => (texts[place]?.length ?? 0) > 300)).toBe(true);
  }
});
