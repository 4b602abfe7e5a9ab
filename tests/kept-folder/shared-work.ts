import { z } from "zod";
import { CategoryId, newId, QuestionId, AnnotationId, type ThreadId, type UnitId } from "../../schema/domain/ids.ts";
import { FullTranslation, Translations } from "../../schema/protocol/http/translations.ts";
import { AnswersRoom } from "../../schema/rooms/answers-room.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../schema/rooms/translations-room.ts";
import { anchorOf, roomOf, type Maker, type Seat } from "./maker.ts";
import type { People } from "./people.ts";
import { correct } from "./verdicts.ts";

type Tags = Record<"recruited" | "force" | "kept" | "poor" | "mitigating" | "minimum" | "removed", AnnotationId>;

/** Everybody tags and answers in the open round of Niš; one tag is taken back, one was written by who is removed later. */
export async function tagTogether(maker: Maker, { ana, elena, goran, kosta }: People, verdict: string): Promise<Tags> {
  const view = await maker.view(ana, verdict);
  const room = roomOf(view, "layer");
  const add = (who: Seat, category: string, note: string, ...words: string[]): Promise<AnnotationId> =>
    maker.write(who, room, (doc, now) =>
      new LayerRoom(doc).add(
        { category: CategoryId.parse(category), version: 1, anchor: anchorOf(view, ...words), note },
        now(),
      ),
    );
  const tags: Tags = {
    recruited: await add(ana, "act.recruitment", "", "vrbovao lažnim obećanjem posla"),
    force: await add(elena, "means.force", "како доказ: пасошот", "Oduzeo joj je pasoš", "osam meseci"),
    kept: await add(goran, "act.harbouring", "", "zadržao ga u kući"),
    poor: await add(ana, "means.vulnerability", "Illness too?", "bila bez posla i bez novca"),
    mitigating: await add(kosta, "sent.mitigating", "", "raniju neosuđivanost i porodične prilike"),
    minimum: await add(elena, "sent.minimum", "", "kaznu zatvora u trajanju od četiri godine"),
    removed: await add(ana, "comp.referral", "two times", "upućuje na parnicu"),
  };
  await maker.write(ana, room, (doc, now) => {
    const layer = new LayerRoom(doc);
    layer.change(tags.removed, { deleted: now() });
    layer.change(tags.recruited, { note: "by an offer of work" });
  });
  await answerTogether(maker, { ana, elena }, verdict, tags);
  return tags;
}

async function answerTogether(
  maker: Maker,
  who: Pick<People, "ana" | "elena">,
  verdict: string,
  tags: Tags,
): Promise<void> {
  const view = await maker.view(who.ana, verdict);
  const room = roomOf(view, "layer");
  const unit = (kind: string): UnitId => {
    const found = view.units.find((each) => each.kind === kind);
    if (!found) throw new Error(`no ${kind}`);
    return found.id;
  };
  const q = (id: string): QuestionId => QuestionId.parse(id);
  await maker.write(who.ana, room, (doc) => {
    const answers = new AnswersRoom(doc);
    answers.change(q("q.court"), "verdict", { value: "Viši sud u Nišu", version: 1 });
    answers.change(q("q.verdict-date"), "verdict", { value: "2025-11-03", version: 1, note: "from the head" });
    answers.change(q("q.duration-first"), "verdict", { value: 14, version: 1, certainty: "unsure" });
    answers.change(q("q.means"), "verdict", { value: ["deception", "documents"], version: 1 });
    answers.addEvidence(q("q.means"), "verdict", tags.recruited, null);
    answers.addEvidence(q("q.means"), "verdict", newId(AnnotationId), anchorOf(view, "zadržao ga"));
    answers.addEvidence(q("q.means"), "verdict", tags.kept, null);
    answers.removeEvidence(q("q.means"), "verdict", tags.kept);
  });
  await maker.write(who.elena, room, (doc) => {
    const answers = new AnswersRoom(doc);
    answers.change(q("q.online"), "verdict", { value: "not-mentioned", version: 1 });
    answers.change(q("q.instance"), "verdict", { value: "first", version: 1 });
    answers.change(q("q.instance"), "verdict", { value: null });
    answers.change(q("q.def-prison"), unit("defendant"), { value: 48, version: 1 });
    answers.addEvidence(q("q.def-prison"), unit("defendant"), tags.minimum, null);
    answers.change(q("q.vic-age"), unit("victim"), { value: "adult", version: 1 });
    answers.change(q("q.claim"), unit("victim"), { value: "specified", version: 1 });
    answers.change(q("q.claim-amount"), unit("victim"), { value: [{ amount: 500000, currency: "RSD" }], version: 1 });
  });
}

