import type { Check } from "../../bindings/Check";
import type { CheckId } from "../../bindings/CheckId";
import type { CheckOutcome } from "../../bindings/CheckOutcome";
import { count } from "../format";
import { errors } from "./errors";

const NAMES: Record<CheckId, string> = {
  keyring: "Keyring",
  server: "Server",
  clock: "Clock",
  data_folder: "Data folder",
  stored_files: "Stored files",
  web_view: "Web view",
};

const OUTCOMES: Record<CheckOutcome, string> = {
  fine: "Fine",
  warning: "Warning",
  failed: "Failed",
  skipped: "Not checked",
};

type Words = (check: Check) => string;

const FINE: Record<CheckId, Words> = {
  keyring: () => "The keyring works: an entry was written, read back and deleted.",
  server: ({ milliseconds, value }) => `${value ?? "It"} answers${took(milliseconds)}.`,
  clock: () => "This computer and the server agree.",
  data_folder: () => "The app can write to it.",
  stored_files: () => "All of them can be read.",
  web_view: ({ value }) => value ?? "It is recent enough.",
};

const TROUBLED: Record<CheckId, Words> = {
  keyring: () => "It did not give back what was put in.",
  server: ({ milliseconds, value }) => `${value ?? "It"} answers slowly${took(milliseconds)}.`,
  clock: ({ seconds }) => (seconds === null ? "The server does not say the time." : skew(seconds)),
  data_folder: () => "The app can not write to it.",
  stored_files: ({ outcome }) =>
    outcome === "warning"
      ? "An offline copy was damaged. It was set aside, and everything is fetched again."
      : "Some of them can not be read.",
  web_view: ({ value }) => (value === null ? "Its version is not known." : `${value} is old.`),
};

const FIXES: Record<CheckId, string> = {
  keyring: "Unlock or restart it, then run the checks again.",
  server: "Check the connection, a proxy or a firewall, then run the checks again.",
  clock: "Let your system set its clock by itself: sign-ins fail when it is far off.",
  data_folder: "Check that the disk is not full and that the folder is yours.",
  stored_files: "Clear the offline copy above: nothing on the server is changed.",
  web_view: "Update your system: the app's window is drawn by it.",
};

function took(milliseconds: number | null): string {
  return milliseconds === null ? "" : ` in ${milliseconds} ms`;
}

const SKIPPED: Record<CheckId, string> = {
  keyring: "No keyring to look at.",
  server: "No server to ask.",
  clock: "The server's time is not known.",
  data_folder: "Nothing to look at.",
  stored_files: "Nothing is stored yet.",
  web_view: "Its version is not known.",
};

/** How far apart two clocks are: `10 minutes ahead of the server`. */
function skew(seconds: number): string {
  const apart = Math.abs(seconds);
  const amount =
    apart < 120 ? count(apart, "second", "seconds") : count(Math.round(apart / 60), "minute", "minutes");
  return `This computer is ${amount} ${seconds > 0 ? "ahead of" : "behind"} the server.`;
}

export const diagnostics = {
  title: "Diagnostics",
  lead: "Looks at the keyring, the server, the clock, and what the app stores.",
  run: "Run checks",
  running: "Running checks…",
  results: "Results of the checks",
  done: (checks: Check[]) => {
    const bad = checks.filter(({ outcome }) => outcome === "warning" || outcome === "failed").length;
    return bad === 0 ? "Everything is fine." : `${count(bad, "check needs", "checks need")} attention.`;
  },
  name: (id: CheckId) => NAMES[id],
  outcome: (outcome: CheckOutcome) => OUTCOMES[outcome],
  /** What was found. */
  found: (check: Check): string => {
    if (check.outcome === "skipped") return SKIPPED[check.id];
    if (check.outcome === "fine") return FINE[check.id](check);
    return check.error === null ? TROUBLED[check.id](check) : errors.of(check.error).title;
  },
  /** What helps, where something has to be done. */
  fix: (check: Check): string | null => {
    if (check.outcome === "fine" || check.outcome === "skipped") return null;
    return (check.id === "keyring" || check.id === "stored_files") && check.error !== null
      ? errors.of(check.error).next
      : FIXES[check.id];
  },
  report: {
    action: "Save a report…",
    title: "Save a report",
    lead: "This is all that is saved. Read it before you give it to anybody.",
    leftOut: "Left out: tokens and other secrets, e-mail addresses, and the name of your own folder.",
    text: "The report",
    loading: "Preparing the report…",
    save: "Save",
    saved: (path: string) => `Saved as ${path}`,
    show: "Show in folder",
  },
};
