import type { AppError } from "../../bindings/AppError";
import type { ErrorCode } from "../../bindings/ErrorCode";

const RETRYABLE: ErrorCode[] = ["unreachable", "timed_out", "server_error", "rate_limited"];

/** An error as the Rust side makes it. */
export function appError(code: ErrorCode, requestId: string | null = null): AppError {
  return {
    code,
    message: `fake: ${code}`,
    retryable: RETRYABLE.includes(code),
    detail: { request_id: requestId, param: null, path: null, earlier_at: null, retry_after_seconds: null },
  };
}
