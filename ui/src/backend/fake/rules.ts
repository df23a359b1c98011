import type { Member } from "../../bindings/Member";
import type { MemberLock } from "../../bindings/MemberLock";
import type { MemberView } from "../../bindings/MemberView";
import type { Role } from "../../bindings/Role";
import type { TeamPermissions } from "../../bindings/TeamPermissions";
import type { TeamView } from "../../bindings/TeamView";
import { appError } from "./errors";
import type { FakeTeam } from "./world";

/** The rules of the Rust side, as far as the fake needs them. The view itself has none. */
export function checkName(text: string): string {
  const name = text.trim();
  if (name === "") throw appError("team_name_empty");
  if (/\p{Cc}/u.test(name)) throw appError("team_name_control_character");
  if ([...name].length > 64) throw appError("team_name_too_long");
  return name;
}

export function checkEmail(text: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) throw appError("email_invalid");
  return text.toLowerCase();
}

export function checkAmount(text: string): string {
  const amount = text.trim();
  if (!/^\d+(\.\d*)?$/.test(amount)) throw appError("amount_not_a_number");
  const [whole = "", decimals = ""] = amount.split(".");
  if (decimals.length > 2) throw appError("amount_too_many_decimals");
  const value = Number(amount);
  if (value < 1 || value > 10_000) throw appError("amount_out_of_range");
  return `${whole}.${decimals.padEnd(2, "0")}`;
}

export function checkThreshold(text: string): string {
  const amount = text.trim();
  if (!/^\d+(\.\d*)?$/.test(amount)) throw appError("threshold_not_a_number");
  const [whole = "", decimals = ""] = amount.split(".");
  if (decimals.length > 2) throw appError("threshold_too_many_decimals");
  const value = Number(amount);
  if (value <= 0 || value > 1_000_000_000) throw appError("threshold_out_of_range");
  return `${whole}.${decimals.padEnd(2, "0")}`;
}

export function checkServer(text: string): URL {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    throw appError("server_url_invalid");
  }
  const loopback = ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback))
    throw appError("server_url_insecure");
  if (url.username || url.search || url.hash) throw appError("server_url_unsupported");
  return url;
}

/** Adds two decimal strings exactly, to 2 decimals at least. */
export function addAmounts(a: string, b: string): string {
  const sum = toMicros(a) + toMicros(b);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(7, "0");
  const decimals = digits.slice(-6).replace(/0{1,4}$/, "");
  return `${sum < 0n ? "-" : ""}${digits.slice(0, -6)}.${decimals}`;
}

function toMicros(amount: string): bigint {
  const negative = amount.startsWith("-");
  const [whole = "0", decimals = ""] = amount.replace("-", "").split(".");
  const micros = BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, "0"));
  return negative ? -micros : micros;
}

export function permissionsOf(role: Role): TeamPermissions {
  const owner = role === "owner";
  return {
    rename: owner,
    delete: owner,
    top_up: owner,
    set_low_balance_threshold: owner,
    manage_invitations: owner || role === "admin",
    leave: ["owner", "admin", "member", "viewer"].includes(role),
  };
}

export function memberView(member: Member, members: Member[], yourId: string): MemberView {
  const yourRole = members.find((other) => other.user_id === yourId)?.role;
  const isYou = member.user_id === yourId;
  const isOwner = member.role === "owner";
  const lastOwner = isOwner && members.filter((other) => other.role === "owner").length === 1;
  const manages = yourRole === "owner" || (yourRole === "admin" && !isOwner);
  const roles = yourRole === "owner" ? ["owner", "admin", "member", "viewer"] : ["admin", "member", "viewer"];
  const removable = (manages || isYou) && !lastOwner;
  return {
    member,
    is_you: isYou,
    assignable_roles: manages && !lastOwner ? roles : [],
    removable,
    lock: removable ? null : lockOf(lastOwner && yourRole === "owner", isOwner),
  };
}

function lockOf(lastOwner: boolean, isOwner: boolean): MemberLock {
  if (lastOwner) return "last_owner";
  return isOwner ? "needs_owner" : "needs_admin";
}

export function teamView({ team, isLow }: FakeTeam): TeamView {
  return { team, permissions: permissionsOf(team.role), is_low: isLow };
}

export function allowed(team: FakeTeam, action: keyof TeamPermissions): FakeTeam {
  if (!permissionsOf(team.team.role)[action]) throw appError("forbidden");
  return team;
}
