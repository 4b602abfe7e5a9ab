import { z } from "zod";
import { InvitationId, MemberId, OrganisationId, OutputId, VerdictId } from "../../domain/ids.ts";
import { Country, UiLanguage } from "../../domain/language.ts";
import { Member, MemberCard, Organisation, Role } from "../../domain/member.ts";
import { Theme } from "../../domain/theme.ts";
import { RoundRules, RoundRunners } from "../../domain/verdict.ts";
import { isClean } from "../../rooms/field-rule.ts";

export const PASSWORD_MIN = 10;
export const OrganisationName = z.string().trim().min(1).max(200).refine(isClean);
export const PersonName = z.string().trim().min(1).max(120).refine(isClean);
export const Password = z.string().min(PASSWORD_MIN).max(200);
export const Email = z
  .email()
  .max(200)
  .transform((email) => email.trim().toLowerCase());
/** A one-time token from a link's fragment. */
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/);

/** Of a guest: whom they ask, and what they were invited to and cannot open now. */
export const GuestPlace = z.object({
  /** Who invited them; null once that one is gone. */
  inviter: z.string().nullable(),
  /** That of the inviter. */
  organisation: z.string(),
  closed: z.array(
    z.object({
      kind: z.enum(["verdict", "output"]),
      id: z.union([VerdictId, OutputId]),
      /** To this guest alone: the invitation by which they read it was ended. */
      isEnded: z.literal(true).optional(),
      /**
       * Who took it, or a verdict that it draws on, back from guests, or ended the invitation; null where nobody did who is there, or it may not be
       * said.
       */
      by: z.object({ name: z.string(), organisation: z.string() }).nullable(),
      /** Whom to ask about it, where somebody else than `inviter` opened it. */
      asks: z.object({ inviter: z.string().nullable(), organisation: z.string() }).optional(),
    }),
  ),
});
export type GuestPlace = z.infer<typeof GuestPlace>;

/** GET /api/session → who is signed in; `setup` while the network has no facilitator yet. */
export const SessionView = z.object({
  member: Member.nullable(),
  network: z.object({ name: z.string() }),
  /** Name of the member's organisation. */
  organisation: z.string().optional(),
  /** Of a guest of verdicts or documents. */
  guestPlace: GuestPlace.optional(),
  /** What the member has chosen for all their devices. */
  looks: z.object({ language: UiLanguage.nullable(), theme: Theme.nullable() }).optional(),
  setup: z.boolean(),
  /** Nobody is signed in because a link set a new password for who was, in this browser; `by`: who made it, null for the operator. */
  passwordSet: z.object({ at: z.iso.datetime(), by: z.string().nullable() }).optional(),
  /**
   * Nobody is signed in because who was, in this browser, is a member no longer; `by`: who removed them, null for the operator; left out
   * where they left.
   */
  removed: z.object({ at: z.iso.datetime(), by: z.string().nullable().optional() }).optional(),
  /** Nobody is signed in because who was, in this browser, was a guest of verdicts or documents whom somebody put out: who did. */
  guestEnded: z.object({ name: z.string(), organisation: z.string() }).optional(),
  /**
   * Nobody is signed in because who was, in this browser, was a guest of a workshop that is closed, or (`by`: its host) was sent out. Of
   * persons a guest is told that one alone; a title that tells what guests are not told is empty.
   */
  workshopOver: z.object({ title: z.string(), by: z.string().nullable() }).optional(),
  /** Whether there is a workshop in the network, or the member may make one; left out where not. */
  workshops: z.literal(true).optional(),
  /** Whether this origin may keep anything on devices (https or loopback): unsent work, and for members offline copies. */
  offlineCopies: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** POST /api/session → SessionView. DELETE /api/session signs out (204). */
export const SignIn = z.object({ email: Email, password: z.string().max(200) });
export type SignIn = z.input<typeof SignIn>;

/** POST /api/setup → SessionView: the first facilitator, by the one-time link that `coram serve` printed (`/setup#token`). */
export const Setup = z.object({
  token: LinkToken,
  network: OrganisationName,
  organisation: OrganisationName,
  country: Country,
  name: PersonName,
  email: Email,
  password: Password,
});
export type Setup = z.input<typeof Setup>;

/**
 * POST /api/invitations → { invitation, url }. A facilitator invites members; lawyers may invite guests, each to one verdict or to
 * one output. 409 `verdict-not-open-to-guests`, `output-not-open-to-guests`. It ends the unused invitation that it `replaces`, those
 * that the same person made for the same name and place, and those to the same address: 403 `led-by-others` where one of these is not
 * the asker's to withdraw (`invitation.manage`).
 */
export const Invite = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("member"),
    role: Role,
    organisation: OrganisationId,
    name: PersonName.optional(),
    /** Where nobody has it: 409 `email-taken`. Left out, a link that replaces another is for the same address. */
    email: Email.optional(),
    expiresInDays: z.int().min(1).max(30).default(14),
    replaces: InvitationId.optional(),
    /** Not the member of that name, or of one that is taken for it: else 409 `name-taken`. */
    isAnother: z.literal(true).optional(),
  }),
  z
    .object({
      kind: z.literal("guest"),
      name: PersonName,
      verdict: VerdictId.optional(),
      output: OutputId.optional(),
      /** How long the guest may stay, from now; the link itself must be used within that time. */
      expiresInDays: z.int().min(1).max(30).default(14),
      replaces: InvitationId.optional(),
      isAnother: z.literal(true).optional(),
    })
    .refine(({ verdict, output }) => (verdict === undefined) !== (output === undefined), { path: ["verdict"] }),
]);
export type Invite = z.input<typeof Invite>;

