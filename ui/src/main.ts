import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { selectBackend } from "./backend/select";
import { firstShown } from "./shared/firstShown";
import { DEFAULT_PREFERENCES } from "./shared/preferences.svelte";
import { applyTheme } from "./shared/theme";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");

const backend = await selectBackend();
let preferences = DEFAULT_PREFERENCES;
try {
  preferences = await backend.preferences();
  applyTheme(preferences.theme);
} catch {
  // The theme of the last start, which is on the page already, is the next best.
}
mount(App, { target, props: { backend, preferences } });
await firstShown();
// The window is hidden until now. A hidden one gets no animation frames, so nothing waits for one here.
await backend.viewReady();
