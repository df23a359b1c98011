import { invoke } from "@tauri-apps/api/core";
import type { Backend } from "./backend";
import { COMMANDS } from "./commands";

/** The real backend: every method is one `invoke`. */
export function tauriBackend(): Backend {
  const methods = Object.entries(COMMANDS).map(([method, command]) => [
    method,
    (args?: Record<string, unknown>) => invoke(command, args),
  ]);
  return Object.fromEntries(methods) as Backend;
}
