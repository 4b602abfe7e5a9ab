import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { isAsked } from "../../../schema/domain/methodology/asked.ts";
import { contentProblems } from "../../../schema/domain/methodology/content-problems.ts";
import { changedMeanings, makeCategoryMap } from "../../../schema/domain/methodology/make-category-map.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import { CodingFile } from "../../../schema/protocol/http/codings.ts";
import { setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { bringIn } from "../../../server/methodology/bring-in.ts";
import { readHandbookJson, toHandbookJson } from "../../../server/methodology/files/json.ts";
import { DemoCodings } from "../../../server/demo/demo-codings.ts";
import { DemoVerdict } from "../../../server/demo/demo-verdict.ts";
import { readCarryOver, readFirstMethodology, SecondReading } from "../../../server/demo/second-methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

const NOW = "2026-11-29T10:00:00.000Z";
const first = readFirstMethodology();
const second = readStarterMethodology();
const table = readCarryOver();
const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../server/demo/${path}.json`, import.meta.url), "utf8"));

test("a draft of the first methodology into which the second is brought becomes it, with the map that the table has", () => {
  const doc = new Y.Doc();
  const room = new DraftRoom(doc);
  seedDraft(room, first, NOW);
  for (const [id, fate] of Object.entries(table.fates)) {
    const entry = room.categories().find((category) => category.id === id)?.entry;
    if (entry && fate.kind === "split") setFate(room, entry, fate);
  }
  bringIn(doc, readHandbookJson(toHandbookJson(second), { content: first, hidden: [] }).content, first, {
    now: NOW,
    keepFates: true,
  });
  const content = draftContent(room);
  expect(content.questions.map(({ id, from, publish }) => [id, from, publish])).toEqual(
    second.questions.map(({ id, from, publish }) => [id, from, publish]),
  );
  expect(content.categories).toEqual(second.categories);
  expect(contentProblems(content)).toEqual([]);
  expect(changedMeanings(first.categories, content.categories)).toEqual(["means.deception", "means.vulnerability"]);
  const before = { number: 1, content: first, maps: [], gone: [], note: "", frozenAt: NOW } as never;
  const fates = new Map(room.categories().map(({ id, fate }) => [id, fate]));
  const decided = { [CategoryId.parse("means.vulnerability")]: "redefined" as const };
  const { map, problems } = makeCategoryMap(before, content.categories, fates, decided);
  expect(problems).toEqual([]);
  expect(map).toEqual({ from: 1, fates: table.fates });
});

test("each choice that is gone has its word, and no choice says what a word of every question says", () => {
  const later = new Map(second.questions.map((question) => [question.id, question]));
  const gone = first.questions.flatMap(({ id, choices = [] }) => {
    const left = new Set(later.get(id)?.choices?.map((choice) => choice.id));
    return choices.filter((choice) => !left.has(choice.id)).map((choice) => `${id} ${choice.id}`);
  });
  // Kept as the word itself, which it always was.
  const isSame = (choice: string): boolean => choice === "q.special-status not-mentioned";
  expect(table.choices.map(({ question, choice }) => `${question} ${choice}`).sort()).toEqual(
    gone.filter((choice) => !isSame(choice)).sort(),
  );
  const labels = second.questions.flatMap(({ id, choices = [] }) => choices.map(({ label }) => `${id} ${label.en}`));
  expect(
    labels.filter((label) => / (?:None|Not (?:stated|mentioned|discussed|applicable|assessed).*)$/.test(label)),
  ).toEqual([]);
});

test("its English speaks of the programme in the words of the pages", () => {
  const words = JSON.stringify(second, (_, value: unknown) =>
    typeof value === "object" && value !== null && "en" in value ? value.en : value,
  );
  // What else the pages have given up, as *case*, is a word of the law here.
  expect(words.match(/\b(?:adjudicat|redact|handbook|codebook|layer|token|memo\b)\w*/gi)).toBeNull();
});

test("what may be published of each question and category is said", () => {
  expect([...second.categories, ...second.questions].filter(({ publish }) => !publish)).toEqual([]);
});

describe("a shipped coding reads in the second methodology", () => {
  const reading = new SecondReading();
  const usable = new Set(second.categories.map(({ id }) => id));
  const questions = new Map(second.questions.map((question) => [question.id, question]));
  const NAMES = ["rs-individual", "mk-individual", "mk-organised", "al-individual", "al-organised"];
  // Those of К-1184/23 stay in the first one: they are sorted by people.
  const CODED = ["al-individual", "rs-individual", "mk-organised"];
  const ADJUDICATED = ["al-individual", "rs-individual"];
  const coded = [
    ...NAMES.map((name) => {
      const { tags, answers } = reading.demo(name, DemoVerdict.parse(read(`data/${name}`)));
      return { name, tags, answers: answers.map(({ unit, ...rest }) => ({ ...rest, unit: unit?.label ?? "verdict" })) };
    }),
    ...[
      ...CODED.flatMap((name) => DemoCodings.parse(read(`codings/${name}`)).map((each) => ({ name, ...each }))),
      ...ADJUDICATED.map((name) => ({ name, by: "all", file: CodingFile.parse(read(`codings/${name}.adjudicated`)) })),
    ].map(({ name, by, file }) => {
      const { annotations: tags, answers } = reading.coding(name, file);
      return { name: `${name} by ${by}`, tags, answers };
    }),
  ];

  test.each(coded)("$name", ({ tags, answers }) => {
    expect(tags.map(({ category }) => category).filter((category) => !usable.has(category))).toEqual([]);
    const values = new Map(answers.map(({ question, unit, value }) => [`${question}/${unit}`, value as AnswerValue]));
    for (const { question, unit, value } of answers) {
      const asked = questions.get(question);
      if (!asked) throw new Error(`${question} is gone`);
      const isValid =
        !asked.from &&
        takesAnswer(asked, value) &&
        isAsked(asked, unit as AnswerSubject, questions, (id, of) => values.get(`${id}/${of}`));
      expect(isValid, `${question} ${unit} ${JSON.stringify(value)}`).toBe(true);
    }
  });

  test("keeps the words that a coder meant", () => {
    const file = { coder: "a", annotations: [], answers: [] };
    const answer = (question: string, unit: string, value: unknown) =>
      ({ question, unit, value, evidence: [] }) as never;
    const { answers } = reading.coding("rs-individual", {
      ...file,
      answers: [
        answer("q.country", "verdict", "rs"),
        answer("q.appeal-by", "verdict", ["unknown"]),
        answer("q.appeal-outcome", "verdict", "na"),
        answer("q.def-outcome", "d1", "convicted"),
        answer("q.def-minimum", "d1", "unknown"),
        answer("q.claim", "v1", "unknown"),
        answer("q.claim-decision", "v1", "civil"),
        answer("q.means", "verdict", ["force", "unknown"]),
      ],
    });
    expect(answers.map(({ question, value }) => [question, value])).toEqual([
      ["q.appeal-by", "not-mentioned"],
      ["q.def-outcome", "convicted"],
      ["q.def-minimum", "unclear"],
      ["q.claim", "unclear"],
      ["q.claim-decision", "civil"],
      ["q.means", ["force"]],
    ]);
  });

  test("asks which part a passage is that the table does not know", () => {
    const tag = { category: CategoryId.parse("means.control"), quote: "other words", occurrence: 1, note: "" };
    expect(() => reading.coding("rs-individual", { coder: "a", annotations: [tag], answers: [] })).toThrow(
      /which part/,
    );
  });
});
