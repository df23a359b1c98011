import type { TeamFilter } from "../../bindings/TeamFilter";

export const NO_FILTER: TeamFilter = { role: null, low_balance: false, pending_invitations: false };

export function isFiltering({ role, low_balance, pending_invitations }: TeamFilter): boolean {
  return role !== null || low_balance || pending_invitations;
}
