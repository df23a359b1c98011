import LogIn from "@lucide/svelte/icons/log-in";
import LogOut from "@lucide/svelte/icons/log-out";
import UserRound from "@lucide/svelte/icons/user-round";
import UserRoundPlus from "@lucide/svelte/icons/user-round-plus";
import type { Account } from "../../bindings/Account";
import { t } from "../../i18n";
import type { Workspace } from "../../shared/context";
import { SHORTCUTS } from "../../shared/shortcuts";
import { hostName } from "../session/hostName";
import type { Command } from "./command";

/** Who is signed in, and the ways in and out. `shown` is the account that is shown. */
export function accountCommands({ session, sync, navigation }: Workspace, shown: Account): Command[] {
  const { accounts: words, keys } = t;
  const { keywords } = t.palette;
  const all = session.accounts.map((account, n) => ({ account, digit: SHORTCUTS.account.held[n] }));
  const needsSignIn = sync.connection === "refused" || sync.connection === "signed_out";
  return [
    ...(needsSignIn
      ? [
          {
            id: "sign_in_again",
            label: t.session.signInAgain,
            icon: LogIn,
            does: { run: session.signInAgain },
          },
        ]
      : []),
    ...all
      .filter(({ account }) => account.id !== shown.id)
      .map(({ account, digit }) => ({
        id: `switch.${account.id}`,
        label: words.switchTo({ email: account.user.email }),
        detail: hostName(account),
        keywords: keywords.accounts,
        icon: UserRound,
        ...(digit && { keys: [keys.held(digit)] }),
        does: { run: () => session.switchTo(account.id) },
      })),
    {
      id: "add_account",
      label: words.add,
      icon: UserRoundPlus,
      keywords: keywords.accounts,
      does: { run: session.addAccount },
    },
    ...all.map(({ account }) => ({
      id: `sign_out.${account.id}`,
      label: words.signOutOf({ email: account.user.email }),
      detail: hostName(account),
      icon: LogOut,
      keywords: keywords.signOut,
      does: { run: () => session.signOut(account) },
    })),
    ...(all.length > 1
      ? [
          {
            id: "sign_out_all",
            label: words.signOutAll,
            icon: LogOut,
            keywords: keywords.signOutAll,
            does: { run: () => navigation.goToSettings("sign_out_all") },
          },
        ]
      : []),
  ];
}
