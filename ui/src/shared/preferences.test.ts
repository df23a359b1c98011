import { expect, it } from "vitest";
import { createFake } from "../backend/fake/fake";
import { DEFAULT_PREFERENCES, PreferenceStore } from "./preferences.svelte";

it("changes what it is told to and nothing else", async () => {
  const { backend, control } = createFake();
  const store = new PreferenceStore(backend, DEFAULT_PREFERENCES);
  await store.set({ sort: { key: "balance", reversed: true } });
  await store.set({ theme: "dark" });
  expect(control.preferences).toEqual({
    ...DEFAULT_PREFERENCES,
    theme: "dark",
    sort: { key: "balance", reversed: true },
  });
});

it("holds what was set where it can not be kept", async () => {
  const { backend, control } = createFake();
  const store = new PreferenceStore(backend, DEFAULT_PREFERENCES);
  control.failNext("setPreferences", "storage_unavailable");
  await expect(store.set({ theme: "dark" })).rejects.toMatchObject({ code: "storage_unavailable" });
  expect(store.current.theme).toBe("dark");
});
