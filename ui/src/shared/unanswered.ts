import type { AppError } from "../bindings/AppError";
import type { ErrorCode } from "../bindings/ErrorCode";

const CODES: ErrorCode[] = ["unreachable", "timed_out", "signed_out", "authorization_server_unreachable"];

/** Whether nobody could be asked, or nobody answered: the state of the connection says that already. */
export function isUnanswered({ code }: AppError): boolean {
  return CODES.includes(code);
}

/**
 * Whether a read was not answered when the one before it did not fail: then what else is shown may be old too. Once for
 * each loss, so that reading again because of it does not go in a circle.
 */
export function justLost(before: AppError | null, error: AppError): boolean {
  return before === null && isUnanswered(error);
}
