import type { Check } from "../../bindings/Check";
import type { Preferences } from "../../bindings/Preferences";
import type { Methods } from "./methods";

type App =
  | "preferences"
  | "setPreferences"
  | "about"
  | "showDataFolder"
  | "clearOfflineCopy"
  | "diagnose"
  | "diagnosticsBundle"
  | "saveDiagnostics"
  | "showSavedDiagnostics"
  | "viewReady";

const DATA_DIR = "/home/you/.local/share/com.ollm.teams";

export function appMethods(checks: () => Check[]): Methods<App> {
  let preferences: Preferences = { theme: "system" };
  return {
    preferences: () => preferences,
    setPreferences: (args) => {
      preferences = args.preferences;
      return preferences;
    },
    about: () => ({ version: "0.1.0", data_dir: DATA_DIR }),
    showDataFolder: () => null,
    clearOfflineCopy: () => null,
    diagnose: checks,
    diagnosticsBundle: () => ({ file_name: FILE_NAME, text: BUNDLE }),
    saveDiagnostics: () => `/home/you/Downloads/${FILE_NAME}`,
    showSavedDiagnostics: () => null,
    viewReady: () => null,
  };
}

const FILE_NAME = "ollm-teams-report-20261124-0815.txt";

const BUNDLE = `OLLM Teams 0.1.0 on linux x86_64
WebKitGTK 2.50.1

Checks
keyring       fine      12 ms
server        fine      84 ms
clock         warning   610 s ahead
data_folder   fine
stored_files  fine      3 files
web_view      fine      WebKitGTK 2.50.1

Log
2026-11-24T08:14:02Z INFO  ollm_teams: started
2026-11-24T08:14:02Z INFO  ollm_teams::session: opened account 1 of 2 (user #a41f)
2026-11-24T08:14:03Z INFO  ollm_teams::teams: list of 5 teams in 84 ms
2026-11-24T08:14:33Z WARN  ollm_teams::teams: the server's clock differs by 610 s
`;
