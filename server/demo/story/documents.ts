import { BlockId } from "../../../schema/domain/output.ts";
import { newId, type OutputId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { type FollowUpSay, OutputTray, type TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { ApprovalView, OutputView, type OutputMake } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { makeNode } from "../../outputs/from-template.ts";
import type { DemoPerson } from "../demo-people.ts";
import { CASE_STUDY, HEARD, QUOTES, REASONS, RECOMMENDATIONS, SUMMARY, TITLES, type Words } from "./document-words.ts";
import { type DemoVerdictKey, found, type Story } from "./story.ts";

/** Summary and recommendations on one verdict in two languages, asked for by their author, signed by another and followed up; a case study on another that is begun. */
export function writeDocuments(story: Story): void {
  /** Those that lead their languages. */
  const written: OutputId[] = [];
  story.on(-27, 12, () => translateQuotes(story));
  story.on(-26, 10, async () => {
    const summary = await make(story, "lawyer-al", "nr214", {
      template: "summary",
      title: TITLES.summary.sq,
      language: "sq",
    });
    const quotes = await quotesFor(story, "lawyer-al", summary);
    await write(story, "lawyer-al", summary, { title: TITLES.summary.sq, sections: SUMMARY, language: "sq", quotes });
    const { sq: title } = TITLES.recommendations;
    const recommendations = await make(story, "lawyer-al", "nr214", {
      template: "recommendations",
      title,
      language: "sq",
    });
    await write(story, "lawyer-al", recommendations, { title, sections: RECOMMENDATIONS, language: "sq" });
    written.push(summary.id, recommendations.id);
  });
  story.on(-24, 10, async () => {
    const texts = [
      { title: TITLES.summary.en, sections: SUMMARY },
      { title: TITLES.recommendations.en, sections: RECOMMENDATIONS },
    ];
    for (const [i, id] of written.entries()) {
      const path = `/api/outputs/${id}/partner`;
      const partner = await story.ask(OutputView, "lawyer-mk", "POST", path, { language: "en" });
      await write(story, "lawyer-mk", partner, { ...found(texts[i]), language: "en", leading: id });
    }
  });
  story.on(-20, 15, async () => {
    for (const id of written) await setStatus(story, "lawyer-al", id, "in-review");
  });
  story.on(-19, 11, async () => {
    for (const id of written) await askFor(story, "lawyer-al", id);
  });
  story.on(-18, 10, async () => {
    for (const id of written) await sign(story, "lawyer-al-2", id);
  });
  story.on(-9, 11, () => {
    const answered = { state: "answered", date: story.day(-9), due: story.day(51) } as const;
    return followUp(story, "lawyer-al", { id: found(written[1]), at: 0 }, answered);
  });
  story.on(-5, 13, () => {
    const adopted = { state: "adopted", date: story.day(-6), due: null } as const;
    return followUp(story, "lawyer-al-2", { id: found(written[1]), at: 3 }, adopted);
  });
  story.on(-4, 14, async () => {
    const { "sr-Latn": title } = TITLES.caseStudy;
    const study = await make(story, "lawyer-rs", "k63", { template: "case-study", title, language: "sr-Latn" });
    await write(story, "lawyer-rs", study, { title, sections: CASE_STUDY, language: "sr-Latn" });
  });
}

async function make(
  story: Story,
  by: DemoPerson,
  about: DemoVerdictKey,
  what: Pick<OutputMake, "template" | "title" | "language">,
): Promise<OutputView> {
  const scope = { kind: "verdicts", verdicts: [story.verdicts[about]] };
  return story.ask(OutputView, by, "POST", "/api/outputs", { ...what, scope });
}

interface Text {
  title: string;
  sections: Words;
  language: "sq" | "en" | "sr-Latn";
  /** By the sections that they stand in. */
  quotes?: ReadonlyMap<string, OutputNode>;
  /** The document that it says in another language. */
  leading?: OutputId;
}

/** Puts words, and quotes where there are any, below the headings of the sections. */
async function write(
  story: Story,
  by: DemoPerson,
  { rooms }: OutputView,
  { title, sections, language, quotes, leading }: Text,
): Promise<void> {
  const pairs = leading ? await recommendationsOf(story, leading) : [];
  await story.write(by, rooms.content.room, (doc) => {
    const room = new OutputRoom(doc);
    room.setTitle(title);
    const { content, ...rest } = room.document();
    const added = content.flatMap((block, i): OutputNode[] => {
      const section = content[i - 1]?.attrs?.["section"];
      if (typeof section !== "string" || block.type !== "paragraph") return [block];
      const { text = {}, recommendations = [] } = sections[section] ?? {};
      const quote = quotes?.get(section);
      const words = text[language];
      return [
        ...(words ? [{ ...block, content: [{ type: "text" as const, text: words }] }] : []),
        ...(words || recommendations.length > 0 ? [] : [block]),
        ...(quote ? [quote] : []),
        ...recommendations.map((each) => recommendation(found(each[language]), pairs.shift() ?? null)),
      ];
    });
    room.replace({ ...rest, content: added });
  });
}

function recommendation(said: readonly string[], pair: string | null): OutputNode {
  const [words, addressee, verb, deadline, finding, indicator] = said;
  const fields = { addressee, verb, deadline, finding, indicator };
  return makeNode("recommendation", { id: newId(BlockId), pair, ...fields }, [{ type: "text", text: found(words) }]);
}

/** The blocks of a document's recommendations, in their order. */
async function recommendationsOf({ server }: Story, id: OutputId): Promise<string[]> {
  const { content } = await server.store.outputs.rooms(id);
  const document = await server.hub.look(content, (doc) => new OutputRoom(doc).document());
  return document.content.flatMap(({ type, attrs }) => (type === "recommendation" ? [String(attrs?.["id"])] : []));
}

/** Says why what is open may stay, and asks for the signatures of a document in all its languages. */
async function askFor(story: Story, by: DemoPerson, id: OutputId): Promise<void> {
  const path = `/api/outputs/${id}`;
  const { points } = await story.ask(ApprovalView, by, "GET", `${path}/approval`);
  for (const [, group] of groupBy(points, ({ output, kind }) => `${output} ${kind}`)) {
    const { output, kind } = found(group[0]);
    const words = found(REASONS[kind as keyof typeof REASONS]);
    const body = { points: group.map(({ key }) => key), words };
    await story.send(by, "POST", `/api/outputs/${output}/approval/reasons`, body);
  }
  const { number } = await story.ask(OutputView, by, "GET", path);
  await story.send(by, "POST", `${path}/approval/ask`, { number, joint: false });
}

async function sign(story: Story, by: DemoPerson, id: OutputId): Promise<void> {
  const path = `/api/outputs/${id}/approval`;
  const { candidate } = await story.ask(ApprovalView, by, "GET", path);
  const { id: of, digest } = found(candidate);
  await story.send(by, "POST", `${path}/sign`, { candidate: of, digest });
}

/** What one of the recommendations came to, by whoever heard it. `at`: of which, from 0. */
async function followUp(
  story: Story,
  by: DemoPerson,
  { id, at }: { id: OutputId; at: number },
  said: Pick<FollowUpSay, "state" | "date" | "due">,
): Promise<void> {
  const block = found((await recommendationsOf(story, id))[at]);
  const source = found(HEARD[said.state]);
  await story.send(by, "POST", `/api/recommendations/${id}/${block}/state`, { ...said, source, sent: story.day(-17) });
}

/** The passages that the summary quotes, by the sections that they stand in. */
async function quotesFor(story: Story, by: DemoPerson, { id }: OutputView): Promise<ReadonlyMap<string, OutputNode>> {
  const { passages } = await story.ask(OutputTray, by, "GET", `/api/outputs/${id}/tray`);
  return new Map(
    Object.entries(QUOTES).map(([section, { words }]) => [
      section,
      quote(found(passages.find((passage) => passage.words.includes(words)))),
    ]),
  );
}

function quote({ verdict, anchor, annotation, layer, approval }: TrayPassage): OutputNode {
  const quoted = fromQuote({ verdict, anchor, annotation, layer, translation: null, approved: approval, note: "" });
  return makeNode("evidence", { id: newId(BlockId), ...quoted });
}

/** English of what is quoted, for the summary in English. */
async function translateQuotes(story: Story): Promise<void> {
  const room = await story.discussion("nr214", "internal");
  const { revision } = await story.quoted("nr214");
  await story.write("lawyer-mk", room, (doc, now) => {
    for (const { words, english } of Object.values(QUOTES)) {
      const start = revision.text.indexOf(words);
      if (start < 0) throw new Error(`not in the text: ${words}`);
      const anchor = { revision: revision.number, ranges: [{ start, end: start + words.length }] };
      new TranslationsRoom(doc).add({ anchor, language: "en", body: english }, now());
    }
  });
}

async function setStatus(story: Story, by: DemoPerson, output: string, status: string): Promise<void> {
  const { number } = await story.ask(OutputView, by, "GET", `/api/outputs/${output}`);
  await story.send(by, "POST", `/api/outputs/${output}/status`, { status, number });
}
