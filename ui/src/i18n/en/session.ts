export const session = {
  title: "Welcome to OLLM Teams",
  lead: "Share a balance, invite people, and see where the credits go.",
  local: {
    action: "Start a local workspace",
    explain: "On this computer, with no account. Works offline.",
    sample: "With sample data",
  },
  token: {
    action: "Use a token",
    explain: "Connect to a server that gave you an API token.",
    server: "Server URL",
    token: "API token",
    tokenHint: "It is kept in your system's keyring, never in a file.",
    submit: "Sign in",
  },
  interrupted: {
    title: "Not connected",
    who: (email: string, host: string) => `Signed in as ${email} at ${host}.`,
    signOut: "Sign out",
  },
  notRemembered: {
    title: "You will be signed out when you close the app",
    explain: "Your system's keyring did not keep the token, and it is stored nowhere else.",
  },
  signInAgain: "Sign in again",
  /** Where a local workspace stands in for a host. */
  localHost: "Local workspace",
  sampleHost: "Sample workspace",
};
