import { CategoryId, QuestionId } from "../../schema/domain/ids.ts";
import { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { DraftView, FreezeDone } from "../../schema/protocol/http/methodology.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { addCategory, mergeCategory, setFate, splitCategory } from "../../schema/rooms/draft/draft-acts.ts";
import { addQuestion } from "../../schema/rooms/draft/draft-question-acts.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { readFirstMethodology } from "../../server/demo/second-methodology.ts";
import type { RunningServer } from "../../server/main.ts";
import type { Maker } from "./maker.ts";
import type { People } from "./people.ts";

const CATEGORIES = [
  "act",
  "act.recruitment",
  "act.transport",
  "act.harbouring",
  "means",
  "means.force",
  "means.deception",
  "means.vulnerability",
  "means.documents",
  "compensation",
  "comp.decision",
  "comp.referral",
  "sentencing",
  "sent.sanction",
  "sent.mitigating",
  "sent.minimum",
];
/** One of each type, of the verdict, of a defendant and of a victim. */
const QUESTIONS = [
  "q.court",
  "q.instance",
  "q.verdict-date",
  "q.victims-count",
  "q.duration-first",
  "q.online",
  "q.means",
  "q.def-outcome",
  "q.def-prison",
  "q.vic-age",
  "q.claim",
  "q.claim-amount",
  "q.main-problem",
];

/**
 * Version 1 is a part of the starter methodology, put there as `POST /api/setup` would put the whole: a network keeps every
 * category that it ever had, and files of expected content with all of them would be a tenfold of what anybody can read.
 */
export async function freezeFirst({ store }: RunningServer): Promise<void> {
  const whole = readFirstMethodology();
  const categories = whole.categories.filter(({ id }) => CATEGORIES.includes(id));
  const questions = whole.questions.filter(({ id }) => QUESTIONS.includes(id));
  const outputs = whole.outputs
    .filter(({ id }) => id === "summary" || id === "recommendations")
    .map((output) => ({
      ...output,
      sections: output.sections.slice(0, 3).map((section) => ({
        ...section,
        fromCategories: section.fromCategories.filter((id) => CATEGORIES.includes(id)),
        fromQuestions: section.fromQuestions.filter((id) => QUESTIONS.includes(id)),
      })),
    }));
  const content = MethodologyContent.parse({
    ...whole,
    groups: whole.groups.filter(({ id }) => questions.some(({ group }) => group === id)),
    categories,
    questions: questions.map((question) =>
      question.id === "q.claim-amount"
        ? { ...question, shownIf: { question: QuestionId.parse("q.claim"), values: ["specified", "unspecified"] } }
        : question,
    ),
    outputs,
  });
  await store.methodologies.freeze(content, "Starter methodology", null, "2026-11-23T08:00:00.000Z");
}

/** Talks about the draft, with a proposal that is voted on, and one that is resolved. */
export async function talkAboutDraft(maker: Maker, { mira, besim, ana, elena, sanja }: People): Promise<void> {
  const { discussion } = await maker.ask(DraftView, mira, "GET", "/api/methodology/draft");
  const category = CategoryId.parse("means.force");
  const proposal = await maker.write(ana, discussion.room, (doc, now) =>
    new DiscussionRoom(doc).open({ category, proposal: true }, "Split threats from violence?", now()),
  );
  await maker.write(elena, discussion.room, (doc, now) =>
    new DiscussionRoom(doc).reply(proposal, "Да, засебно.", now()),
  );
  for (const [who, vote] of [
    [mira, "yes"],
    [besim, "yes"],
    [ana, "abstain"],
    [elena, "no"],
  ] as const)
    await maker.tell(who, "POST", "/api/methodology/votes", { thread: proposal, vote });
  await maker.write(sanja, discussion.room, (doc, now) => {
    const room = new DiscussionRoom(doc);
    const question = QuestionId.parse("q.online");
    room.resolve(room.open({ question }, "Does a telephone count as online?", now()), now());
  });
}

/** Version 2: one merged, one split, one of another meaning, one retired, one new, and a question more. */
export async function freezeSecond(maker: Maker, { mira, ana }: People): Promise<void> {
  const { draft } = await maker.ask(DraftView, mira, "GET", "/api/methodology/draft");
  await maker.write(ana, draft.room, (doc, now) => {
    const room = new DraftRoom(doc);
    const entry = (id: string): string => room.categories().find((each) => each.id === id)?.entry ?? "";
    mergeCategory(room, entry("act.harbouring"), entry("act.transport"));
    const parts = splitCategory(room, entry("means.force"), [{ en: "Violence" }, { en: "Threat" }], now());
    for (const part of parts) room.roots.categories.set(part, { "definition:en": "Part of what force was." });
    room.roots.categories.set(entry("means.vulnerability"), {
      "definition:en": "Poverty and illness, as the court says.",
    });
    setFate(room, entry("sent.minimum"), { kind: "retired" });
    const added = addCategory(room, { parent: entry("act"), index: 0 }, { en: "Advertisement", mk: "Оглас" }, now());
    room.roots.categories.set(added, { "definition:en": "An offer in public.", digit: 9 });
    const question = addQuestion(room, "case", now());
    room.roots.questions.set(question, { "label:en": "Was the judgment published?", evidenceExpected: false });
  });
  await freeze(maker, mira, 1, "After the workshop", { "means.vulnerability": "redefined" });
}

/** Version 3: other words of the same meaning. Work on the draft goes on afterwards. */
export async function freezeThird(maker: Maker, { mira, elena }: People): Promise<void> {
  const { draft } = await maker.ask(DraftView, mira, "GET", "/api/methodology/draft");
  const set = (id: string, fields: Record<string, string>) =>
    maker.write(elena, draft.room, (doc) => {
      const room = new DraftRoom(doc);
      room.roots.categories.set(room.categories().find((each) => each.id === id)?.entry ?? "", fields);
    });
  await set("comp.referral", { "definition:en": "The claim is sent to the civil courts." });
  await freeze(maker, mira, 2, "Clearer words", { "comp.referral": "same", "act.recruitment": "same" });
  await set("sent.mitigating", { "nearMiss:mk": "Само спомената околност." });
}

async function freeze(maker: Maker, by: People["mira"], base: number, note: string, changed = {}): Promise<void> {
  const path = "/api/methodology/versions";
  const { seen } = await maker.ask(FreezeDone, by, "POST", path, { base, note, changed, preview: true });
  await maker.tell(by, "POST", path, { base, note, changed, seen });
}
