import { invoke } from "@tauri-apps/api/core";
import type { AccountBackend, AppCommands, Backend } from "./backend";
import { COMMANDS } from "./commands";

/** The real backend: every method is one `invoke`. The types say which of them are an account's. */
export function tauriBackend(): Backend {
  return {
    ...(methods({}) as unknown as AppCommands),
    forAccount: (account) => methods({ account }) as unknown as AccountBackend,
  };
}

function methods(always: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(COMMANDS).map(([method, command]) => [
    method,
    (args?: Record<string, unknown>) => invoke(command, { ...always, ...args }),
  ]);
  return Object.fromEntries(entries);
}