/** Comments of members and of a guest: replies, one edited, one deleted, one resolved; a suggestion that was taken. */
export async function discuss(maker: Maker, people: People, guest: Seat, verdict: string, tags: Tags): Promise<void> {
  const { mira, ana, elena, sanja } = people;
  const view = await maker.view(ana, verdict);
  const internal = roomOf(view, "internal");
  const review = roomOf(view, "review");
  const open = (who: Seat, room: string, on: Parameters<DiscussionRoom["open"]>[0], body: string): Promise<ThreadId> =>
    maker.write(who, room, (doc, now) => new DiscussionRoom(doc).open(on, body, now()));
  const onTag = await open(ana, internal, { annotation: tags.poor }, "Da li je bolest majke dovoljna?");
  await maker.write(elena, internal, (doc, now) => {
    const room = new DiscussionRoom(doc);
    const reply = room.reply(onTag, "Мислам дека е.", now());
    room.edit(reply, "Мислам дека е доволна.", now());
    room.deleteComment(room.reply(onTag, "a slip", now()), now());
  });
  const resolved = await open(mira, internal, { anchor: anchorOf(view, "celini") }, "In full, says the court.");
  await maker.write(mira, internal, (doc, now) => new DiscussionRoom(doc).resolve(resolved, now()));
  const gone = await open(sanja, review, { anchor: anchorOf(view, "restoranu") }, "Wrong place.");
  await maker.write(sanja, review, (doc, now) => new DiscussionRoom(doc).deleteThread(gone, now()));
  const suggestion = CategoryId.parse("comp.referral");
  const anchor = anchorOf(view, "imovinskopravnog zahteva upućuje na parnicu");
  const suggested = await open(guest, review, { anchor, suggestion }, "Is this not a referral?");
  const applied = await maker.write(ana, roomOf(view, "layer"), (doc, now) =>
    new LayerRoom(doc).add({ category: suggestion, version: 1, anchor, note: "" }, now()),
  );
  await maker.write(ana, review, (doc, now) => {
    const room = new DiscussionRoom(doc);
    room.setApplied(suggested, applied);
    room.reply(suggested, "It is, thank you.", now());
  });
}

