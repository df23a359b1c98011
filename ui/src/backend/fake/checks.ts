import type { Check } from "../../bindings/Check";
import { appError } from "./errors";

const NOTHING = { milliseconds: null, seconds: null, value: null, error: null };

/** Checks as they end on a computer where all is well. */
export function fineChecks(): Check[] {
  return [
    { ...NOTHING, id: "keyring", outcome: "fine", milliseconds: 12 },
    { ...NOTHING, id: "server", outcome: "fine", milliseconds: 84, value: "api.example.com" },
    { ...NOTHING, id: "clock", outcome: "fine", seconds: 0 },
    { ...NOTHING, id: "data_folder", outcome: "fine" },
    { ...NOTHING, id: "stored_files", outcome: "fine" },
    { ...NOTHING, id: "web_view", outcome: "fine", value: "WebKitGTK 2.50.1" },
  ];
}

/** Checks as they end where much is wrong. */
export function badChecks(): Check[] {
  return [
    { ...NOTHING, id: "keyring", outcome: "failed", error: appError("keyring_locked") },
    { ...NOTHING, id: "server", outcome: "warning", milliseconds: 4210, value: "api.example.com" },
    { ...NOTHING, id: "clock", outcome: "warning", seconds: 610 },
    { ...NOTHING, id: "data_folder", outcome: "failed", error: appError("storage_unavailable") },
    { ...NOTHING, id: "stored_files", outcome: "skipped" },
    { ...NOTHING, id: "web_view", outcome: "fine", value: "WebKitGTK 2.50.1" },
  ];
}
