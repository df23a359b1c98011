import type { AppError } from "../../bindings/AppError";
import type { Messages } from "../messages";
import type { errors as errorWords } from "./errors";

export const session = (m: Messages, errors: ReturnType<typeof errorWords>) => ({
  ...m.session,
  notRemembered: {
    ...m.session.notRemembered,
    explain: (error: AppError) =>
      error.code === "storage_unavailable"
        ? m.session.notRemembered.explainStorage
        : m.session.notRemembered.explain(errors.of(error)),
  },
});