/** Translations of passages in both discussions, and of the whole: corrected, taken away, put back, replaced. */
export async function translate(maker: Maker, { ana, elena, sanja }: People, verdict: string): Promise<void> {
  const view = await maker.view(ana, verdict);
  const path = `/api/verdicts/${verdict}/translations`;
  await maker.write(ana, roomOf(view, "internal"), (doc, now) => {
    const room = new TranslationsRoom(doc);
    room.add({ anchor: anchorOf(view, "bez posla i bez novca"), language: "en", body: "without work or money" }, now());
    const words = "vrbovao lažnim obećanjem posla";
    room.add({ anchor: anchorOf(view, words), language: "en", body: "recruited by a false offer of work" }, now());
    const slip = room.add({ anchor: anchorOf(view, "parnicu"), language: "sq", body: "padi civile" }, now());
    room.entries.set(slip, { deleted: now() });
  });
  await maker.write(sanja, roomOf(view, "review"), (doc, now) => {
    new TranslationsRoom(doc).add({ anchor: anchorOf(view, "parnicu"), language: "en", body: "a civil suit" }, now());
  });
  const numbers = view.revision.blocks.flatMap(({ number }) => number ?? []).slice(-6);
  const whole = (text: (number: string) => string, replaces: number | null) => ({
    revision: view.revision.number,
    source: "Own work, invented",
    paragraphs: numbers.map((number) => ({ number, text: text(number) })),
    replaces,
  });
  const full = () => maker.ask(FullTranslation, ana, "GET", `${path}/en`);
  await maker.tell(
    ana,
    "PUT",
    `${path}/en`,
    whole((n) => `First words of paragraph ${n}.`, null),
  );
  await maker.tell(
    ana,
    "PUT",
    `${path}/en`,
    whole((n) => `Better words of paragraph ${n}.`, (await full()).version),
  );
  for (const [i, text] of ["Words that were looked at again.", ""].entries()) {
    const paragraph = (await full()).paragraphs[i];
    const put = { revision: view.revision.number, text, replaces: paragraph?.version };
    await maker.tell(elena, "PATCH", `${path}/en/paragraphs/${paragraph?.number}`, put);
  }
  await maker.tell(
    elena,
    "PUT",
    `${path}/sq`,
    whole((n) => `Fjalët e paragrafit ${n}.`, null),
  );
  await maker.tell(elena, "DELETE", `${path}/sq`);
  await maker.tell(
    elena,
    "PUT",
    `${path}/mk`,
    whole((n) => `Зборови на став ${n}.`, null),
  );
  await maker.tell(elena, "DELETE", `${path}/mk`);
  const { removed } = await maker.ask(Translations, elena, "GET", path);
  await maker.tell(elena, "POST", `${path}/restore`, { id: removed.find(({ language }) => language === "mk")?.id });
}

/** A correction under two tags, which one of their readers has looked at, and a paragraph that is a heading. */
export async function correctUnderTags(
  maker: Maker,
  { mira, ana }: People,
  verdict: string,
  tags: Tags,
): Promise<void> {
  await correct(maker, mira, verdict, "bez posla i bez novca", "bez posla, bez novca i bez stana");
  const { revision } = await maker.view(ana, verdict);
  await maker.tell(ana, "POST", `/api/verdicts/${verdict}/seen`, { subjects: [tags.poor], revision: revision.number });
}

/** A unit that is added, and one whose label is spent. */
export async function addUnits(maker: Maker, { mira }: People, verdict: string): Promise<void> {
  const path = `/api/verdicts/${verdict}/units`;
  const { id } = await maker.ask(z.object({ id: z.string() }), mira, "POST", path, { kind: "victim" });
  await maker.tell(mira, "DELETE", `${path}/${id}`);
  await maker.tell(mira, "POST", path, { kind: "victim" });
}

/** After version 2: one keeps the new meaning, one is sorted, one is dropped; others wait. */
export async function review(maker: Maker, { ana, elena }: People, verdict: string, tags: Tags): Promise<void> {
  const { methodology } = await maker.view(ana, verdict);
  const part = methodology?.content.categories.find(({ label }) => label.en === "Threat")?.id;
  const decide = (who: Seat, annotation: AnnotationId, decision: string, category: string | null = null) =>
    maker.tell(who, "POST", `/api/verdicts/${verdict}/reviews`, { annotation, version: 2, decision, category });
  await decide(ana, tags.poor, "keep");
  await decide(elena, tags.force, "change", part);
  await decide(elena, tags.minimum, "drop");
}

/** Work of the last day, as a log of updates after what was erased. */
export async function goOn(maker: Maker, { ana, elena }: People, verdict: string, tags: Tags): Promise<void> {
  const view = await maker.view(ana, verdict);
  const layer = roomOf(view, "layer");
  const anchor = anchorOf(view, "kaznu zatvora");
  const made = await maker.write(ana, layer, (doc, now) =>
    new LayerRoom(doc).add({ category: CategoryId.parse("sent.sanction"), version: 3, anchor, note: "four" }, now()),
  );
  await maker.write(ana, layer, (doc) => new LayerRoom(doc).change(made, { note: "four years" }));
  await maker.write(elena, layer, (doc) => new LayerRoom(doc).change(tags.recruited, { note: "преку понуда" }));
  await maker.write(elena, roomOf(view, "internal"), (doc, now) =>
    new DiscussionRoom(doc).open({ annotation: made }, "Само затворот?", now()),
  );
}
