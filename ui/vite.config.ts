import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";
import { words } from "./words/plugin.mjs";

export default defineConfig({
  plugins: [words(), svelte({ configFile: false }), svelteTesting()],
  build: {
    target: ["es2022", "safari16", "chrome111"],
    // The polyfill is for browsers older than any web view that Tauri 2 runs in.
    modulePreload: { polyfill: false },
    // What is in the bundle, for `cargo xtask licences`.
    license: { fileName: "licences.json" },
    // What the first paint needs comes as one script: each request takes its turn with the window's own thread.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] } },
    },
  },
  // The mark is the app's icon, which stands beside the view.
  server: { fs: { allow: [".."] } },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    restoreMocks: true,
    // Generous, because the machine may be building Rust at the same time.
    testTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
