import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { AnswerSubject, AnswerValue } from "../../../schema/domain/answer.ts";
import { answerHints, type HintCode } from "../../../schema/domain/methodology/answer-hints.ts";
import { newId, UnitId } from "../../../schema/domain/ids.ts";
import { tokenOfUnit, type UnitKind } from "../../../schema/domain/unit.ts";
import { DemoVerdict } from "../../../server/demo/demo-verdict.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";

const d1 = newId(UnitId);
const v1 = newId(UnitId);
const UNITS: { id: UnitId; kind: UnitKind }[] = [
  { id: d1, kind: "defendant" },
  { id: v1, kind: "victim" },
];

/** Values by question; those of the defendant begin with `d:`, of the victim with `v:`. */
function hintsOf(given: Record<string, AnswerValue>) {
  const subjects: Record<string, AnswerSubject> = { d: d1, v: v1 };
  const values = new Map(
    Object.entries(given).map(([key, value]) => {
      const [question = "", subject = "verdict"] = key.split(":").reverse();
      return [`${question}/${subjects[subject] ?? "verdict"}`, value];
    }),
  );
  return answerHints((question, subject) => values.get(`${question}/${subject}`), UNITS);
}

const HINTS: [HintCode, Record<string, AnswerValue>, string, string][] = [
  [
    "indictment-after-verdict",
    { "q.indictment-date": "2024-07", "q.verdict-date": "2024-06-19" },
    "q.indictment-date",
    "q.verdict-date",
  ],
  [
    "offence-after-indictment",
    { "q.offence-start": "2023", "q.indictment-date": "2022-04-14" },
    "q.offence-start",
    "q.indictment-date",
  ],
  [
    "duration-differs",
    { "q.indictment-date": "2022-04", "q.verdict-date": "2024-06", "q.duration-first": 2 },
    "q.duration-first",
    "q.indictment-date",
  ],
  ["total-shorter", { "q.duration-first": 26, "q.duration-total": 20 }, "q.duration-total", "q.duration-first"],
  ["conviction-without-offence", { "d:q.def-outcome": "convicted" }, "q.def-outcome", "q.convicted-offence"],
  [
    "conviction-without-offence",
    { "d:q.def-outcome": "convicted", "d:q.convicted-offence": "not-mentioned" },
    "q.def-outcome",
    "q.convicted-offence",
  ],
  [
    "acquittal-with-sentence",
    { "d:q.def-outcome": "acquitted", "d:q.def-prison": 12 },
    "q.def-outcome",
    "q.def-prison",
  ],
  [
    "acquittal-with-sentence",
    { "d:q.def-outcome": "acquitted", "d:q.def-sanction": ["fine"] },
    "q.def-outcome",
    "q.def-sanction",
  ],
  [
    "acquittal-with-conviction",
    { "d:q.def-outcome": "rejected", "d:q.convicted-offence": ["thb-adult"] },
    "q.def-outcome",
    "q.convicted-offence",
  ],
  [
    "no-conviction-in-convicting",
    { "q.verdict-type": ["convicting"], "d:q.def-outcome": "acquitted" },
    "q.verdict-type",
    "q.def-outcome",
  ],
  ["prison-without-length", { "d:q.def-sanction": ["prison", "fine"] }, "q.def-sanction", "q.def-prison"],
  ["length-without-prison", { "d:q.def-sanction": ["fine"], "d:q.def-prison": 12 }, "q.def-prison", "q.def-sanction"],
  ["detention-longer", { "d:q.detention": 20, "d:q.def-prison": 12 }, "q.detention", "q.def-prison"],
  [
    "beyond-range",
    { "q.country": "rs", "d:q.convicted-offence": ["thb-adult"], "d:q.def-prison": 1080 },
    "q.def-prison",
    "q.convicted-offence",
  ],
  [
    "below-range",
    { "q.country": "al", "d:q.convicted-offence": ["thb-adult"], "d:q.def-prison": 60, "d:q.def-minimum": "minimum" },
    "q.def-prison",
    "q.def-minimum",
  ],
  [
    "not-below-range",
    { "q.country": "mk", "d:q.convicted-offence": ["thb-adult"], "d:q.def-prison": 60, "d:q.def-minimum": "below" },
    "q.def-prison",
    "q.def-minimum",
  ],
  [
    "child-is-adult",
    { "v:q.vic-age": "adult", "v:q.vic-vulnerability": ["child"] },
    "q.vic-age",
    "q.vic-vulnerability",
  ],
  [
    "child-not-said",
    { "v:q.vic-age": "14-15", "v:q.vic-vulnerability": ["poverty"] },
    "q.vic-vulnerability",
    "q.vic-age",
  ],
  [
    "child-offence-without-child",
    { "v:q.vic-age": "adult", "d:q.convicted-offence": ["thb-child"] },
    "q.convicted-offence",
    "q.vic-age",
  ],
  ["means-not-needed", { "v:q.vic-age": "adult", "q.means": ["not-required"] }, "q.means", "q.vic-age"],
  ["defendants-count", { "q.defendants-count": 3 }, "q.defendants-count", "q.defendants-count"],
  ["victims-count", { "q.victims-count": 2 }, "q.victims-count", "q.victims-count"],
  ["appealed-by-nobody", { "q.appeal-by": ["none"], "q.appeal-outcome": "upheld" }, "q.appeal-outcome", "q.appeal-by"],
  [
    "waived-with-amount",
    { "v:q.claim": "waived", "v:q.claim-amount": { amount: 1, currency: "EUR" } },
    "q.claim",
    "q.claim-amount",
  ],
  [
    "award-without-decision",
    { "v:q.award": { amount: 1, currency: "EUR" }, "v:q.claim-decision": "civil" },
    "q.award",
    "q.claim-decision",
  ],
  [
    "award-above-claim",
    {
      "v:q.award": [{ amount: 9, currency: "EUR" }],
      "v:q.claim-amount": { amount: 8, currency: "EUR" },
      "v:q.claim-decision": "full",
    },
    "q.award",
    "q.claim-amount",
  ],
];

