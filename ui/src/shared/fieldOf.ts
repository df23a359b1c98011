import type { AppError } from "../bindings/AppError";
import { t } from "../i18n";
import type { Field } from "../i18n/words/errors";

/** How the server calls the fields in `param`. */
const PARAMS: Record<string, Field> = {
  name: "teamName",
  email: "email",
  role: "role",
  amount: "amount",
  low_balance_threshold: "threshold",
};

/** The field that an error belongs beside; of a refused request, the one that the server names. */
export function fieldOf(error: AppError | null): Field | undefined {
  if (error === null) return undefined;
  if (error.code === "invalid_request") return PARAMS[error.detail.param ?? ""];
  return t.errors.of(error).field;
}

/** Whether an error is about what was entered, and so says nothing of what the server holds. */
export function isAboutInput(error: AppError): boolean {
  const field = fieldOf(error);
  return field !== undefined && field !== "server" && field !== "token";
}
