import { newId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { fromQuote } from "../../../../schema/editor/output-nodes.ts";
import { AnswersRoom } from "../../../../schema/rooms/answers-room.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../../server/outputs/from-template.ts";
import { RawClient } from "../../rooms/raw-client.ts";
import { addUnit, askQuestions, SHEET } from "../case-sheet.ts";
import { append, makeOutput, paragraph } from "../outputs.ts";
import { startTestServer, type Teardown } from "../test-server.ts";

const COURT = "Gjykata e Shkallës së Parë Durrës";
const TEXT = "Gjykata vendosi me datë 15.02.2022 dhe i pandehuri u dënua me vendimin nr. 214, datë 11.07.2024.";
/** A case study of one verdict, with its number, court and days in all that a document is made of. */
export async function caseStudy(test: Teardown) {
  const server = await startTestServer(test);
  const { people, hub, store } = server;
  await askQuestions(server);
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  const section = { id: "story", title: { en: "Story" }, prompt: {}, fromCategories: [], fromQuestions: [] };
  const outputs = [
    { id: "case-study", title: { en: "Case study" }, sections: [section] },
    { id: "summary", title: { en: "Summary" }, sections: [section] },
  ];
  await store.methodologies.freeze(
    { ...inForce.content, outputs },
    "With a case study",
    null,
    new Date().toISOString(),
  );
  const data = { country: "al", language: "sq", court: COURT, caseNumber: "Nr. 214, datë 11.07.2024" } as const;
  const made = await server.newVerdict(TEXT, { ...data, date: "2024-07-11", stage: "cleared-for-guests" });
  const verdict = made.verdict.id;
  const defendant = await addUnit(server, verdict, "defendant");
  await hub.write(made.rooms.layer, people.lawyer.member.id, (doc) => {
    const answers = new AnswersRoom(doc);
    answers.change(SHEET.date.id, "verdict", { value: "2022-02-15", version: 2 });
    answers.change(SHEET.prison.id, defendant, { value: 60, version: 2 });
  });
  const title = "Nr. 214, datë 11.07.2024, a case of Durrës";
  const scope = { kind: "verdicts" as const, verdicts: [verdict] };
  const output = await makeOutput(server, people.lawyer, { template: "case-study", title, scope });
  const writer = await RawClient.joinAt(server, output.rooms.content.room, people.lawyer);
  const anchor = { revision: 1, ranges: [{ start: 0, end: TEXT.length }] };
  const quote = { verdict, anchor, annotation: null, layer: null, translation: null, approved: null, note: "" };
  const entry = makeNode("entry", { id: newId(BlockId), date: "2020-08-10", cell: "" }, [
    { type: "text", text: "Arrested, says vendimi 214/2024" },
  ]);
  await append(
    writer,
    paragraph(`On 11 July 2024 ${COURT} decided nr. 214 in canary-words.`),
    makeNode("evidence", { ...fromQuote(quote), id: newId(BlockId) }),
    makeNode("timeline", { id: newId(BlockId), verdict }, [entry]),
    makeNode("actors", { id: newId(BlockId), verdict }),
    makeNode("chart", { id: newId(BlockId), kind: "bars", questions: SHEET.prison.id, scope: '{"kind":"all"}' }),
    makeNode("chart", { id: newId(BlockId), kind: "spans", questions: SHEET.date.id }),
    makeNode("comparison", { id: newId(BlockId), verdicts: verdict, questions: SHEET.prison.id }),
  );
  await writer.write((doc) => new OutputRoom(doc).setSubtitle(`Before ${COURT}, 11.07.2024`));
  return { server, output, verdict, writer };
}
