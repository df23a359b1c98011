import type { Role } from "../../bindings/Role";
import type { Messages } from "../messages";

/** A role of a newer server is shown as the server names it. */
export function roleName({ common }: Messages, role: Role): string {
  const names: Partial<Record<string, string>> = common.roles;
  return names[role] ?? role;
}
