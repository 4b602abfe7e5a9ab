import { readFileSync } from "node:fs";
import type { AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import type { AnnotationId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { CodingFile } from "../../../schema/protocol/http/codings.ts";
import { type QuotedText, resolveQuote } from "../../codings/resolve-quote.ts";
import { subjectOf } from "../../codings/read-coding.ts";
import { DemoCodings } from "../demo-codings.ts";
import type { DemoPerson } from "../demo-people.ts";
import { SecondReading } from "../second-methodology.ts";
import { DEMO_VERDICTS, type DemoVerdictKey, found, type Story } from "./story.ts";

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../codings/${name}.json`, import.meta.url), "utf8"));
}

/** What people made of a verdict, as they wrote it down in the version that they coded in: the first one where it is 1. */
export function readDemoCodings(key: DemoVerdictKey, version: 1 | 2): Map<DemoPerson, CodingFile> {
  const name = DEMO_VERDICTS[key];
  const reading = new SecondReading();
  const codings = DemoCodings.parse(read(name));
  return new Map(codings.map(({ by, file }) => [by, version === 1 ? file : reading.coding(name, file)]));
}

/** What was made of all codings of a verdict. */
export function readAdjudication(key: DemoVerdictKey): CodingFile {
  const name = DEMO_VERDICTS[key];
  return new SecondReading().coding(name, CodingFile.parse(read(`${name}.adjudicated`)));
}

/** Where the words of a coding stand. */
export function placesIn(text: QuotedText, { annotations }: CodingFile): Range[][] {
  return annotations.map(({ quote, occurrence }) => {
    const place = resolveQuote(text, quote, occurrence);
    if ("why" in place) throw new Error(`${place.why}: ${quote}`);
    return place.ranges;
  });
}

/** Tags and answers of somebody, in the shared layer or their own. */
export async function code(
  story: Story,
  key: DemoVerdictKey,
  by: DemoPerson,
  file: CodingFile,
  { shared, version }: { shared: boolean; version: 1 | 2 },
): Promise<void> {
  const { revision, text } = await story.quoted(key);
  const units = await story.server.store.names.units(story.verdicts[key]);
  const places = placesIn(text, file);
  const room = await story.layer(key, shared ? null : by);
  const ids = await story.write(by, room, (doc, now): AnnotationId[] => {
    const layer = new LayerRoom(doc);
    return file.annotations.map(({ category, note }, i) => {
      const anchor = { revision: revision.number, ranges: found(places[i]) };
      return layer.add({ category, version, anchor, note }, now());
    });
  });
  await story.write(by, room, (doc) => {
    const answers = new AnswersRoom(doc);
    for (const { question, unit, value, evidence } of file.answers) {
      const subject: AnswerSubject = found(subjectOf(units, unit));
      answers.change(question, subject, { value: value as AnswerValue, version });
      for (const index of evidence) answers.addEvidence(question, subject, found(ids[index]), null);
    }
  });
}
