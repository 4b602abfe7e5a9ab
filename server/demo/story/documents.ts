import { BlockId } from "../../../schema/domain/output.ts";
import { newId, OutputId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { OutputTray, type TrayPassage } from "../../../schema/protocol/http/quotes.ts";
import { OutputView, type OutputMake } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { approveAsItStands } from "../../outputs/approval/freeze.ts";
import { makeNode } from "../../outputs/from-template.ts";
import { toActor } from "../../rooms/room-access.ts";
import type { DemoPerson } from "../demo-people.ts";
import { CASE_STUDY, QUOTES, RECOMMENDATIONS, SUMMARY, type Words } from "./document-words.ts";
import { type DemoVerdictKey, found, type Story } from "./story.ts";

const APPROVES = "facilitator-al";

/** Summary and recommendations on one verdict in two languages, approved; a case study on another that is begun. */
export function writeDocuments(story: Story): void {
  const approved: string[] = [];
  story.on(-27, 12, () => translateQuotes(story));
  story.on(-26, 10, async () => {
    const summary = await make(story, "lawyer-al", "nr214", { template: "summary", language: "sq" });
    await write(story, "lawyer-al", summary, SUMMARY, "sq", await quotesFor(story, "lawyer-al", summary));
    const recommendations = await make(story, "lawyer-al", "nr214", { template: "recommendations", language: "sq" });
    await write(story, "lawyer-al", recommendations, RECOMMENDATIONS, "sq");
    approved.push(summary.id, recommendations.id);
  });
  story.on(-24, 10, async () => {
    const texts = [SUMMARY, RECOMMENDATIONS];
    for (const [i, id] of [...approved].entries()) {
      const path = `/api/outputs/${id}/partner`;
      const partner = await story.ask(OutputView, "lawyer-mk", "POST", path, { language: "en" });
      await write(story, "lawyer-mk", partner, found(texts[i]), "en");
      approved.push(partner.id);
    }
  });
  story.on(-20, 15, async () => {
    for (const id of approved) await setStatus(story, "lawyer-al", id, "in-review");
  });
  story.on(-18, 10, async () => {
    const { store, hub } = story.server;
    for (const id of approved)
      await approveAsItStands(
        { store, realtime: hub, clock: story.clock },
        toActor(story.people[APPROVES]),
        OutputId.parse(id),
      );
  });
  story.on(-4, 14, async () => {
    const study = await make(story, "lawyer-rs", "k63", { template: "case-study", language: "sr-Latn" });
    await write(story, "lawyer-rs", study, CASE_STUDY, "sr-Latn");
  });
}

async function make(
  story: Story,
  by: DemoPerson,
  about: DemoVerdictKey,
  what: Pick<OutputMake, "template" | "language">,
): Promise<OutputView> {
  const scope = { kind: "verdicts", verdicts: [story.verdicts[about]] };
  return story.ask(OutputView, by, "POST", "/api/outputs", { ...what, scope });
}

/** Puts words, and quotes where there are any, below the headings of the sections. */
async function write(
  story: Story,
  by: DemoPerson,
  { rooms }: OutputView,
  sections: Words,
  language: "sq" | "en" | "sr-Latn",
  quotes: ReadonlyMap<string, OutputNode> = new Map(),
): Promise<void> {
  await story.write(by, rooms.content.room, (doc) => {
    const room = new OutputRoom(doc);
    const { content, ...rest } = room.document();
    const written = content.flatMap((block, i): OutputNode[] => {
      const section = content[i - 1]?.attrs?.["section"];
      if (typeof section !== "string" || block.type !== "paragraph") return [block];
      const { text = {}, recommendations = [] } = sections[section] ?? {};
      const quote = quotes.get(section);
      const words = text[language];
      return [
        words ? { ...block, content: [{ type: "text", text: words }] } : block,
        ...(quote ? [quote] : []),
        ...recommendations.map((each) => recommendation(found(each[language]))),
      ];
    });
    room.replace({ ...rest, content: written });
  });
}

function recommendation([words, addressee, verb, deadline]: readonly string[]): OutputNode {
  return makeNode("recommendation", { id: newId(BlockId), addressee, verb, deadline }, [
    { type: "text", text: found(words) },
  ]);
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
