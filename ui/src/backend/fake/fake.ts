import type { Account } from "../../bindings/Account";
import type { ErrorCode } from "../../bindings/ErrorCode";
import type { InviteOutcome } from "../../bindings/InviteOutcome";
import type { Preferences } from "../../bindings/Preferences";
import type { SessionView } from "../../bindings/SessionView";
import type { Source } from "../../bindings/Source";
import type { TeamView } from "../../bindings/TeamView";
import type { TopUp } from "../../bindings/TopUp";
import type { TopUpView } from "../../bindings/TopUpView";
import { asAppError } from "../appError";
import type { Backend } from "../backend";
import { appError } from "./errors";
import {
  addAmounts,
  checkAmount,
  checkEmail,
  checkName,
  checkServer,
  memberView,
  type PlannedFailure,
  permissionsOf,
} from "./rules";
import { addSampleData } from "./sample";
import { type FakeTeam, World } from "./world";

type Method = keyof Backend;

/** The token that the fake server knows. */
export const FAKE_TOKEN = "fake-token";

/** Everything that a test does to the fake from outside. */
export class FakeControl {
  /** Every call, in order. */
  readonly calls: { method: Method; args: unknown }[] = [];
  source: Source = "live";
  latency = 0;
  readonly #failures = new Map<Method, PlannedFailure[]>();
  readonly #held = new Map<Method, Promise<void>>();

  /** The next call of the method fails; with `afterDoing`, the change is made all the same. */
  failNext(method: Method, code: ErrorCode, { afterDoing = false } = {}): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), { code, afterDoing }]);
  }

  /** Calls of the method wait until the returned function is called. */
  hold(method: Method): () => void {
    let release = () => {};
    this.#held.set(method, new Promise((resolve) => (release = resolve)));
    return () => {
      this.#held.delete(method);
      release();
    };
  }

  count(method: Method): number {
    return this.calls.filter((call) => call.method === method).length;
  }

  async run(method: Method, args: unknown, act: () => unknown): Promise<unknown> {
    this.calls.push({ method, args });
    if (this.latency > 0) await new Promise((resolve) => setTimeout(resolve, this.latency));
    await this.#held.get(method);
    const failure = this.#failures.get(method)?.shift();
    if (failure && !failure.afterDoing) throw appError(failure.code, "req_fake1");
    const answer = await act();
    if (failure) throw appError(failure.code, "req_fake1");
    // A copy, as over a wire: nobody changes the fake's records by holding an answer.
    return structuredClone(answer);
  }
}

export interface Fake {
  backend: Backend;
  control: FakeControl;
  world: World;
}

/** A backend in memory that behaves as the Rust side does. */
export function createFake({ session, now }: { session?: SessionView; now?: () => Date } = {}): Fake {
  const world = new World(now);
  const control = new FakeControl();
  const methods = fakeMethods(world, control, session ?? { state: "signed_out", suggested_server: null });
  const backend = Object.fromEntries(
    Object.entries(methods).map(([method, act]) => [
      method,
      (args: never) => control.run(method as Method, args, () => (act as (args: never) => unknown)(args)),
    ]),
  ) as unknown as Backend;
  return { backend, control, world };
}

/** A session of the fake's user. */
export function signedIn(world: World, account: Partial<Account> = {}): SessionView {
  return {
    state: "signed_in",
    account: {
      kind: "remote",
      server: "https://api.example.com/",
      host: "api.example.com",
      user: world.you,
      ...account,
    },
    not_remembered: null,
  };
}

type Sync<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never;
};

