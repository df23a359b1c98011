import type { About } from "../bindings/About";
import type { Account } from "../bindings/Account";
import type { AccountId } from "../bindings/AccountId";
import type { ActivityEntry } from "../bindings/ActivityEntry";
import type { Check } from "../bindings/Check";
import type { CheckedAmount } from "../bindings/CheckedAmount";
import type { CredentialStateView } from "../bindings/CredentialStateView";
import type { DesktopView } from "../bindings/DesktopView";
import type { DiagnosticsBundle } from "../bindings/DiagnosticsBundle";
import type { ExportFormat } from "../bindings/ExportFormat";
import type { Invitation } from "../bindings/Invitation";
import type { InviteOutcome } from "../bindings/InviteOutcome";
import type { LedgerFilter } from "../bindings/LedgerFilter";
import type { ListRequest } from "../bindings/ListRequest";
import type { NumberFormat } from "../bindings/NumberFormat";
import type { OpenedLink } from "../bindings/OpenedLink";
import type { Preferences } from "../bindings/Preferences";
import type { Receipt } from "../bindings/Receipt";
import type { Role } from "../bindings/Role";
import type { SessionView } from "../bindings/SessionView";
import type { Snapshot } from "../bindings/Snapshot";
import type { SyncView } from "../bindings/SyncView";
import type { TeamList } from "../bindings/TeamList";
import type { TeamPeople } from "../bindings/TeamPeople";
import type { TeamRow } from "../bindings/TeamRow";
import type { TeamView } from "../bindings/TeamView";
import type { TopUpAttempt } from "../bindings/TopUpAttempt";
import type { TopUps } from "../bindings/TopUps";
import type { TransactionPage } from "../bindings/TransactionPage";
import type { Trend } from "../bindings/Trend";
import type { UpdatesView } from "../bindings/UpdatesView";
import type { Usage } from "../bindings/Usage";

/**
 * Everything that the view can ask for. Each method is one command of the Rust side with the same argument names
 * (`commands.ts` pairs them), and every rejection is an `AppError`. What is valid input is decided there: the view
 * sends what was typed.
 */
export interface Backend extends AppCommands {
  /** The data of one account. There is no other way to it, so one account's rows are never another's answer. */
  forAccount(account: AccountId): AccountBackend;
}

/** Who is signed in, and what belongs to the app as a whole. */
export interface AppCommands {
  /**
   * Answers within a second, also while the keyring waits for a person: then the state is `restoring`, and asking again
   * waits on. Where there is an offline copy to show meanwhile, the first answer comes at once.
   */
  session(): Promise<SessionView>;
  startLocalWorkspace(args: { sampleData: boolean }): Promise<SessionView>;
  signInWithToken(args: { server: string; token: string }): Promise<SessionView>;
  /** Answers when the person is done in the browser, after five minutes at most. */
  signInWithBrowser(args: { server: string }): Promise<SessionView>;
  /** `signInWithBrowser` is then rejected with `sign_in_canceled`. */
  cancelBrowserSignIn(): Promise<null>;
  /** Tries again to put the sign-in into the keyring. */
  keepSignedIn(args: { account: AccountId }): Promise<SessionView>;
  switchAccount(args: { account: AccountId }): Promise<SessionView>;
  /** Moves an account to a place in the list, which is answered. */
  placeAccount(args: { account: AccountId; place: number }): Promise<Account[]>;
  signOut(args: { account: AccountId }): Promise<SessionView>;
  signOutAll(): Promise<SessionView>;
  /** What was tried with money and has no end yet, of one account or of all: signing out ends none of it. */
  unsettledTopUps(args: { account: AccountId | null }): Promise<TopUpAttempt[]>;
  credentialState(): Promise<CredentialStateView>;
  /** Probes the keyring again. */
  checkCredentials(): Promise<CredentialStateView>;

  preferences(): Promise<Preferences>;
  setPreferences(args: { preferences: Preferences }): Promise<Preferences>;
  about(): Promise<About>;
  /** What the desktop lets the app do. */
  desktop(): Promise<DesktopView>;
  setAutostart(args: { isOn: boolean }): Promise<null>;
  showDataFolder(): Promise<null>;
  clearOfflineCopy(): Promise<null>;
  /** Says whether somebody may be looking at the window: the sync is slower while nobody is. */
  setVisible(args: { visible: boolean }): Promise<null>;
  /** Opens the folder of what `exportTeams` saved last. */
  showExported(): Promise<null>;
  /** What is known of newer versions, once that is news to whoever has seen the revision `seen`, or after a while. */
  updateState(args: { seen: number }): Promise<UpdatesView>;
  /** What comes of it is told by `updateState`. */
  checkForUpdates(): Promise<null>;
  /** Installs what was found for the next start. What comes of it is told by `updateState`. */
  installUpdate(): Promise<null>;
  /** Ends the app and starts it again. */
  restartApp(): Promise<null>;
  diagnose(): Promise<Check[]>;
  diagnosticsBundle(): Promise<DiagnosticsBundle>;
  /** Saves the bundle that `diagnosticsBundle` answered last, and says where. */
  saveDiagnostics(): Promise<string>;
  showSavedDiagnostics(): Promise<null>;
  /** Whether a link waits for somebody to sign in: at once where that is not what is `known`, else when it changes. */
  linkWaits(args: { known: boolean }): Promise<boolean>;
  /** Shows the window, which is created hidden so that nothing flashes. */
  viewReady(): Promise<null>;
  /** The first rows of the list are on the screen, so many of them. */
  listPainted(args: { rows: number }): Promise<null>;
  /** Opens the system's print dialog for what the page is on paper. */
  printPage(): Promise<null>;
}

