import type { Check } from "../../bindings/Check";
import type { CheckId } from "../../bindings/CheckId";
import type { Messages } from "../messages";
import type { errors as errorWords } from "./errors";

type Words = (check: Check) => string;

export function diagnostics(m: Messages, errors: ReturnType<typeof errorWords>) {
  const words = m.diagnostics;
  const fine: Record<CheckId, Words> = {
    keyring: () => words.fine.keyring,
    server: answers(m, words.fine),
    clock: () => words.fine.clock,
    data_folder: () => words.fine.data_folder,
    stored_files: () => words.fine.stored_files,
    web_view: ({ value }) => value ?? words.fine.web_view,
  };
  const troubled: Record<CheckId, Words> = {
    keyring: () => words.troubled.keyring,
    server: answers(m, words.troubled),
    clock: ({ seconds }) => (seconds === null ? words.troubled.clock : skew(m, seconds)),
    data_folder: () => words.troubled.data_folder,
    stored_files: ({ outcome }) =>
      outcome === "warning" ? words.troubled.stored_copy : words.troubled.stored_files,
    web_view: ({ value: version }) =>
      version === null ? words.troubled.web_view : words.troubled.web_view_old({ version }),
  };
  return {
    ...words,
    done: (checks: Check[]) => {
      const n = checks.filter(({ outcome }) => outcome === "warning" || outcome === "failed").length;
      return n === 0 ? words.allFine : words.attention({ n });
    },
    /** What was found. */
    found: (check: Check): string => {
      if (check.outcome === "skipped") return words.skipped[check.id];
      if (check.outcome === "fine") return fine[check.id](check);
      return check.error === null ? troubled[check.id](check) : errors.of(check.error).title;
    },
    /** What helps, where something has to be done. */
    fix: (check: Check): string | null => {
      if (check.outcome === "fine" || check.outcome === "skipped") return null;
      return (check.id === "keyring" || check.id === "stored_files") && check.error !== null
        ? errors.of(check.error).next
        : words.fixes[check.id];
    },
  };
}

type Answers = Pick<Messages["diagnostics"]["fine"], "server" | "serverIn">;

function answers(m: Messages, { server, serverIn }: Answers): Words {
  return ({ milliseconds, value }) => {
    const whose = { server: value ?? m.diagnostics.someServer };
    return milliseconds === null ? server(whose) : serverIn({ ...whose, milliseconds });
  };
}

/** How far apart two clocks are: `10 minutes ahead of the server`. */
function skew(m: Messages, seconds: number): string {
  const { clock } = m.diagnostics;
  const apart = Math.abs(seconds);
  if (apart < 120) return (seconds > 0 ? clock.secondsAhead : clock.secondsBehind)({ n: apart });
  return (seconds > 0 ? clock.minutesAhead : clock.minutesBehind)({ n: Math.round(apart / 60) });
}
