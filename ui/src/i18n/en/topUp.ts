import { common } from "./common";

export const topUp = {
  title: (team: string) => `Top up ${team}`,
  balance: "Balance now",
  /** While the server can not be asked; `at` is when it last said it. */
  balanceAsOf: (at: string | null) =>
    at === null ? "Balance" : `Balance as of ${common.when(at, new Date())}`,
  presets: "Amount in dollars",
  preset: (dollars: string) => `$${dollars}`,
  sign: "$",
  custom: "Amount",
  customHint: "From $1 to $10,000",
  choose: "Choose an amount",
  submit: (amount: string, id: string) => `Add ${amount} to ${id}`,
  sending: (amount: string, id: string) => `Adding ${amount} to ${id}…`,
  done: (amount: string, team: string) => `Added ${amount} to ${team}.`,
  pending: {
    title: "Waiting for payment",
    explain: (amount: string, host: string) =>
      `Pay ${amount} in your browser at ${host}. This window notices when it is done.`,
    explainNoPage: (amount: string) => `${amount} is on its way. This window notices when it is done.`,
    open: "Open payment page",
    copy: "Copy link",
    copied: "The link is copied. Open it in any browser.",
    closeHint: "You can close this; the payment goes on.",
  },
  failed: {
    title: (amount: string) => `${amount} was not added`,
    safe: "Nothing was charged. The amount is still here to try again.",
    expired: "The payment page ran out of time.",
  },
  unknown: {
    title: "Not known yet",
    explain: (amount: string, id: string) =>
      `No answer came for your ${amount} to ${id}. It may have been added or not.`,
    safe: "Trying again with the same payment can not charge twice: if it was added before, nothing is added now; if not, it is added once.",
    done: (amount: string, team: string) => `Your ${amount} is in ${team}, once.`,
  },
};