/** The data of one account: each call says which one. */
export interface AccountBackend {
  /** From the offline copy alone, so at once; `null` where nothing was ever fetched. */
  listTeams(args: { request: ListRequest }): Promise<Snapshot<TeamList> | null>;
  /** Rows of a list as they are looked at, in the order of `ids`; without teams that are gone by now. */
  teamRows(args: { ids: string[]; search: string }): Promise<TeamRow[]>;
  /** The teams of a list whose names start with what was typed, in the list's order. */
  teamsStartingWith(args: { request: ListRequest; prefix: string }): Promise<string[]>;
  /** Saves the list, with everything that belongs to it, and says where. */
  exportTeams(args: { request: ListRequest; format: ExportFormat }): Promise<string>;
  /** How old all of this is: at once where its `revision` is not `seen`, else when it changes, or after a while. */
  syncState(args: { seen: number }): Promise<SyncView>;
  /** Asks the server what changed and waits for its answer; `syncState` says what came of it. */
  syncNow(): Promise<null>;
  /** The user knows which teams are gone. */
  acknowledgeLostTeams(args: { ids: string[] }): Promise<null>;
  createTeam(args: { name: string }): Promise<TeamView>;
  renameTeam(args: { teamId: string; name: string }): Promise<TeamView>;
  /** Refused with `version_mismatch` when the team is no longer the one that was shown. */
  deleteTeam(args: { teamId: string; version: number }): Promise<null>;

  teamPeople(args: { teamId: string }): Promise<Snapshot<TeamPeople>>;
  /** `emails` is one text as it was typed: addresses between commas, semicolons, spaces or lines. */
  invitePeople(args: { teamId: string; emails: string; role: Role }): Promise<InviteOutcome[]>;
  resendInvitation(args: { invitationId: string }): Promise<Invitation>;
  revokeInvitation(args: { invitationId: string }): Promise<null>;
  changeRole(args: { teamId: string; userId: string; role: Role }): Promise<null>;
  /** Removes a member, or leaves where the member is the caller. */
  removeMember(args: { teamId: string; userId: string }): Promise<null>;
  /** From the offline copy. */
  myInvitations(): Promise<Invitation[]>;
  acceptInvitation(args: { invitationId: string }): Promise<null>;
  declineInvitation(args: { invitationId: string }): Promise<null>;

  /** Reads an amount as it was typed, and says what it makes of the balance, or what is wrong with it. */
  checkTopUpAmount(args: { teamId: string; amount: string; format: NumberFormat }): Promise<CheckedAmount>;
  /** A new attempt, in the journal before it is sent. `repeats`: the user wants the same amount again. */
  topUp(args: { teamId: string; amount: string; repeats: boolean }): Promise<TopUpAttempt>;
  /** The attempts without an end, and those whose end was not acknowledged; waits for another revision than `seen`. */
  topUps(args: { seen: number }): Promise<TopUps>;
  /** Asks now what became of an attempt. */
  checkTopUp(args: { key: string }): Promise<TopUpAttempt>;
  /** Ends a pending attempt; where it was paid meanwhile, that is the answer. */
  cancelTopUp(args: { key: string }): Promise<TopUpAttempt>;
  acknowledgeTopUp(args: { key: string }): Promise<null>;
  /** Opens the payment page of a pending attempt in the browser. */
  openCheckout(args: { key: string }): Promise<null>;
  teamTrend(args: { teamId: string }): Promise<Snapshot<Trend>>;

  /**
   * A part of what a filter finds in a team's ledger, newest first: the first without a `cursor`. It may be empty though
   * there is more. From the server alone, as the four below.
   */
  transactions(args: {
    teamId: string;
    filter: LedgerFilter;
    cursor: string | null;
  }): Promise<TransactionPage>;
  /** Saves all that a filter finds, however much that is, and says where; `showExported` opens its folder. */
  exportTransactions(args: { teamId: string; filter: LedgerFilter; format: ExportFormat }): Promise<string>;
  /** `not_found` where nothing was booked for the top-up. */
  receipt(args: { teamId: string; topUpId: string }): Promise<Receipt>;
  /** Of the last `days` days, today included. */
  usage(args: { teamId: string; days: number }): Promise<Usage>;
  /** `amount` as it was typed; with `null` the team never counts as low. */
  setLowBalanceThreshold(args: {
    teamId: string;
    amount: string | null;
    format: NumberFormat;
  }): Promise<TeamView>;

  activity(): Promise<Snapshot<ActivityEntry[]>>;
  /** What the app was opened with, once each; waits for it, and answers `null` after a while. Nothing is answered by it. */
  nextLink(): Promise<OpenedLink | null>;
}

/** The name of anything that the Rust side can be asked for. */
export type Method = keyof AppCommands | keyof AccountBackend;
