import type { Event } from "../../bindings/Event";
import type { Forecast } from "../../bindings/Forecast";
import type { Invitation } from "../../bindings/Invitation";
import type { Member } from "../../bindings/Member";
import type { Money } from "../../bindings/Money";
import type { Role } from "../../bindings/Role";
import type { Team } from "../../bindings/Team";
import type { TopUpAttempt } from "../../bindings/TopUpAttempt";
import type { Transaction } from "../../bindings/Transaction";
import type { Trend } from "../../bindings/Trend";
import type { Usage } from "../../bindings/Usage";
import type { User } from "../../bindings/User";
import { appError } from "./errors";
import { addAmounts } from "./rules";

const DAY = 86_400_000;

export interface FakeTeam {
  team: Team;
  members: Member[];
  invitations: Invitation[];
  trend: Trend;
  isLow: boolean;
}

/** A top-up as the server has it. */
export interface FakeTopUp {
  readonly id: string;
  readonly team_id: string;
  readonly amount: Money;
  status: "pending" | "succeeded" | "failed" | "expired";
  failure: string | null;
  checkout_url: string | null;
  settled_at: string | null;
}

/** A top-up as the app's own journal has it. */
export interface FakeAttempt {
  attempt: TopUpAttempt;
  topUp: FakeTopUp;
  isSeen: boolean;
}

/** What a server would hold, and what the app has tried there. */
export class World {
  readonly teams = new Map<string, FakeTeam>();
  readonly topUps = new Map<string, FakeTopUp>();
  readonly journal = new Map<string, FakeAttempt>();
  /** The entries of all ledgers, newest first. */
  readonly ledger: Transaction[] = [];
  /** What each team used. */
  readonly usage = new Map<string, Usage>();
  readonly events: Event[] = [];
  invitationsForYou: Invitation[] = [];
  /** How a top-up ends: at once, after a payment page, or refused. */
  payments: "instant" | "checkout" | "declined" = "instant";
  /** Whether no answer about a top-up arrives. */
  losesTopUps = false;
  #ids = 0;

  constructor(
    readonly now: () => Date = () => new Date(),
    readonly you: User = { id: "usr_you", email: "you@example.com", name: null },
  ) {}

  id(prefix: string): string {
    this.#ids += 1;
    return `${prefix}_${this.#ids}`;
  }

  at(daysFromNow = 0): string {
    return new Date(this.now().getTime() + daysFromNow * DAY).toISOString();
  }

  team(teamId: string): FakeTeam {
    const team = this.teams.get(teamId);
    if (!team) throw appError("not_found");
    return team;
  }

  addTeam(team: Pick<Team, "name" | "role"> & Partial<Team>, trend: Partial<Trend> = {}): FakeTeam {
    const id = team.id ?? `${slug(team.name)}-${(this.teams.size + 0xa1b2c3d4).toString(16)}`;
    const record: FakeTeam = {
      team: {
        id,
        balance: { amount: "0.00", currency: "USD" },
        low_balance_threshold: null,
        member_count: 1,
        pending_invitation_count: 0,
        created_at: this.at(-300),
        updated_at: this.at(),
        version: 1,
        ...team,
      },
      members: [],
      invitations: [],
      trend: { points: [], forecast: { state: "no_usage" }, ...trend },
      isLow: false,
    };
    this.teams.set(id, record);
    this.addMember(record, this.you.email, team.role, -300, this.you.id);
    return record;
  }

  addMember(team: FakeTeam, email: string, role: Role, daysFromNow = 0, userId = this.id("usr")): Member {
    const member: Member = { user_id: userId, email, name: null, role, joined_at: this.at(daysFromNow) };
    team.members.push(member);
    team.team.member_count = team.members.length;
    return member;
  }

  addInvitation(team: FakeTeam, email: string, role: Role, daysLeft = 6.5): Invitation {
    const invitation: Invitation = {
      id: this.id("inv"),
      team_id: team.team.id,
      team_name: team.team.name,
      email,
      role,
      status: "pending",
      invited_by: this.you.email,
      created_at: this.at(daysLeft - 7),
      expires_at: this.at(daysLeft),
    };
    team.invitations.push(invitation);
    team.team.pending_invitation_count = team.invitations.length;
    return invitation;
  }

  record(teamId: string, action: string, target: string, detail = ""): void {
    const event = {
      id: this.id("evt"),
      team_id: teamId,
      at: this.at(),
      actor: this.you.email,
      action,
      target,
      detail,
    };
    this.events.unshift(event);
  }

  /** Changes the team as somebody else would: a new balance makes a new version. */
  credit(team: FakeTeam, amount: string): void {
    if (team.team.balance)
      team.team.balance = { ...team.team.balance, amount: addAmounts(team.team.balance.amount, amount) };
    team.team.version += 1;
    team.team.updated_at = this.at();
  }

  /** Writes into a team's ledger what its balance has already become. */
  book(
    { team }: FakeTeam,
    entry: Pick<Transaction, "kind" | "amount" | "description"> & Partial<Transaction>,
  ): Transaction {
    const booked: Transaction = {
      id: this.id("txn"),
      team_id: team.id,
      balance_after: team.balance ?? { amount: "0.00", currency: "USD" },
      top_up_id: null,
      created_by: entry.kind === "top_up" ? this.you.email : null,
      created_at: this.at(),
      ...entry,
    };
    this.ledger.unshift(booked);
    return booked;
  }

  /** Ends a top-up that waits for its payment page. */
  settle(topUpId: string, status: "succeeded" | "failed" | "expired"): void {
    const topUp = this.topUps.get(topUpId);
    const team = topUp && this.teams.get(topUp.team_id);
    if (!topUp || !team) return;
    Object.assign(topUp, { status, checkout_url: null, settled_at: this.at() });
    if (status === "failed") topUp.failure = "The card was declined.";
    if (status === "succeeded") {
      this.credit(team, topUp.amount.amount);
      this.book(team, { kind: "top_up", amount: topUp.amount, description: "Top-up", top_up_id: topUpId });
    }
  }
}

/** A forecast without a doubt. */
export function daysLeft(days: number): Forecast {
  return { state: "days_left", days, at_least: days, at_most: days };
}

function slug(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "") || "team"
  );
}
