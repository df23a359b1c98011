import type { Check } from "../../bindings/Check";
import type { FakeControl } from "./control";
import type { Methods } from "./methods";

type App =
  | "preferences"
  | "setPreferences"
  | "about"
  | "desktop"
  | "setAutostart"
  | "showDataFolder"
  | "clearOfflineCopy"
  | "setVisible"
  | "showExported"
  | "diagnose"
  | "diagnosticsBundle"
  | "saveDiagnostics"
  | "showSavedDiagnostics"
  | "linkWaits"
  | "viewReady"
  | "listPainted"
  | "printPage";

const DATA_DIR = "/home/you/.local/share/com.ollm.teams";

export function appMethods(
  checks: () => Check[],
  control: FakeControl,
  clearCopies: () => void,
): Methods<App> {
  return {
    preferences: () => control.preferences,
    setPreferences: (args) => {
      control.preferences = args.preferences;
      return control.preferences;
    },
    about: () => ({ version: "0.1.0", data_dir: DATA_DIR, safe_mode: control.safeMode }),
    desktop: () => control.desktop,
    setAutostart: ({ isOn }) => {
      control.desktop = { ...control.desktop, autostart: isOn };
      return null;
    },
    showDataFolder: () => null,
    clearOfflineCopy: () => {
      clearCopies();
      return null;
    },
    setVisible: () => null,
    showExported: () => null,
    diagnose: checks,
    diagnosticsBundle: () => ({ file_name: FILE_NAME, text: BUNDLE }),
    saveDiagnostics: () => `/home/you/Downloads/${FILE_NAME}`,
    showSavedDiagnostics: () => null,
    linkWaits: ({ known }) => control.links.waits(known),
    viewReady: () => null,
    listPainted: () => null,
    printPage: () => null,
  };
}

const FILE_NAME = "ollm-teams-report-2026-11-24T08-15-00Z.txt";

const BUNDLE = `OLLM Teams 0.1.0
2026-11-24T08:15:00Z
System: Debian GNU/Linux 12, x86_64
Web view: WebKitGTK 2.50.1
Data folder: ~/.local/share/com.ollm.teams

Accounts
- Remote, Token, [e-mail 1] at api.example.com
- Remote, Browser, [e-mail 2] at teams.example.org

Checks
- Keyring: Fine, 12 ms
- Server: Fine, 84 ms, api.example.com
- Clock: Warning, 610 s ahead of the server
- DataFolder: Fine, ~/.local/share/com.ollm.teams
- StoredFiles: Fine
- WebView: Fine, WebKitGTK 2.50.1

Logs
2026-11-24T08:14:02Z  INFO ollm_teams: started
2026-11-24T08:14:03Z  INFO ollm_teams_core: GET /v1/teams 200 in 84 ms
`;
