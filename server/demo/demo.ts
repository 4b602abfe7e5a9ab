import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import {
  AnnotationId,
  InvitationId,
  LayerId,
  MemberId,
  newId,
  OrganisationId,
  RoomId,
  RoundId,
  UnitId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import { DUTIES, initialsOf, type Member, ROLES } from "../../schema/domain/member.ts";
import { tokenOfUnit } from "../../schema/domain/unit.ts";
import type { Country } from "../../schema/domain/language.ts";
import type { Audience } from "../../schema/domain/room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { AnswersRoom } from "../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { hashPassword } from "../auth/passwords.ts";
import { hashToken } from "../auth/tokens.ts";
import { setRoundRunners } from "../access/round-runners.ts";
import type { Store } from "../store/store.ts";
import { addDemoCodings, CODED } from "./demo-codings.ts";
import { addTranslations, DemoTranslations } from "./demo-translations.ts";
import { DEMO_PEOPLE, PEOPLE, type DemoPerson } from "./demo-people.ts";
import { DemoVerdict } from "./demo-verdict.ts";
import { readFirstMethodology } from "./second-methodology.ts";
import type { WriteFor } from "./write-for.ts";

export interface DemoLink {
  role: string;
  name: string;
  email: string | null;
  /** Token of a one-time sign-in link. */
  token: string;
}

/** The password of everybody in the demo network who has one. */
export const DEMO_PASSWORD = "coram-demo";

const IDS = ["rs-individual", "rs-organised", "mk-individual", "mk-organised", "al-individual", "al-organised"];

const ORGANISATIONS: Record<Country, string> = {
  rs: "Pravna linija, Niš (invented)",
  mk: "Отворен круг, Скопје (invented)",
  al: "Qendra Besa, Durrës (invented)",
};

/** Whose sign-in links are printed: the first of each role, then the guest. */
const LINKED: DemoPerson[] = [
  ...ROLES.flatMap((role) => DEMO_PEOPLE.find((person) => PEOPLE[person].role === role) ?? []),
  "guest",
];

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`data/${name}.json`, import.meta.url), "utf8"));
}

/**
 * Fills an empty store with the demo network: three organisations, nine people, the first methodology as version 1, six
 * invented verdicts (one of them still in preparation), tags and threads. Returns a one-time sign-in link's token for each role.
 */
export async function makeDemo(store: Store, writeFor: WriteFor, now: Date): Promise<DemoLink[]> {
  const at = now.toISOString();
  const in30Days = new Date(now.getTime() + 30 * 86_400_000 - 60_000).toISOString();
  await store.setSetting("network-name", "Coram demo network");
  // Its organisations help each other out.
  await setRoundRunners(store, "all");
  const verdictIds = new Map(IDS.map((id) => [id, newId(VerdictId)]));
  const people = await addPeople(store, verdictIds, in30Days);
  await store.methodologies.freeze(readFirstMethodology(), "Starter methodology", people.facilitator.id, at);
  for (const [id, verdictId] of verdictIds)
    await addVerdict(store, writeFor, DemoVerdict.parse(read(id)), verdictId, people, now);
  const translations = DemoTranslations.parse(read("translations"));
  const translated = verdictIds.get(translations.verdict);
  if (translated) await addTranslations(store, writeFor, translations, translated, (person) => people[person].id, at);
  const coded = verdictIds.get(CODED);
  if (coded) await addDemoCodings(store, coded, people, new Date(now.getTime() - 4 * 3_600_000).toISOString());
  await store.audit.append({ at, actor: null, action: "demo.made", subject: {} });
  return makeLinks(store, people, at, in30Days);
}

/** Organisations and who is in them; the guest may read two verdicts. */
async function addPeople(
  store: Store,
  verdictIds: ReadonlyMap<string, VerdictId>,
  until: string,
): Promise<Record<DemoPerson, Member>> {
  const organisations = {} as Record<Country, OrganisationId>;
  for (const country of ["rs", "mk", "al"] as const) {
    organisations[country] = newId(OrganisationId);
    await store.people.addOrganisation({ id: organisations[country], name: ORGANISATIONS[country], country });
  }
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const people = {} as Record<DemoPerson, Member>;
  for (const person of DEMO_PEOPLE) {
    const { name, role, country } = PEOPLE[person];
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role,
      country,
      organisation: organisations[country],
      removedAt: null,
      guest:
        person === "guest"
          ? {
              verdicts: [verdictIds.get("rs-individual"), verdictIds.get("al-individual")].filter(
                (id) => id !== undefined,
              ),
              outputs: [],
              invitedBy: people.facilitator.id,
              expiresAt: until,
            }
          : null,
    };
    people[person] = member;
    await store.people.addMember(member, member.guest ? null : { email: emailOf(person), passwordHash });
  }
  return people;
}

