import type { AppError } from "../bindings/AppError";

/**
 * Whether a read failed because nobody answers any more, when the one before it did not fail: then what else is shown
 * may be old too. Once for each loss, so that reading again because of it does not go in a circle.
 */
export function justLost(before: AppError | null, { code }: AppError): boolean {
  return before === null && (code === "unreachable" || code === "timed_out");
}