export const InvitationView = z.object({
  id: InvitationId,
  kind: z.enum(["member", "guest", "reset"]),
  role: Role,
  organisation: OrganisationId,
  name: z.string().nullable(),
  /** The address that a facilitator wrote; told to nobody else. */
  email: z.string().nullable(),
  verdict: VerdictId.nullable(),
  output: OutputId.nullable(),
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  invitedBy: MemberId,
  /** Whose new password it is for, of such a link. */
  member: MemberId.optional(),
  spentAt: z.iso.datetime().nullable(),
});
export type InvitationView = z.infer<typeof InvitationView>;
/** `replaced`: an earlier link works no longer. */
export const InvitationMade = z.object({ invitation: InvitationView, url: z.string(), replaced: z.boolean() });
export type InvitationMade = z.infer<typeof InvitationMade>;

/** So many people are invited at once. */
export const INVITE_LIST_MAX = 50;

/**
 * POST /api/invitations/list → links for all of them or for nobody (facilitators). An organisation is one that is there, or by its
 * place among the new ones, which are made with it. 409 `email-taken` and 400 `bad-request` with the `field` ("people.3.email"), 409
 * `organisation-taken`; what is refused of one person has the `field` ("people.3"). It ends unused invitations to the same addresses, and as
 * POST /api/invitations does; one that somebody of another name could still use only by `replaces`, else 409 `email-taken`.
 */
export const InviteList = z.object({
  organisations: z
    .array(z.object({ name: OrganisationName, country: Country }))
    .max(INVITE_LIST_MAX)
    .default([]),
  people: z
    .array(
      z.object({
        name: PersonName,
        email: Email,
        role: Role,
        organisation: z.union([OrganisationId, z.int().nonnegative()]),
        /** Not the member of that name, or of one that is taken for it: else 409 `name-taken`. */
        isAnother: z.literal(true).optional(),
        /** The open invitation of somebody of another name, to the same address. */
        replaces: InvitationId.optional(),
      }),
    )
    .min(1)
    .max(INVITE_LIST_MAX),
});
export type InviteList = z.input<typeof InviteList>;
export type InviteListRow = z.output<typeof InviteList>["people"][number];
export const InviteListMade = z.object({ made: z.array(InvitationMade) });
export type InviteListMade = z.infer<typeof InviteListMade>;

