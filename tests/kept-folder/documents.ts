import { newId, QuestionId, CategoryId, VerdictId } from "../../schema/domain/ids.ts";
import { BlockId, type FigureScope, type FigureSubject } from "../../schema/domain/output.ts";
import type { OutputNode } from "../../schema/editor/output-document.ts";
import { fromQuote } from "../../schema/editor/output-nodes.ts";
import { OutputTray, type TrayPassage } from "../../schema/protocol/http/quotes.ts";
import { OutputView, type OutputMake } from "../../schema/protocol/http/outputs.ts";
import { OutputVersionList } from "../../schema/protocol/http/parts/output-versions.ts";
import { DiscussionRoom } from "../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { makeNode } from "../../server/outputs/from-template.ts";
import type { Maker, Seat } from "./maker.ts";
import { makeGuest, type People } from "./people.ts";
import type { Verdicts } from "./verdicts.ts";

export interface Documents {
  summary: string;
  partner: string;
  recommendations: string;
  named: string;
}

const id = (): BlockId => newId(BlockId);
const text = (words: string, ...marks: NonNullable<OutputNode["marks"]>): OutputNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
const paragraph = (...content: OutputNode[]): OutputNode => makeNode("paragraph", { id: id() }, content);

/** A document with one of everything, approved, with a partner; recommendations; and one about verdicts by name. */
export async function makeDocuments(
  maker: Maker,
  people: People,
  verdicts: Verdicts,
): Promise<{ documents: Documents; guest: Seat }> {
  const { mira, ana, elena, sanja } = people;
  const make = (by: Seat, what: OutputMake): Promise<OutputView> =>
    maker.ask(OutputView, by, "POST", "/api/outputs", what);
  const summary = await make(ana, {
    template: "summary",
    scope: { kind: "all" },
    language: "en",
    title: "Summary of the verdict analysis",
  });
  await writeSummary(maker, ana, summary, verdicts);
  await maker.tell(ana, "POST", `/api/outputs/${summary.id}/versions`, { name: "Before the review" });
  await talk(maker, { ana, elena, sanja }, summary);
  const partner = await maker.ask(OutputView, elena, "POST", `/api/outputs/${summary.id}/partner`, { language: "mk" });
  await append(maker, elena, partner, paragraph(text("Зборови на македонски.")));
  const guest = await makeGuest(maker, mira, "Nora Guest", { output: summary.id });
  await maker.write(guest, talkOf(summary, "review"), (doc, now) =>
    new DiscussionRoom(doc).open({}, "May we quote this in our report?", now()),
  );
  await setStatus(maker, ana, summary.id, "in-review");
  await maker.approve(mira, summary.id);

  const scope = { kind: "country", country: "rs" } as const;
  const recommendations = await make(mira, {
    template: "recommendations",
    scope,
    language: "sr-Latn",
    title: "Preporuke",
  });
  await recommend(maker, mira, recommendations);
  const byName = {
    kind: "verdicts",
    verdicts: [verdicts.valjevo, verdicts.subotica].map((each) => VerdictId.parse(each)),
  } as const;
  const named = await make(elena, { template: "summary", scope: byName, language: "sq", title: "Dy vendime" });
  await restoreEarlier(maker, elena, named);
  return {
    documents: { summary: summary.id, partner: partner.id, recommendations: recommendations.id, named: named.id },
    guest,
  };
}

async function append(maker: Maker, who: Seat, { rooms }: OutputView, ...blocks: OutputNode[]): Promise<void> {
  await maker.write(who, rooms.content.room, (doc) => {
    const room = new OutputRoom(doc);
    const before = room.document();
    room.replace({ ...before, content: [...before.content, ...blocks] });
  });
}

function talkOf({ rooms }: OutputView, audience: "internal" | "review"): string {
  const found = rooms.discussions.find((each) => each.audience === audience);
  if (!found) throw new Error(`no ${audience} discussion`);
  return found.room;
}

async function setStatus(maker: Maker, by: Seat, output: string, status: string): Promise<void> {
  const { number } = await maker.ask(OutputView, by, "GET", `/api/outputs/${output}`);
  await maker.tell(by, "POST", `/api/outputs/${output}/status`, { status, number });
}

