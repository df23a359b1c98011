export const topUp = {
  title: (team: string) => `Top up ${team}`,
  balance: "Balance now",
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
    closeHint: "You can close this; the payment goes on.",
  },
  failed: {
    title: (amount: string) => `${amount} was not added`,
    safe: "Nothing was charged. The amount is still here to try again.",
    expired: "The payment page ran out of time.",
  },
  unknown: {
    title: (amount: string, id: string) => `Checking whether your ${amount} reached ${id}`,
    explain:
      "The answer was lost on the way. Nothing was sent twice, and checking again sends nothing twice either.",
    again: "Check again",
  },
};
