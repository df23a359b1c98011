import { platform } from "../../shared/platform";
import type { Messages } from "../messages";

/** What is wrong with the place where sign-ins are kept. */
export type KeyringFault = "locked" | "absent" | "denied" | "full" | "failed";

/** The words for a fault on the system that the app runs on. */
export const keyringHelp = (m: Messages) => m.keyring.help[platform];

/** What the store is called where people look for it. */
export const keyringApp = (m: Messages) => m.keyring.apps[platform];

export const keyring = (m: Messages) => ({
  ...m.keyring,
  help: (fault: KeyringFault) => keyringHelp(m)[fault],
});
