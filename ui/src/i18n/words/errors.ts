import type { AppError } from "../../bindings/AppError";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { ErrorContext } from "../../bindings/ErrorContext";
import { formatDollars } from "../format";
import type { Messages } from "../messages";
import { keyringHelp } from "./keyring";

/** The field of a form that an error is about; it is shown beside it. */
export type Field = "teamName" | "email" | "role" | "amount" | "threshold" | "server" | "token";

/** What a person reads of an error. */
interface Words {
  /** What happened. */
  title: string;
  /** What is safe, and what to do next. */
  next: string;
}

export interface Presentation extends Words {
  /** The field that it belongs to. */
  field?: Field | undefined;
}

const FIELDS: Partial<Record<ErrorCode, Field>> = {
  team_name_empty: "teamName",
  team_name_too_long: "teamName",
  team_name_control_character: "teamName",
  email_invalid: "email",
  email_missing: "email",
  role_not_invitable: "role",
  amount_not_a_number: "amount",
  amount_too_many_decimals: "amount",
  amount_out_of_range: "amount",
  threshold_not_a_number: "threshold",
  threshold_too_many_decimals: "threshold",
  threshold_out_of_range: "threshold",
  server_url_invalid: "server",
  server_url_insecure: "server",
  server_url_unsupported: "server",
  token_malformed: "token",
  unauthorized: "token",
  already_member: "email",
  invitation_pending: "email",
};

/** Every code has its words: a new code on the Rust side does not compile here until it is written. */
function presentations(m: Messages): Record<ErrorCode, Words | ((detail: ErrorContext) => Words)> {
  const { codes } = m.errors;
  const help = keyringHelp(m);
  return {
    ...codes,
    amount_out_of_range: {
      ...codes.amount_out_of_range,
      next: codes.amount_out_of_range.next({ least: formatDollars(1), most: formatDollars(10_000) }),
    },
    threshold_out_of_range: {
      ...codes.threshold_out_of_range,
      next: codes.threshold_out_of_range.next({
        none: formatDollars(0),
        most: formatDollars(1_000_000_000),
      }),
    },
    keyring_locked: help.locked,
    keyring_absent: help.absent,
    keyring_denied: help.denied,
    keyring_full: help.full,
    keyring_unavailable: help.failed,
    local_workspace_unreadable: ({ path }) => {
      const { title, next, nextOf } = codes.local_workspace_unreadable;
      return { title, next: path === null ? next : nextOf({ path }) };
    },
  };
}

export function errors(m: Messages) {
  const table = presentations(m);
  return {
    ...m.errors,
    of: ({ code, detail }: AppError): Presentation => {
      const words = table[code];
      return { ...(typeof words === "function" ? words(detail) : words), field: FIELDS[code] };
    },
  };
}
