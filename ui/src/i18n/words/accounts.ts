import type { Messages } from "../messages";
import { keyringApp } from "./keyring";

export const accounts = (m: Messages) => ({
  ...m.accounts,
  keyring: m.accounts.keyring({ app: keyringApp(m) }),
});
