import type { InviteOutcome } from "../../bindings/InviteOutcome";
import { asAppError } from "../appError";
import { appError } from "./errors";
import type { Methods } from "./methods";
import { allowed, checkEmail, memberView } from "./rules";
import type { FakeSync } from "./sync";
import type { FakeTeam, World } from "./world";

type People =
  | "teamPeople"
  | "invitePeople"
  | "resendInvitation"
  | "revokeInvitation"
  | "changeRole"
  | "removeMember"
  | "myInvitations"
  | "acceptInvitation"
  | "declineInvitation";

export function peopleMethods(world: World, sync: FakeSync): Methods<People> {
  return {
    teamPeople: ({ teamId }) => {
      const team = sync.read().teams.get(teamId);
      if (!team) throw appError("not_found");
      const { members, invitations } = team;
      const views = members.map((member) => memberView(member, members, world.you.id));
      return sync.snapshot({ members: views, invitations });
    },
    invitePeople: ({ teamId, emails, role }) => {
      const team = allowed(world.team(teamId), "manage_invitations");
      const addresses = emails.split(/[\s,;]+/).filter(Boolean);
      if (addresses.length === 0) throw appError("email_missing");
      return addresses.map((email) => invite(world, team, email, role));
    },
    resendInvitation: ({ invitationId }) => {
      const { invitation } = findInvitation(world, invitationId);
      invitation.expires_at = world.at(6.99);
      return invitation;
    },
    revokeInvitation: ({ invitationId }) => {
      const { team } = findInvitation(world, invitationId);
      team.invitations = team.invitations.filter((each) => each.id !== invitationId);
      team.team.pending_invitation_count = team.invitations.length;
      return null;
    },
    changeRole: ({ teamId, userId, role }) => {
      const team = world.team(teamId);
      const member = team.members.find((each) => each.user_id === userId);
      if (!member) throw appError("not_found");
      if (member.role === "owner" && team.members.filter((each) => each.role === "owner").length === 1)
        throw appError("last_owner");
      member.role = role;
      if (userId === world.you.id) team.team.role = role;
      return null;
    },
    removeMember: ({ teamId, userId }) => {
      const team = world.team(teamId);
      team.members = team.members.filter((member) => member.user_id !== userId);
      team.team.member_count = team.members.length;
      if (userId === world.you.id) {
        world.teams.delete(teamId);
        sync.forget(teamId);
      }
      return null;
    },

    myInvitations: () => sync.copy?.invitationsForYou ?? [],
    acceptInvitation: ({ invitationId }) => {
      const invitation = answered(world, invitationId);
      world.addTeam({ id: invitation.team_id, name: invitation.team_name, role: invitation.role });
      return null;
    },
    declineInvitation: ({ invitationId }) => {
      answered(world, invitationId);
      return null;
    },
  };
}

function findInvitation(world: World, id: string) {
  for (const team of world.teams.values()) {
    const invitation = team.invitations.find((each) => each.id === id);
    if (invitation) return { team, invitation };
  }
  throw appError("not_found");
}

function answered(world: World, id: string) {
  const invitation = world.invitationsForYou.find((each) => each.id === id);
  if (!invitation) throw appError("invitation_not_pending");
  world.invitationsForYou = world.invitationsForYou.filter((each) => each !== invitation);
  return invitation;
}

function invite(world: World, team: FakeTeam, email: string, role: string): InviteOutcome {
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
}
