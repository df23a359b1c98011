import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { selectBackend } from "./backend/select";
import { Session } from "./features/session/session.svelte";
import { speak } from "./i18n";
import { applyLanguage } from "./shared/language";
import { DEFAULT_PREFERENCES } from "./shared/preferences.svelte";
import { applyTextSize } from "./shared/textSize";
import { applyTheme } from "./shared/theme";

async function start() {
  const target = document.getElementById("app");
  if (target === null) throw new Error("index.html has no #app");

  // The page says by now which language it is in.
  const speaking = speak(document.documentElement.lang);
  const backend = await selectBackend();
  // The page has its colours by now: the window is on the screen while the rest of it is made.
  void backend.viewReady();
  const session = new Session(backend);
  void session.start();
  let preferences = DEFAULT_PREFERENCES;
  try {
    preferences = await backend.preferences();
    applyTheme(preferences.theme);
    applyTextSize(preferences.text_size);
    await applyLanguage(preferences.language);
  } catch {
    // The theme and the language of the last start, which are on the page already, are the next best.
  }
  await speaking;
  mount(App, { target, props: { backend, preferences, session } });
}

void start();