async function makeLinks(
  store: Store,
  people: Record<DemoPerson, Member>,
  createdAt: string,
  expiresAt: string,
): Promise<DemoLink[]> {
  const links: DemoLink[] = [];
  for (const person of LINKED) {
    const member = people[person];
    const token = randomBytes(24).toString("base64url");
    await store.people.addInvitation(
      {
        id: newId(InvitationId),
        kind: "sign-in",
        role: member.role,
        organisation: member.organisation,
        name: member.name,
        email: null,
        verdict: null,
        output: null,
        member: member.id,
        invitedBy: null,
        createdAt,
        expiresAt,
        spentAt: null,
      },
      hashToken(token),
    );
    links.push({
      role: member.guest ? "guest" : member.role,
      name: member.name,
      email: member.guest ? null : emailOf(person),
      token,
    });
  }
  return links;
}

function emailOf(person: DemoPerson): string {
  return `${person}@coram.example`;
}

async function addVerdict(
  store: Store,
  writeFor: WriteFor,
  demo: DemoVerdict,
  id: VerdictId,
  people: Record<DemoPerson, Member>,
  now: Date,
): Promise<void> {
  const owner = Object.values(people).find(({ role, country }) => DUTIES[role].leads && country === demo.data.country);
  if (!owner) throw new Error(`no facilitator for ${demo.data.country}`);
  const createdAt = new Date(now.getTime() - 3 * 86_400_000).toISOString();
  const rooms = { layer: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) };
  await store.verdicts.add({
    verdict: {
      ...demo.data,
      id,
      owner: owner.organisation,
      stage: demo.stage,
      revision: 1,
      pages: demo.pages,
      createdAt,
    },
    text: demo.text,
    by: owner.id,
    round: newId(RoundId),
    layer: newId(LayerId),
    rooms,
  });
  // Some hours ago and a minute apart, so that cards do not all say the same time.
  let minutes = 26 * 60;
  const next = (): string => new Date(now.getTime() - minutes-- * 60_000).toISOString();
  const tagIds = new Map<DemoTag, AnnotationId>();
  for (const person of DEMO_PEOPLE) {
    const own = demo.tags.filter(({ by }) => by === person);
    if (own.length === 0) continue;
    await writeFor(rooms.layer, people[person].id, (doc) => {
      const layer = new LayerRoom(doc);
      for (const tag of own) {
        const { category, ranges, note } = tag;
        tagIds.set(tag, layer.add({ category, version: 1, anchor: { revision: 1, ranges }, note }, next()));
      }
    });
  }
  await addAnswers(store, writeFor, demo, { verdict: id, layer: rooms.layer, createdAt }, people, tagIds);
  await addThreads(writeFor, demo, rooms, people, next);
}

async function addThreads(
  writeFor: WriteFor,
  demo: DemoVerdict,
  rooms: Record<Audience, RoomId>,
  people: Record<DemoPerson, Member>,
  next: () => string,
): Promise<void> {
  for (const { audience, ranges, suggestion, resolved, comments } of demo.threads) {
    const [first, ...replies] = comments;
    if (!first) continue;
    let thread: ReturnType<DiscussionRoom["open"]> | null = null;
    const room = rooms[audience];
    await writeFor(room, people[first.by].id, (doc) => {
      thread = new DiscussionRoom(doc).open(
        { anchor: { revision: 1, ranges }, ...(suggestion ? { suggestion } : {}) },
        first.body,
        next(),
      );
      if (resolved) new DiscussionRoom(doc).resolve(thread, next());
    });
    for (const reply of replies)
      await writeFor(room, people[reply.by].id, (doc) => {
        if (thread) new DiscussionRoom(doc).reply(thread, reply.body, next());
      });
  }
}

type DemoTag = DemoVerdict["tags"][number];

/** The verdict's units and the answers of its layer. */
async function addAnswers(
  store: Store,
  writeFor: WriteFor,
  { units, answers, tags }: DemoVerdict,
  { verdict, layer, createdAt }: { verdict: VerdictId; layer: RoomId; createdAt: string },
  people: Record<DemoPerson, Member>,
  tagIds: ReadonlyMap<DemoTag, AnnotationId>,
): Promise<void> {
  const unitIds = new Map<string, UnitId>();
  for (const unit of units) {
    const id = newId(UnitId);
    unitIds.set(tokenOfUnit(unit), id);
    await store.names.addUnit({ ...unit, id, verdict, createdAt });
  }
  for (const person of DEMO_PEOPLE) {
    const own = answers.filter(({ by }) => by === person);
    if (own.length === 0) continue;
    await writeFor(layer, people[person].id, (doc) => {
      const room = new AnswersRoom(doc);
      for (const { question, unit, value, evidence } of own) {
        const subject = unit ? unitIds.get(tokenOfUnit(unit)) : "verdict";
        if (!subject) continue;
        room.change(question, subject, { value, version: 1 });
        for (const passage of evidence) {
          const tag = typeof passage === "number" ? tags[passage] : undefined;
          const tagId = tag && tagIds.get(tag);
          if (tagId) room.addEvidence(question, subject, tagId, null);
          else if (typeof passage !== "number")
            room.addEvidence(question, subject, newId(AnnotationId), { revision: 1, ranges: passage });
        }
      }
    });
  }
}