test.each(HINTS)("a hint names both answers: %s", (code, given, question, other) => {
  expect(hintsOf(given)).toMatchObject([{ code, question, other: { question: other } }]);
});

test("a hint about a number says what was answered and how many are listed", () => {
  expect(hintsOf({ "q.defendants-count": 3 })).toMatchObject([{ counts: { answered: 3, units: 1 } }]);
});

test.each<[string, Record<string, AnswerValue>]>([
  [
    "dates that are known in part and do not contradict",
    { "q.indictment-date": "2024", "q.verdict-date": "2024-06-19" },
  ],
  [
    "a verdict that mentions nothing",
    { "q.indictment-date": "not-mentioned", "q.verdict-date": "2024", "d:q.def-sanction": "not-mentioned" },
  ],
  [
    "a prison sentence whose length is not mentioned",
    { "d:q.def-sanction": ["prison"], "d:q.def-prison": "not-mentioned" },
  ],
  [
    "joint sentences for several offences",
    { "q.country": "rs", "d:q.convicted-offence": ["thb-adult", "sexual"], "d:q.def-prison": 200 },
  ],
  [
    "awards in a currency in which nothing was claimed",
    { "v:q.award": { amount: 9, currency: "EUR" }, "v:q.claim-amount": { amount: 8, currency: "RSD" } },
  ],
  ["questions of another methodology", { "q.something": "yes", "d:q.else": 3 }],
])("no hint is given for %s", (_, given) => {
  expect(hintsOf(given)).toEqual([]);
});

test("the adjudicated answers of the demo give no hint but those that their lawyers meant", () => {
  const found = ["rs-individual", "al-individual"].map((name) => {
    const file = new URL(`../../../server/demo/data/${name}.json`, import.meta.url);
    const { units, answers } = DemoVerdict.parse(JSON.parse(readFileSync(file, "utf8")));
    const ids = new Map(units.map((unit) => [tokenOfUnit(unit), newId(UnitId)]));
    const subject = (unit: (typeof units)[number] | null): AnswerSubject =>
      (unit && ids.get(tokenOfUnit(unit))) ?? "verdict";
    const values = new Map(answers.map(({ question, unit, value }) => [`${question}/${subject(unit)}`, value]));
    const rows = units.map((unit) => ({ id: ids.get(tokenOfUnit(unit)) ?? newId(UnitId), kind: unit.kind }));
    return answerHints((question, of) => values.get(`${question}/${of}`), rows).map(({ code }) => code);
  });
  expect(found).toEqual([[], []]);
});

test("every question that a hint reads is one of the starter methodology", () => {
  const source = readFileSync(new URL("../../../schema/domain/methodology/answer-hints.ts", import.meta.url), "utf8");
  const known = new Set<string>(readStarterMethodology().questions.map(({ id }) => id));
  for (const [read] of source.matchAll(/q\.[a-z-]+/g)) expect(known).toContain(read);
});
