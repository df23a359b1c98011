import type { AppCommands } from "../backend/backend";
import type { Preferences } from "../bindings/Preferences";

/** What is set until the user sets something else. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: "system",
  text_size: "normal",
  language: "system",
  sort: { key: "name", reversed: false },
  filter: { role: null, low_balance: false, pending_invitations: false },
  low_balance_notifications: true,
  single_key_shortcuts: true,
  updates: "ask",
  tray: true,
};

/** What the user set. The one place that writes it, so that nothing drops what something else set. */
export class PreferenceStore {
  current = $state.raw<Preferences>(DEFAULT_PREFERENCES);
  readonly #app: AppCommands;

  constructor(app: AppCommands, current: Preferences) {
    this.#app = app;
    this.current = current;
  }

  /** Holds at once, also where it can not be kept for the next start: then it is rejected. */
  async set(changes: Partial<Preferences>): Promise<void> {
    this.current = { ...this.current, ...changes };
    await this.#app.setPreferences({ preferences: this.current });
  }
}
