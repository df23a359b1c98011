import type { AppError } from "../bindings/AppError";

/** Whether an answer failed because nobody answered: then what else is shown may be old too. */
export function connectionLost({ code }: AppError): boolean {
  return code === "unreachable" || code === "timed_out";
}
