import { CategoryId, type AnnotationId, type RoomId } from "../../../../schema/domain/ids.ts";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { DiscussionRoom } from "../../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { beginBlind, ownRoom } from "../blind-round.ts";
import { RawClient } from "../../rooms/raw-client.ts";
import { Wording } from "../../../../schema/domain/workshop/ballot.ts";
import { lead, openBallot } from "../../workshops/ballots.ts";
import { askTables, beginTables, TABLE_WORDS, tableOf } from "../../workshops/tables.ts";
import { aStep, openWorkshop } from "../../workshops/workshops.ts";
import type { Person, TestServer } from "../test-server.ts";
import { eachTagWord } from "../../../../schema/rooms/tag-words.ts";

/** The person whom a test erases; what is given as forms. */
export const FORMS = ["Marko Petrović", "Petrović", "Kobrica"];
export const TOKEN = "[Victim A]";

/** Parts of the name that are no part of anything else here, in both scripts, in all letters. */
export const NEEDLES = [
  "Petrovi",
  "PETROVI",
  "petrovi",
  "Петров",
  "ПЕТРОВ",
  "Kobrica",
  "Kobrici",
  "Kobricu",
  "Кобр",
  "kobrica",
  "Marko ",
  "Марко",
  // Whole, for what may be kept of them as a digest.
  ...FORMS,
  "Marko Petrovića",
  "Petroviću",
  "Петровић",
  "Марко Петровић",
  "Кобрица",
];

const PARAGRAPHS = [
  "Sud nalazi da je oštećeni Marko Petrović doveden u Niš.",
  "Prema iskazu Marka Petrovića, zvanog Kobrica, okrivljeni je uzeo pasoš.",
  "МАРКО ПЕТРОВИЋ је изјавио да је са Марком Петровићем био и Кобрица.",
  "Petroviću Marku je oduzet novac. Sud je cenio iskaz svedoka.",
  "Iskaz je jasan i ubedljiv; sud mu poklanja veru u celini.",
];

/** A verdict whose name stands everywhere where a name can stand. */
export interface NamedVerdict {
  made: NewVerdict;
  /** Tags of the shared layer, by the words that each was put on. */
  tags: Map<string, AnnotationId>;
  /** The blind layer of the other lawyer. */
  blindRoom: RoomId;
  /** Somebody who has been in the rooms since before, with a change that was not sent. */
  oldClients: RawClient[];
}

const CATEGORY = CategoryId.parse("act.transport");
const at = (): string => new Date().toISOString();

export async function plantNames(server: TestServer, inWorkshop = true): Promise<NamedVerdict> {
  const { people, ask } = server;
  // Whatever a person can write beside a tag has the name in it.
  const beside = (text: string) => eachTagWord(() => text);
  const made = await server.newVerdict(PARAGRAPHS, {
    stage: "cleared-for-guests",
    court: "Viši sud u Nišu (predmet Petrović)",
    caseNumber: "K 12/25 Петровић",
  });
  const { id } = made.verdict;
  // What stood in the data before.
  const by = people.facilitator.member.id;
  await server.store.verdicts.change(id, { court: "Viši sud, Marko Petrović", caseNumber: "K 12/25" }, by, at());
  const { court, caseNumber } = made.verdict;
  await server.store.verdicts.change(id, { court, caseNumber }, by, at());
  const { text } = made.text;
  const tags = new Map<string, AnnotationId>();
  const layer = await RawClient.joinAt(server, made.rooms.layer, people.lawyer);
  for (const [words, note] of [
    ["doveden u Niš", "Petrović je doveden; Marko Petrović, kaže i svedok"],
    ["okrivljeni je uzeo pasoš", "види исказ Марка Петровића (Кобрица); Марко Петровиќ"],
    ["Marko Petrović doveden", ""],
    ["Prema iskazu Marka Petrovića, zvanog Kobrica", "Kobrici je oduzet pasoš"],
    ["Iskaz je jasan", "nema imena"],
  ] as const) {
    const start = text.indexOf(words);
    await layer.write((doc) => {
      const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
      tags.set(words, new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, ...beside(note) }, at()));
    });
  }
  const jasan = tags.get("Iskaz je jasan");
  const clear = tags.get("doveden u Niš");
  if (!jasan || !clear) throw new Error("no tags");
  // What was written over and what was deleted leaves traces of its own.
  await layer.write((doc) => new LayerRoom(doc).change(jasan, beside("ovde je stajalo Petrovićeva izjava")));
  await layer.write((doc) => new LayerRoom(doc).change(jasan, beside("nema imena")));
  await layer.write((doc) => new LayerRoom(doc).change(clear, { deleted: at() }));
  await layer.write((doc) => new LayerRoom(doc).change(clear, { deleted: null }));

  const internal = await RawClient.joinAt(server, made.rooms.internal, people.lawyer);
  await internal.write((doc) => {
    const room = new DiscussionRoom(doc);
    const thread = room.open({ annotation: clear }, "Da li je M. Petrović isto lice kao Kobrica? Петровиќ е.", at());
    room.deleteComment(room.reply(thread, "PETROVIĆ MARKO, da", at()), at());
  });
  const review = await RawClient.joinAt(server, made.rooms.review, people.reviewer);
  const start = text.indexOf("Petroviću Marku");
  await review.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start, end: start + 15 }] };
    new DiscussionRoom(doc).open({ anchor }, "Петровић се помиње; Petrovic too; i thotë Petroviqit", at());
  });

  // A correction: the words before it lie in an earlier revision.
  const correction = {
    start: text.indexOf("Petroviću Marku"),
    end: text.indexOf("Petroviću Marku") + 15,
    insert: "Njemu",
  };
  await ask(people.facilitator, "POST", `/api/verdicts/${id}/edits`, {
    baseRevision: 1,
    kind: "correct",
    edits: [correction],
  });
  await ask(people.facilitator, "POST", "/api/invitations", {
    kind: "guest",
    verdict: id,
    name: "Advokat Petrovića",
    expiresInDays: 5,
  });
  await beginBlind(server, id, [people.otherLawyer]);
  await makeExport(server, people.facilitator);
  if (inWorkshop) await plantInWorkshop(server);
  const blindRoom = await ownRoom(server, id, people.otherLawyer);
  const blind = await RawClient.joinAt(server, blindRoom, people.otherLawyer);
  await blind.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start: 0, end: 3 }] };
    new LayerRoom(doc).add({ category: CATEGORY, version: 1, anchor, ...beside("Petrović, slepo") }, at());
  });
  // A round that begins sends everybody out and in again.
  const oldClients = await Promise.all([
    RawClient.joinAt(server, made.rooms.layer, people.lawyer),
    RawClient.joinAt(server, made.rooms.internal, people.lawyer),
    RawClient.joinAt(server, made.rooms.review, people.reviewer),
  ]);
  return { made, tags, blindRoom, oldClients: [...oldClients, blind] };
}

