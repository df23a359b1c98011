import type { Role } from "../../bindings/Role";
import type { SortKey } from "../../bindings/SortKey";
import type { TeamFilter } from "../../bindings/TeamFilter";

export const NO_FILTER: TeamFilter = { role: null, low_balance: false, pending_invitations: false };

export const SORT_KEYS: SortKey[] = ["name", "balance", "role", "changed"];
export const ROLES: Role[] = ["owner", "admin", "member", "viewer"];

export function isFiltering({ role, low_balance, pending_invitations }: TeamFilter): boolean {
  return role !== null || low_balance || pending_invitations;
}
