export type CredentialStateView = { state: "checking" | "working" | "locked" | "absent" | "denied" | "full" | "failed", reason: string | null, };
