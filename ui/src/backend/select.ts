import { isTauri } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import { tauriBackend } from "./tauri";

/** The real backend; in development the fake one with `?fake`, or in a browser. A production build has no fake in it. */
export async function selectBackend(): Promise<Backend> {
  if (import.meta.env.MODE !== "production") {
    const parameters = new URLSearchParams(location.search);
    if (parameters.has("fake") || !isTauri()) {
      const { fakeForBrowser } = await import("./fakeForBrowser");
      return fakeForBrowser(parameters);
    }
  }
  return tauriBackend();
}