async function writeSummary(maker: Maker, by: Seat, output: OutputView, verdicts: Verdicts): Promise<void> {
  const { passages } = await maker.ask(OutputTray, by, "GET", `/api/outputs/${output.id}/tray`);
  const ofNis = passages.filter(({ verdict }) => verdict === verdicts.nis);
  const first = ofNis.find(({ translations }) => translations.includes("en"));
  const [second, third] = ofNis.filter((each) => each !== first);
  const settled = passages.find(({ verdict }) => verdict === verdicts.subotica);
  if (!first || !second || !third || !settled) throw new Error("too few passages to quote");
  await append(
    maker,
    by,
    output,
    paragraph(
      text("Deception stands in "),
      figure({ kind: "category", category: CategoryId.parse("act.recruitment"), counts: "verdicts" }, "output"),
      text(", "),
      text("always", { type: "em", attrs: {} }),
      text(" with "),
      text("debt", { type: "strong", attrs: {} }),
      makeNode("footnote", { id: id() }, [text("Compare the Convention.")]),
      text(": "),
      quote("evidenceNote", second, { shows: "words" }),
      quote("evidenceNote", third, { shows: "note" }),
      text(" See "),
      text("the page", { type: "link", attrs: { href: "https://www.coe.int/" } }),
      text("."),
    ),
    paragraph(
      text("Online: "),
      figure(
        { kind: "answers", question: QuestionId.parse("q.online"), values: ["no"] },
        { kind: "country", country: "rs" },
      ),
      text(" — "),
      text("нема", { type: "language", attrs: { lang: "mk" } }),
    ),
    quote("evidence", first, { note: "The court says it twice.", translation: "en" }),
    quote("evidence", settled, {}),
    makeNode("bulletList", { id: id() }, [
      makeNode("listItem", {}, [
        paragraph(text("an offer")),
        makeNode("orderedList", { id: id(), start: 3 }, [makeNode("listItem", {}, [paragraph(text("third"))])]),
      ]),
    ]),
    makeNode("blockquote", { id: id() }, [paragraph(text("A sentence of the Convention."))]),
    table(),
    makeNode("heading", { id: id(), level: 2 }, [text("Who and when")]),
    makeNode("timeline", { id: id(), verdict: verdicts.nis }),
    makeNode("actors", { id: id(), verdict: verdicts.nis }),
  );
}

function figure(subject: FigureSubject, scope: FigureScope): OutputNode {
  return makeNode("figure", { id: id(), subject: JSON.stringify(subject), scope: JSON.stringify(scope) });
}

function quote(type: "evidence" | "evidenceNote", of: TrayPassage, more: Record<string, unknown>): OutputNode {
  const { verdict, anchor, annotation, layer, approval } = of;
  const quoted = fromQuote({ verdict, anchor, annotation, layer, translation: null, approved: approval, note: "" });
  return makeNode(type, { id: id(), ...quoted, ...more });
}

function table(): OutputNode {
  const cell = (type: "headerCell" | "tableCell", words: string, attrs = {}): OutputNode =>
    makeNode(type, attrs, [paragraph(text(words))]);
  return makeNode("table", { id: id() }, [
    makeNode("tableRow", {}, [cell("headerCell", "Country"), cell("headerCell", "Sentences", { colspan: 2 })]),
    makeNode("tableRow", {}, [cell("tableCell", "Србија"), cell("tableCell", "4 years"), cell("tableCell", "5 years")]),
  ]);
}

/** Comments on a block in both discussions, and a wording that its author took over. */
async function talk(
  maker: Maker,
  { ana, elena, sanja }: Pick<People, "ana" | "elena" | "sanja">,
  output: OutputView,
): Promise<void> {
  const block = await maker.write(ana, output.rooms.content.room, (doc) => {
    const { content } = new OutputRoom(doc).document();
    return BlockId.parse(content.at(-5)?.attrs?.["id"] ?? "");
  });
  const thread = await maker.write(elena, talkOf(output, "internal"), (doc, now) =>
    new DiscussionRoom(doc).open({ block, wording: "One sentence of the Convention." }, "Shorter?", now()),
  );
  await maker.write(ana, talkOf(output, "internal"), (doc, now) => new DiscussionRoom(doc).setTaken(thread, now()));
  await maker.write(sanja, talkOf(output, "review"), (doc, now) =>
    new DiscussionRoom(doc).open({ block }, "Which convention?", now()),
  );
}

async function recommend(maker: Maker, by: Seat, output: OutputView): Promise<void> {
  const fields = { finding: "Zahtevi se upućuju na parnicu.", addressee: "Viši sudovi", verb: "odlučiti" };
  await append(
    maker,
    by,
    output,
    makeNode("recommendation", { id: id(), ...fields, deadline: "2027", indicator: "udeo odluka" }, [
      text("Odlučiti o zahtevu u krivičnom postupku."),
    ]),
    makeNode("recommendation", { id: id(), addressee: "Tužilaštva" }, [text("Čuvati isprave oštećenih.")]),
  );
}

/** A version that was brought back, over words that are kept as a version. */
async function restoreEarlier(maker: Maker, by: Seat, output: OutputView): Promise<void> {
  const path = `/api/outputs/${output.id}/versions`;
  await append(maker, by, output, paragraph(text("Fjalët e para.")));
  const { versions } = await maker.ask(OutputVersionList, by, "POST", path, { name: "E para" });
  await append(maker, by, output, paragraph(text("Fjalët e dyta.")));
  await maker.tell(by, "POST", `${path}/${versions[0]?.number}/restore`);
}
