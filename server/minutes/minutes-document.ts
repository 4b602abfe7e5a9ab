import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { Ballot } from "../../schema/domain/workshop/ballot.ts";
import { recordOf, type RecordKind } from "../../schema/domain/workshop/record.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import { withNewIds } from "../../schema/rooms/output-room.ts";
import { makeNode } from "../outputs/from-template.ts";
import { MINUTES_TEMPLATE, type MinutesSection } from "./minutes-template.ts";
import type { WorkshopBook } from "./workshop-book.ts";

/** What minutes begin with: under each section's heading what is on record of it, each in a line in which people write on. */
export function minutesDocument(book: WorkshopBook, language: UiLanguage): OutputDocument {
  const lines = linesOf(book);
  const content = MINUTES_TEMPLATE.sections.flatMap(({ id, title }) => {
    const under = lines[id as MinutesSection];
    const heading = [{ type: "text" as const, text: localise(title, language) }];
    return [
      makeNode("heading", { level: 1, section: id }, heading),
      ...(under.length > 0 ? under : [makeNode("paragraph")]),
    ];
  });
  return withNewIds({ type: "doc", content });
}

/** What is on record, under the section that says it. Nodes without ids. */
export function linesOf(book: WorkshopBook): Record<MinutesSection, OutputNode[]> {
  const { workshop, decisions, ballots, parked } = book;
  const record = (kind: RecordKind, id: string): OutputNode => recordNode(workshop.id, kind, id);
  const decided = new Set(decisions.flatMap(({ ballot }) => ballot ?? []));
  const others = ballots.filter(({ id }) => !decided.has(id));
  const ofNoStep = others.filter(({ step }) => !workshop.steps.some(({ id }) => id === step));
  return {
    held: [line(record("held", workshop.id))],
    present: [line(record("present", workshop.id), record("named", workshop.id))],
    decisions: decisions.map(({ id, ballot }) =>
      line(record("decision", id), ...(ballot === null ? [] : [record("vote", ballot)])),
    ),
    agenda: [
      ...workshop.steps.flatMap((step) => linesOfStep(step, others, record)),
      ...ofNoStep.map(({ id }) => line(record("vote", id))),
    ],
    open: parked.map(({ id }) => line(record("parked", id))),
    next: [],
  };
}

/** What was done in a step: a line for it, below it the passages, what a calibration says, and votes on which nothing was decided. */
function linesOfStep(
  { id, kind, passages, pass }: Step,
  ballots: readonly Ballot[],
  record: (kind: RecordKind, id: string) => OutputNode,
): OutputNode[] {
  const points = [
    ...passages.map((each) => record("passage", each.id)),
    ...(kind === "calibrate" && pass > 0 ? [record("calibration", id)] : []),
    ...ballots.filter(({ step }) => step === id).map((each) => record("vote", each.id)),
  ];
  const items = points.map((each) => makeNode("listItem", {}, [line(each)]));
  return [line(record("step", id)), ...(items.length > 0 ? [makeNode("bulletList", {}, items)] : [])];
}

/** A line that says records, one after another. */
export function line(...records: OutputNode[]): OutputNode {
  const content = records.flatMap((each, i): OutputNode[] => (i === 0 ? [each] : [{ type: "text", text: " " }, each]));
  return makeNode("paragraph", {}, content);
}

function recordNode(workshop: WorkshopId, kind: RecordKind, id: string): OutputNode {
  return makeNode("record", { workshop, of: recordOf({ kind, id }) });
}
