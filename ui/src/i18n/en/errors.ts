import type { AppError } from "../../bindings/AppError";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { ErrorContext } from "../../bindings/ErrorContext";
import { keyringHelp } from "./keyring";

/** The field of a form that an error is about; it is shown beside it. */
export type Field = "teamName" | "email" | "role" | "amount" | "server" | "token";

/** What a person reads of an error. */
export interface Presentation {
  /** What happened. */
  title: string;
  /** What is safe, and what to do next. */
  next: string;
  /** The field that it belongs to. */
  field?: Field;
}

const UNCHANGED = "Nothing was changed.";

/** Every code has its words: a new code on the Rust side does not compile here until it is written. */
const PRESENTATIONS: Record<ErrorCode, Presentation | ((detail: ErrorContext) => Presentation)> = {
  team_name_empty: { title: "Enter a name.", next: "A team needs one.", field: "teamName" },
  team_name_too_long: {
    title: "That name is too long.",
    next: "A team's name has at most 64 characters.",
    field: "teamName",
  },
  team_name_control_character: {
    title: "That name contains invisible control characters.",
    next: "Remove line breaks, tabs and direction marks.",
    field: "teamName",
  },
  email_invalid: {
    title: "That is not an email address.",
    next: "It looks like you@example.com.",
    field: "email",
  },
  email_missing: { title: "Enter an email address.", next: "A list works too.", field: "email" },
  role_not_invitable: {
    title: "Nobody can be invited with that role.",
    next: "Choose Admin, Member or Viewer.",
    field: "role",
  },
  amount_not_a_number: {
    title: "That is not a number.",
    next: "Use digits and a dot, such as 12.50.",
    field: "amount",
  },
  amount_too_many_decimals: {
    title: "An amount has at most 2 decimals.",
    next: "Write it like 12.50.",
    field: "amount",
  },
  amount_out_of_range: {
    title: "That amount is out of range.",
    next: "Choose from $1 to $10,000.",
    field: "amount",
  },
  server_url_invalid: {
    title: "That is not a server's address.",
    next: "It looks like https://api.example.com.",
    field: "server",
  },
  server_url_insecure: {
    title: "That address is not encrypted.",
    next: "Use https://, so that nobody on the way can read your token.",
    field: "server",
  },
  server_url_unsupported: {
    title: "That address has parts that do not belong there.",
    next: "Remove any user name, '?' and '#'.",
    field: "server",
  },
  token_malformed: {
    title: "That can not be a token.",
    next: "Copy it again, without spaces or line breaks.",
    field: "token",
  },
  unauthorized: {
    title: "The server does not accept this sign-in.",
    next: `Its token may be mistyped, revoked or expired. ${UNCHANGED}`,
    field: "token",
  },
  forbidden: {
    title: "Your role does not allow that.",
    next: `${UNCHANGED} Ask an owner of the team.`,
  },
  not_found: {
    title: "That is not there any more.",
    next: "It was removed, or you have no access to it now.",
  },
  already_member: { title: "Already in the team.", next: "No invitation is needed.", field: "email" },
  invitation_pending: {
    title: "Already invited.",
    next: "The invitation waits for an answer; you can resend it.",
    field: "email",
  },
  invitation_not_pending: {
    title: "That invitation is not open any more.",
    next: "It was answered, revoked, or has expired.",
  },
  last_owner: {
    title: "A team needs at least one owner.",
    next: `${UNCHANGED} Make somebody else an owner first.`,
  },
  version_mismatch: {
    title: "The team changed meanwhile.",
    next: `${UNCHANGED} Look again, then decide.`,
  },
  rate_limited: { title: "That was too often.", next: `${UNCHANGED} Wait a moment and try again.` },
  invalid_request: {
    title: "The server refused what was entered.",
    next: `${UNCHANGED} Correct it and try again.`,
  },
  top_up_in_progress: {
    title: "A top-up of this team is on its way already.",
    next: "Nothing was sent twice. Wait for it to finish.",
  },
  top_up_unsettled: {
    title: "An earlier top-up of this team has no end yet.",
    next: "Nothing new was sent. Settle that one first.",
  },
  checkout_url_refused: {
    title: "The payment page's address is not one to trust.",
    next: "It was not opened, and nothing was paid.",
  },
  file_manager_unavailable: {
    title: "The folder could not be shown.",
    next: "Open it in your file manager: its name is beside the button.",
  },
  browser_unavailable: {
    title: "Your browser could not be opened.",
    next: `${UNCHANGED} Check which browser is your system's default, then try again.`,
  },
  server_error: { title: "The server had a problem.", next: "Try again in a moment." },
  unreachable: {
    title: "The server can not be reached.",
    next: `${UNCHANGED} Check the connection and try again.`,
  },
  timed_out: { title: "The server took too long to answer.", next: "Try again in a moment." },
  unexpected_answer: {
    title: "The server answered something that this app does not understand.",
    next: "Check that the address is right, or update the app.",
  },
  outcome_unknown: {
    title: "It is not known whether that change was made.",
    next: "It was sent once. Look at the list before you try again.",
  },
  signed_out: { title: "You are signed out.", next: "Sign in to go on." },
  sign_in_canceled: { title: "The sign-in was canceled.", next: UNCHANGED },
  sign_in_timed_out: {
    title: "Nobody signed in within 5 minutes.",
    next: `${UNCHANGED} Try again when you are ready.`,
  },
  sign_in_denied: {
    title: "The sign-in was refused in the browser.",
    next: `${UNCHANGED} Try again and allow it, or use another account.`,
  },
  sign_in_failed: {
    title: "The browser came back with an answer that does not fit.",
    next: "It was not used, and nothing was changed. Try again.",
  },
  browser_sign_in_unsupported: {
    title: "This server offers tokens only.",
    next: "Ask whoever runs it for an API token.",
  },
  authorization_server_unreachable: {
    title: "The server's sign-in page can not be reached.",
    next: `${UNCHANGED} Check the connection and try again.`,
  },
  keyring_locked: keyringHelp("locked"),
  keyring_absent: keyringHelp("absent"),
  keyring_denied: keyringHelp("denied"),
  keyring_full: keyringHelp("full"),
  keyring_unavailable: keyringHelp("failed"),
  storage_unavailable: {
    title: "The app's own files can not be read or written.",
    next: "Check that the disk is not full and that the data folder is yours.",
  },
  local_workspace_unreadable: ({ path }) => ({
    title: "The workspace's file can not be read.",
    next: `It is left as it is${path === null ? "" : `: ${path}`}. Move or rename it to start a new one.`,
  }),
  local_workspace_failed: {
    title: "The server of the workspace did not start.",
    next: "Try again, or restart the app.",
  },
};

export const errors = {
  of: ({ code, detail }: AppError): Presentation => {
    const presentation = PRESENTATIONS[code];
    return typeof presentation === "function" ? presentation(detail) : presentation;
  },
  waitSeconds: (seconds: number) => `Try again in ${seconds} s.`,
  code: "Code",
  message: "Message",
  requestId: "Request ID",
  field: "Field",
  path: "File",
};