function fakeMethods(world: World, control: FakeControl, initial: SessionView): Sync<Backend> {
  let session = initial;
  let preferences: Preferences = { theme: "system" };

  const find = (teamId: string): FakeTeam => {
    const team = world.teams.get(teamId);
    if (!team) throw appError("not_found");
    return team;
  };
  const view = ({ team, isLow }: FakeTeam): TeamView => ({
    team,
    permissions: permissionsOf(team.role),
    is_low: isLow,
  });
  const allowed = (team: FakeTeam, may: keyof TeamView["permissions"]): FakeTeam => {
    if (!permissionsOf(team.team.role)[may]) throw appError("forbidden");
    return team;
  };
  const findInvitation = (id: string) => {
    for (const team of world.teams.values()) {
      const invitation = team.invitations.find((each) => each.id === id);
      if (invitation) return { team, invitation };
    }
    throw appError("not_found");
  };
  const topUpView = (topUp: TopUp): TopUpView => ({
    top_up: topUp,
    team: view(find(topUp.team_id)),
    checkout_host: topUp.checkout_url && new URL(topUp.checkout_url).host,
  });
  const answered = (invitationId: string) => {
    const invitation = world.invitationsForYou.find((each) => each.id === invitationId);
    if (!invitation) throw appError("invitation_not_pending");
    world.invitationsForYou = world.invitationsForYou.filter((each) => each !== invitation);
    return invitation;
  };
  const invite = (team: FakeTeam, email: string, role: string): InviteOutcome => {
    try {
      const address = checkEmail(email);
      if (team.members.some((member) => member.email === address)) throw appError("already_member");
      if (team.invitations.some((each) => each.email === address)) throw appError("invitation_pending");
      const invitation = world.addInvitation(team, address, role, 6.99);
      world.record(team.team.id, "invitation.sent", address, role);
      return { email, invitation, error: null };
    } catch (error) {
      return { email, invitation: null, error: asAppError(error) };
    }
  };

  return {
    session: () => session,
    startLocalWorkspace: ({ sampleData }) => {
      if (sampleData) addSampleData(world);
      session = signedIn(world, {
        kind: sampleData ? "sample" : "local",
        server: "http://127.0.0.1:49152/",
        host: "127.0.0.1:49152",
      });
      return session;
    },
    signInWithToken: ({ server, token }) => {
      const url = checkServer(server);
      if (/\s/.test(token.trim()) || token.trim() === "") throw appError("token_malformed");
      if (token.trim() !== FAKE_TOKEN) throw appError("unauthorized");
      session = signedIn(world, { server: url.href, host: url.host });
      return session;
    },
    signOut: () => {
      const server =
        session.state !== "signed_out" && session.account.kind === "remote" ? session.account.server : null;
      session = { state: "signed_out", suggested_server: server };
      return session;
    },
    retrySession: () => {
      if (session.state === "interrupted")
        session = { state: "signed_in", account: session.account, not_remembered: null };
      return session;
    },

    listTeams: () => {
      const teams = [...world.teams.values()].map(view);
      const known = teams.flatMap(({ team }) => (team.balance ? [team.balance.amount] : []));
      const totals = known.length > 0 ? [{ amount: known.reduce(addAmounts), currency: "USD" }] : [];
      return { data: { teams, totals }, fetched_at: world.at(), source: control.source };
    },
    createTeam: ({ name }) => {
      const team = world.addTeam({ name: checkName(name), role: "owner", created_at: world.at() });
      world.record(team.team.id, "team.created", team.team.name);
      return view(team);
    },
    renameTeam: ({ teamId, name }) => {
      const team = allowed(find(teamId), "rename");
      const old = team.team.name;
      team.team.name = checkName(name);
      team.team.version += 1;
      world.record(teamId, "team.renamed", team.team.name, old);
      return view(team);
    },
    deleteTeam: ({ teamId, version }) => {
      const team = allowed(find(teamId), "delete");
      if (team.team.version !== version) throw appError("version_mismatch", "req_fake2");
      world.teams.delete(teamId);
      return null;
    },
    searchTeams: ({ query }) => {
      const text = query.trim().toLowerCase();
      return [...world.teams.values()].flatMap(({ team, members, invitations }) => {
        if (team.name.toLowerCase().includes(text) || team.id.includes(text))
          return [{ team_id: team.id, people: [] }];
        const people = [...members, ...invitations]
          .map(({ email }) => email)
          .filter((email) => email.includes(text));
        return people.length > 0 ? [{ team_id: team.id, people }] : [];
      });
    },

    teamPeople: ({ teamId }) => {
      const { members, invitations } = find(teamId);
      return { members: members.map((member) => memberView(member, members, world.you.id)), invitations };
    },
    invitePeople: ({ teamId, emails, role }) => {
      const team = allowed(find(teamId), "manage_invitations");
      const addresses = emails.split(/[\s,;]+/).filter(Boolean);
      if (addresses.length === 0) throw appError("email_missing");
      return addresses.map((email) => invite(team, email, role));
    },
    resendInvitation: ({ invitationId }) => {
      const { invitation } = findInvitation(invitationId);
      invitation.expires_at = world.at(6.99);
      return invitation;
    },
    revokeInvitation: ({ invitationId }) => {
      const { team } = findInvitation(invitationId);
      team.invitations = team.invitations.filter((each) => each.id !== invitationId);
      team.team.pending_invitation_count = team.invitations.length;
      return null;
    },
    changeRole: ({ teamId, userId, role }) => {
      const team = find(teamId);
      const member = team.members.find((each) => each.user_id === userId);
      if (!member) throw appError("not_found");
      if (member.role === "owner" && team.members.filter((each) => each.role === "owner").length === 1)
        throw appError("last_owner");
      member.role = role;
      if (userId === world.you.id) team.team.role = role;
      return null;
    },
    removeMember: ({ teamId, userId }) => {
      const team = find(teamId);
      team.members = team.members.filter((member) => member.user_id !== userId);
      team.team.member_count = team.members.length;
      if (userId === world.you.id) world.teams.delete(teamId);
      return null;
    },
    myInvitations: () => world.invitationsForYou,
    acceptInvitation: ({ invitationId }) => {
      const invitation = answered(invitationId);
      world.addTeam({ id: invitation.team_id, name: invitation.team_name, role: invitation.role });
      return null;
    },
    declineInvitation: ({ invitationId }) => {
      answered(invitationId);
      return null;
    },

    checkTopUpAmount: ({ amount }) => ({ amount: checkAmount(amount), currency: "USD" }),
    topUp: ({ teamId, amount }) => {
      const team = allowed(find(teamId), "top_up");
      const money = { amount: checkAmount(amount), currency: "USD" };
      const open = [...world.topUps.values()].find(
        (topUp) =>
          topUp.team_id === teamId && topUp.amount.amount === money.amount && topUp.status === "pending",
      );
      if (open) return topUpView(open);
      const id = world.id("top");
      const topUp: TopUp = {
        id,
        team_id: team.team.id,
        amount: money,
        status: "pending",
        failure: null,
        checkout_url: world.payments === "checkout" ? `https://pay.example.com/${id}` : null,
        created_at: world.at(),
        settled_at: null,
      };
      world.topUps.set(id, topUp);
      if (world.payments === "instant") world.settle(id, "succeeded");
      if (world.payments === "declined") world.settle(id, "failed");
      return topUpView(topUp);
    },
    topUpStatus: ({ topUpId }) => {
      const topUp = world.topUps.get(topUpId);
      if (!topUp) throw appError("not_found");
      return topUpView(topUp);
    },
    openCheckout: () => null,
    teamTrend: ({ teamId }) => find(teamId).trend,

    activity: () => ({
      data: world.events.map((event) => ({
        event,
        team_name: world.teams.get(event.team_id)?.team.name ?? event.team_id,
      })),
      fetched_at: world.at(),
      source: control.source,
    }),
    preferences: () => preferences,
    setPreferences: (args) => {
      preferences = args.preferences;
      return preferences;
    },
    about: () => ({ version: "0.1.0", data_dir: "/home/you/.local/share/com.ollm.teams" }),
    viewReady: () => null,
  };
}
