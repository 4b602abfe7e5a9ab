import { InvitationId, MemberId, OrganisationId, VerdictId, MethodologyId } from "../../../schema/domain/ids.ts";
import { type Member, type Organisation, type Role, initialsOf, toMemberCard } from "../../../schema/domain/member.ts";
import { MethodologyVersion } from "../../../schema/domain/methodology/methodology.ts";
import { type Stage, type Mode, Verdict } from "../../../schema/domain/verdict.ts";
import type { InvitationView, MembersView } from "../../../schema/protocol/http/people.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";

/** Invented people and decisions for the pages of the shell. */
const id = (name: string): string => name.padEnd(22, "0");

export const ORGANISATIONS: Organisation[] = [
  { id: OrganisationId.parse(id("linija")), name: "Pravna linija", country: "rs" },
  { id: OrganisationId.parse(id("krug")), name: "Отворен круг", country: "mk" },
  { id: OrganisationId.parse(id("besa")), name: "Qendra Besa", country: "al" },
];

function person(name: string, role: Role, at: number): Member {
  const organisation = ORGANISATIONS[at] as Organisation;
  return {
    id: MemberId.parse(id(name.replace(/[^A-Za-z]/g, ""))),
    name,
    initials: initialsOf(name),
    role,
    organisation: organisation.id,
    country: organisation.country,
    guest: null,
    removedAt: null,
  };
}

export const FACILITATOR = person("Mirjana J.", "facilitator", 0);
export const LAWYER = person("Elira K.", "lawyer", 2);
export const READER = person("Petar I.", "reader", 1);
export const VERDICTS = {
  open: verdict("118", "K 118/22", "Viši sud u Brezovcu", "rs", "cleared-for-guests"),
  blind: verdict("64", "K 64/21", "Виши суд у Липовици", "rs", "cleared", "Cyrl"),
  preparing: verdict("57", "Nr. 57/2023", "Gjykata e Rrethit Përroi", "al", "in-preparation"),
};
export const GUEST: Member = {
  ...person("Vera R.", "reviewer", 0),
  guest: {
    verdicts: [VERDICTS.open.id],
    outputs: [],
    invitedBy: FACILITATOR.id,
    expiresAt: "2026-12-25T10:00:00.000Z",
  },
};

function verdict(
  key: string,
  caseNumber: string,
  court: string,
  country: "rs" | "mk" | "al",
  stage: Stage,
  script: "Latn" | "Cyrl" = "Latn",
): Verdict {
  return Verdict.parse({
    id: VerdictId.parse(id(key)),
    country,
    court,
    caseNumber,
    date: "2024-06-19",
    instance: "first",
    form: "individual",
    language: country === "al" ? "sq" : "sr",
    script,
    owner: ORGANISATIONS[0]?.id,
    stage,
    revision: 1,
    pages: 31,
    createdAt: "2026-03-12T10:00:00.000Z",
  });
}

const counts = { tags: 145, threads: 9, openThreads: 2, taggers: 4 };
function row(of: Verdict, mode: Mode, hasCounts: boolean): NetworkView["verdicts"][number] {
  return {
    verdict: of,
    mode,
    counts: hasCounts ? counts : null,
    sheet: hasCounts ? { min: 33, max: 33, of: 68 } : null,
    rooms: [],
    canPrepare: true,
    lastActivity: hasCounts ? "2026-11-20T13:55:00.000Z" : null,
  };
}

export const NETWORK: NetworkView = {
  name: "Verdicts on trafficking in human beings",
  members: [FACILITATOR, LAWYER, READER].map(toMemberCard),
  organisations: ORGANISATIONS,
  methodology: { number: 3, frozenAt: "2026-03-12T10:00:00.000Z" },
  verdicts: [
    row(VERDICTS.open, "open", true),
    row(VERDICTS.blind, "blind", false),
    row(VERDICTS.preparing, "open", false),
  ],
  waiting: [
    {
      kind: "thread",
      verdict: VERDICTS.open.id,
      from: LAWYER.id,
      thread: id("thread"),
      audience: "internal",
      at: "2026-11-20T13:55:00.000Z",
    },
    {
      kind: "prepare",
      verdict: VERDICTS.preparing.id,
      from: null,
      thread: null,
      audience: null,
      at: "2026-11-19T13:55:00.000Z",
    },
  ],
};

export const MEMBERS: MembersView = {
  members: [FACILITATOR, LAWYER, READER, GUEST].map((member) => ({
    ...member,
    email: member.guest ? null : "somebody@coram.example",
  })),
  organisations: ORGANISATIONS,
  roundRules: {},
};

export const INVITATIONS: InvitationView[] = [
  {
    id: InvitationId.parse(id("invitation")),
    kind: "member",
    role: "lawyer",
    organisation: ORGANISATIONS[1]?.id ?? FACILITATOR.organisation,
    name: "Besnik D.",
    email: null,
    verdict: null,
    output: null,
    expiresAt: "2999-01-01T00:00:00.000Z",
    createdAt: "2026-11-20T10:00:00.000Z",
    invitedBy: FACILITATOR.id,
    spentAt: null,
  },
];

const category = (code: string, parent: string | null, label: string): unknown => ({
  id: code.toLowerCase(),
  code,
  parent,
  label: { en: label, mk: `${label} (мк)` },
  definition: { en: `What counts as ${label.toLowerCase()}.` },
  include: ["a court finding"],
  exclude: ["what another covers"],
  example: { en: "He promised her a job." },
  digit: code === "B3" ? 1 : null,
});

export const METHODOLOGY = MethodologyVersion.parse({
  methodology: MethodologyId.parse(id("methodology")),
  number: 3,
  frozenAt: "2026-03-12T10:00:00.000Z",
  note: "",
  content: {
    title: { en: "Starter methodology" },
    groups: [{ id: "case", label: { en: "Case" } }],
    categories: [
      category("A", null, "Act"),
      category("A1", "a", "Recruitment"),
      category("B", null, "Means"),
      category("B3", "b", "Abuse of vulnerability"),
    ],
    questions: [
      {
        id: "q.consent",
        group: "case",
        label: { en: "Does the court hold consent irrelevant?" },
        type: "choice",
        choices: [
          { id: "yes", label: { en: "Yes" } },
          { id: "no", label: { en: "No" } },
        ],
        evidenceExpected: true,
        perUnit: "verdict",
      },
    ],
    outputs: [],
  },
});