/** POST /api/links/look {token} → what the page shows before the button is pressed; looking spends nothing. */
export const LinkLook = z.object({ token: LinkToken });
export const LinkView = z.object({
  kind: z.enum(["member", "guest", "reset", "sign-in"]),
  /** What a guest is invited to, or was when they come back; null of a member. */
  to: z.enum(["verdict", "output"]).nullable(),
  network: z.string(),
  organisation: z.string(),
  invitedBy: z.string(),
  /** The name given by the inviter; a guest cannot change it. */
  name: z.string().nullable(),
  /** The address that the inviter knew; whoever joins may give another. */
  email: z.string().nullable(),
  role: Role,
  expiresAt: z.iso.datetime(),
});
export type LinkView = z.infer<typeof LinkView>;

/**
 * POST /api/links/use → SessionView: spends the link. member: name, email, password; reset: password; guest and sign-in (demo): nothing more. 409 `name-taken`.
 * A guest's link that `adds`: whoever is signed in as a guest of verdicts or documents reads what it opens as well; 403 for anybody else.
 */
export const LinkUse = z.object({
  token: LinkToken,
  name: PersonName.optional(),
  email: Email.optional(),
  password: Password.optional(),
  /** Somebody of another organisation, or a guest, has the name too: it is theirs all the same. */
  keepsName: z.literal(true).optional(),
  adds: z.literal(true).optional(),
});
export type LinkUse = z.input<typeof LinkUse>;

/** GET /api/members (members only) → all, with organisations. */
export const MembersView = z.object({
  members: z.array(Member.extend({ email: z.string().nullable() })),
  organisations: z.array(Organisation),
  /** Whose facilitators run rounds, by the organisation whose verdict it is. */
  roundRules: RoundRules,
  /** Who codes a blind round, of any verdict that the asker may read: for whoever changes roles. Left out where nobody does. */
  codeBlind: z.array(MemberId).optional(),
  /** How many verdicts of an organisation are in preparation: for whoever changes roles. Left out where none is. */
  preparing: z.array(z.object({ organisation: OrganisationId, count: z.int().positive() })).optional(),
  /** Who began documents that have or had guests, or open invitations, as far as the asker lets guests in to them. Left out where none. */
  begun: z.array(z.object({ output: OutputId, by: MemberId })).optional(),
});
export type MembersView = z.infer<typeof MembersView>;

/** PATCH /api/members/:id (facilitators). DELETE, for a guest whoever may withdraw their link, removes and ends sessions and sockets. POST …/reset → InvitationMade. */
export const MemberChange = z.object({ role: Role.optional(), organisation: OrganisationId.optional() });
export type MemberChange = z.infer<typeof MemberChange>;
/** POST /api/organisations (facilitators) → Organisation. */
export const OrganisationNew = Organisation.omit({ id: true });
export type OrganisationNew = z.infer<typeof OrganisationNew>;
export const People = z.object({ members: z.array(MemberCard), organisations: z.array(Organisation) });

/** On the first page: the asker, or somebody of an organisation that they lead, was given another role, or is of another organisation now. */
export const ToldRole = z.object({
  kind: z.literal("role"),
  member: MemberId,
  /** Null: whoever runs the server. */
  from: MemberId.nullable(),
  role: Role,
  was: Role,
  /** The one that they are of now; left out where it is the same. */
  organisation: OrganisationId.optional(),
  at: z.iso.datetime(),
});

/**
 * Somebody has joined the organisation that the asker leads, is there no longer, or is there again, or changed their address; a guest whom
 * somebody else invited has come to a verdict of it; or a guest of the asker's was put out or erased, or is a guest
 * of others alone.
 */
export const ToldPerson = z.object({
  kind: z.literal("person"),
  how: z.enum(["joined", "renamed", "address", "returned", "removed", "left", "erased", "closed"]),
  member: MemberId,
  /** Who did it; of *joined* who invited them, and of who is back, where it was by an invitation. Null: whoever runs the server. */
  from: MemberId.nullable(),
  /** As what, of *joined*, and of *returned* by an invitation. */
  role: Role.optional(),
  /** Of *joined*: whose guest, of which verdict; of *closed*: to which verdict, where it is one that the asker may open. */
  verdict: VerdictId.optional(),
  /** Of *renamed* what they were called, and of *joined* what they were invited as, where that is another name. */
  was: z.string().optional(),
  /** Of a guest who *joined*: by an invitation that was made for another name; the asker's own, where it is from them. */
  isOther: z.literal(true).optional(),
  /** Of *joined* and *returned* by an invitation: they gave another address than was invited. */
  isOtherAddress: z.literal(true).optional(),
  /** The address that was invited then, for who sees addresses: theirs, the list of members says. It is kept for thirty days. */
  invited: z.string().optional(),
  /** Of *closed*: another's invitation ended, and until when the asker's own to the same text stands. */
  stays: z.iso.datetime().optional(),
  at: z.iso.datetime(),
});

