import { type Platform, platform } from "../../shared/platform";

/** What is wrong with the place where sign-ins are kept. */
export type KeyringFault = "locked" | "absent" | "denied" | "full" | "failed";

interface Help {
  /** What happened. */
  title: string;
  /** What to install, unlock or allow. */
  next: string;
}

const HELP: Record<Platform, Record<KeyringFault, Help>> = {
  linux: {
    locked: {
      title: "Your keyring is locked.",
      next: "Unlock it with its password, in Passwords and Keys or in KWalletManager.",
    },
    absent: {
      title: "No keyring is running.",
      next: "Install GNOME Keyring or KWallet, then log in to your computer again.",
    },
    denied: {
      title: "Your keyring refused the app.",
      next: "Allow OLLM Teams when your keyring asks, or in its settings.",
    },
    full: {
      title: "Your keyring has no room left.",
      next: "Free some disk space, or delete entries that you no longer need in Passwords and Keys.",
    },
    failed: {
      title: "Your keyring does not work.",
      next: "Restart it by logging in to your computer again.",
    },
  },
  macos: {
    locked: { title: "Your keychain is locked.", next: "Unlock the login keychain in Keychain Access." },
    absent: {
      title: "Your keychain is not there.",
      next: "Open Keychain Access and create a login keychain.",
    },
    denied: {
      title: "Your keychain refused the app.",
      next: "Find 'OLLM Teams' in Keychain Access and allow the app under Access Control.",
    },
    full: {
      title: "Your keychain has no room left.",
      next: "Free some disk space, or delete entries that you no longer need in Keychain Access.",
    },
    failed: { title: "Your keychain does not work.", next: "Restart your computer." },
  },
  windows: {
    locked: { title: "Credential Manager is locked.", next: "Sign in to Windows again." },
    absent: {
      title: "Credential Manager is not running.",
      next: "Start the service 'Credential Manager' in Services.",
    },
    denied: {
      title: "Credential Manager refused the app.",
      next: "A rule of this computer forbids it: ask whoever manages it.",
    },
    full: {
      title: "Credential Manager has no room left.",
      next: "Delete entries that you no longer need in Credential Manager.",
    },
    failed: { title: "Credential Manager does not work.", next: "Restart your computer." },
  },
};

/** What the store is called where people look for it. */
const APPS: Record<Platform, string> = {
  linux: "Passwords and Keys or KWalletManager",
  macos: "Keychain Access",
  windows: "Credential Manager",
};

/** The words for a fault on the system that the app runs on. */
export const keyringHelp = (fault: KeyringFault): Help => HELP[platform][fault];
export const keyringApp = APPS[platform];

export const keyring = {
  help: keyringHelp,
  app: keyringApp,
  sessionOnly: "You can sign in all the same: the app keeps it in memory, and forgets it when it is closed.",
  checkAgain: "Check again",
  works: "Your keyring works now.",
};
