import type { AppError } from "../bindings/AppError";

/** What a rejection says. Anything but an `AppError` (a command that is not allowed, a bug) becomes one. */
export function asAppError(rejection: unknown): AppError {
  if (isAppError(rejection)) return rejection;
  const message = rejection instanceof Error ? rejection.message : String(rejection);
  return {
    code: "unexpected_answer",
    message,
    retryable: false,
    detail: { request_id: null, param: null, path: null, earlier_at: null, retry_after_seconds: null },
  };
}

function isAppError(value: unknown): value is AppError {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}