/**
 * Somebody else withdrew a link that the asker made, or that led to the asker's organisation, and nobody had used, made another in its
 * place, or brought back as a member whom it was for.
 */
export const ToldLink = z.object({
  kind: z.literal("link"),
  how: z.enum(["withdrawn", "replaced", "back"]),
  link: InvitationId,
  of: z.enum(["member", "guest", "reset"]),
  role: Role,
  /** Whose new password it was for. */
  member: MemberId.optional(),
  /** Into which one; a link of before that was written down has none. */
  organisation: OrganisationId.optional(),
  /** What it was called, where it is there no longer. */
  gone: z.string().optional(),
  /** Who was invited, as far as a name is kept: of what was withdrawn as long as it would have lasted. */
  name: z.string().optional(),
  /** Who made it, where that is not the asker: they lead the organisation that it led to. */
  maker: MemberId.optional(),
  /** What the link in its place is to, or what who is back is and where. */
  anew: z.object({ role: Role, organisation: OrganisationId }).optional(),
  from: MemberId,
  at: z.iso.datetime(),
});

/** To who leads any organisation: somebody said whose facilitators run rounds of one's verdicts. */
export const ToldRunners = z.object({
  kind: z.literal("runners"),
  organisation: OrganisationId,
  was: RoundRunners,
  now: RoundRunners,
  from: MemberId,
  at: z.iso.datetime(),
});

/**
 * To who leads any organisation, and of another name or country to all of it: one was added, renamed, put into another country or removed;
 * *unled*: `from`, who led it last, does no longer (left, was given another role, or moved), and nobody leads it since.
 */
export const ToldOrganisation = z.object({
  kind: z.literal("organisation"),
  how: z.enum(["added", "renamed", "moved", "removed", "unled"]),
  organisation: OrganisationId,
  /** What it was called before, and is called since, where it was and is there; of *moved* its countries. */
  was: z.string().optional(),
  now: z.string().optional(),
  from: MemberId,
  at: z.iso.datetime(),
});

/** To all members: the network was renamed. */
export const ToldNetwork = z.object({
  kind: z.literal("network"),
  was: z.string(),
  now: z.string(),
  from: MemberId,
  at: z.iso.datetime(),
});

/**
 * To who began a document, and to who leads their organisation: somebody else invited a guest to read it, whose name is kept or not; where it
 * is ended, `from` withdrew the invitation or put the guest out.
 */
export const ToldOutsider = z.object({
  kind: z.literal("outsider"),
  document: z.object({ id: OutputId, title: z.string(), language: UiLanguage }),
  name: z.string().optional(),
  isEnded: z.literal(true).optional(),
  from: MemberId,
  at: z.iso.datetime(),
});

/**
 * Somebody made a link for a new password of the asker, or of somebody whose organisation they lead. `made`: when; `at`: when it was
 * used, else the same.
 */
export const ToldPassword = z.object({
  kind: z.literal("password"),
  member: MemberId,
  /** Null: whoever runs the server. */
  from: MemberId.nullable(),
  link: InvitationId,
  state: z.enum(["open", "used", "ended"]),
  made: z.iso.datetime(),
  at: z.iso.datetime(),
});

/** What is told of people, their links and their organisations. */
export const TOLD_OF_PEOPLE = [
  ToldRole,
  ToldPerson,
  ToldLink,
  ToldRunners,
  ToldOrganisation,
  ToldNetwork,
  ToldOutsider,
  ToldPassword,
] as const;