/** What is typed in a workshop, by its planners and by who takes part, and the edition of the draft that it coded. */
async function plantInWorkshop(server: TestServer): Promise<void> {
  const of = await openWorkshop(server, {
    title: "Slučaj Petrović",
    steps: [aStep({ title: "Čitamo iskaz Marka Petrovića" })],
  });
  const wording = { category: CATEGORY, part: "nearMiss", language: "sr-Latn", before: "", after: "Kao Petrović" };
  await openBallot(server, of, { words: "Važi li to za Petrovića?", wording: Wording.parse(wording) });
  const decided = { kind: "wording", wording, effect: "clarified" };
  const words = "Tako je rekao Marko Petrović";
  for (const answer of [
    await lead(server, of, "POST", "decisions", { step: null, words, decided }),
    await lead(server, of, "POST", "parked", { words: "Ko plaća Petroviću?" }),
  ])
    if (!answer.ok) throw new Error(`not planted: ${answer.status}`);
  const inForce = await server.store.methodologies.current();
  const [first, ...rest] = inForce?.content.categories ?? [];
  if (!inForce || !first) throw new Error("no methodology");
  const named = { ...first, definition: { "sr-Latn": "Kao kod Petrovića, zvanog Kobrica" } };
  const edition = await server.store.slips.makeEdition({ ...inForce.content, categories: [named, ...rest] }, at());
  await plantAtTable(server, edition);
}

/** What a chair types, and who named the table, in a workshop on another verdict. */
async function plantAtTable(server: TestServer, edition: number): Promise<void> {
  const { lawyer } = server.people;
  // Of a court that no erased name is in.
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS], { court: "Viši sud u Subotici" });
  const of = await beginTables(server, verdict.id, [lawyer]);
  await askTables(server, of, [{ people: [lawyer], name: "Sto Petrović" }]);
  const [passage] = (await tableOf(server, of, lawyer, 0)).work.passages;
  if (!passage) throw new Error("no passage");
  const decided = { categories: [], isOpen: true, words: "Da li je to rekao Petrović?" };
  await server.store.tables.decide(of.workshop.id, {
    ...decided,
    passage: passage.id,
    edition,
    by: lawyer.member.id,
    at: at(),
  });
}

async function makeExport({ ask }: TestServer, who: Person): Promise<void> {
  const { id } = ExportJob.parse(
    await (await ask(who, "POST", "/api/exports", { format: "json", withInternal: true, countOnly: false })).json(),
  );
  for (;;) {
    const { state } = ExportJob.parse(await (await ask(who, "GET", `/api/exports/${id}`)).json());
    if (state === "done") return;
    if (state === "failed") throw new Error("the export failed");
  }
}
