import { z } from "zod";
import type { CommentId, InvitationId, MemberId, OrganisationId, RoomId } from "../../schema/domain/ids.ts";
import { Member, Organisation } from "../../schema/domain/member.ts";
import type { RoundRunners } from "../../schema/domain/verdict.ts";
import {
  InvitationMade,
  InvitationView,
  InviteListMade,
  LinkView,
  MembersView,
  SessionView,
  type Invite,
  type InviteList,
  type LinkUse,
  type MemberChange,
  type OrganisationNew,
  type Setup,
  type SignIn,
} from "../../schema/protocol/http/people.ts";
import { MentionPeople } from "../../schema/protocol/http/network.ts";
import { command, request } from "./http.ts";

/** Who is signed in on this browser, and where. */
export const readSession = (): Promise<SessionView> => request("GET", "/api/session", SessionView);
export const signIn = (form: SignIn): Promise<SessionView> => request("POST", "/api/session", SessionView, form);
export const signOut = (): Promise<void> => command("DELETE", "/api/session");
/** The first facilitator, by the link that the server printed. */
export const setUp = (form: Setup): Promise<SessionView> => request("POST", "/api/setup", SessionView, form);

/** What a one-time link is for; spends nothing. */
export const lookAtLink = (token: string): Promise<LinkView> => request("POST", "/api/links/look", LinkView, { token });
/** Spends a one-time link and signs in. */
export const spendLink = (use: LinkUse): Promise<SessionView> => request("POST", "/api/links/use", SessionView, use);

/** Whose facilitators run rounds, of all verdicts. */
export const setRoundRunners = (organisation: OrganisationId, runners: RoundRunners): Promise<void> =>
  command("PUT", `/api/organisations/${organisation}/round-runners`, { runners });
/** Puts one's own first steps away, or brings them back. */
export const hideFirstSteps = (isHidden: boolean): Promise<void> =>
  command("PUT", "/api/network/first-steps", { isHidden });
/** Whom one may mention in a discussion. */
export const readMentionPeople = (room: RoomId): Promise<MentionPeople> =>
  request("GET", `/api/mentions/people/${room}`, MentionPeople);
/** Puts a mention of oneself away. */
export const endMention = (comment: CommentId): Promise<void> => command("POST", "/api/mentions/done", { comment });
export const readMembers = (): Promise<MembersView> => request("GET", "/api/members", MembersView);
export const changeMember = (id: MemberId, change: MemberChange): Promise<Member> =>
  request("PATCH", `/api/members/${id}`, Member, change);
/** Ends their sessions and open sockets at once; what they wrote stays under their name. */
export const removeMember = (id: MemberId): Promise<void> => command("DELETE", `/api/members/${id}`);
/** Who was removed is here again, with all that was theirs; the link is for their new password. */
export const bringBackMember = (id: MemberId): Promise<InvitationMade> =>
  request("POST", `/api/members/${id}/back`, InvitationMade);
/** A link with which they choose a new password. */
export const resetMember = (id: MemberId): Promise<InvitationMade> =>
  request("POST", `/api/members/${id}/reset`, InvitationMade);
export const addOrganisation = (form: OrganisationNew): Promise<Organisation> =>
  request("POST", "/api/organisations", Organisation, form);

/** Links that the asker may see: facilitators all, others their own. */
export const readInvitations = (): Promise<InvitationView[]> =>
  request("GET", "/api/invitations", z.array(InvitationView));
export const invite = (invitation: Invite): Promise<InvitationMade> =>
  request("POST", "/api/invitations", InvitationMade, invitation);
/** All of them, or nobody. */
export const inviteList = (list: InviteList): Promise<InviteListMade> =>
  request("POST", "/api/invitations/list", InviteListMade, list);
export const withdrawInvitation = (id: InvitationId): Promise<void> => command("DELETE", `/api/invitations/${id}`);
