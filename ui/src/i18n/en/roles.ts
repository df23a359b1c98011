import type { Role } from "../../bindings/Role";

const ROLES: Record<string, string> = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };

/** A role of a newer server is shown as the server names it. */
export function roleName(role: Role): string {
  return ROLES[role] ?? role;
}
