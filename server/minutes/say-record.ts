import { agreementWords } from "../../schema/agreement/words/words.ts";
import { saidIn } from "../../schema/domain/house.ts";
import type { CategoryId, MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import { wallTime } from "../../schema/domain/workshop/wall-time.ts";
import type { RecordFacts } from "../../schema/domain/workshop/record.ts";
import type { Decision, Parked, WordingDecision } from "../../schema/domain/workshop/decision.ts";
import { isSamePassage, tablesOf, type WorkshopTable } from "../../schema/domain/workshop/tables.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import { writePartialDate } from "../../schema/language/dates.ts";
import { writeNumber } from "../../schema/language/typography.ts";
import { sayable } from "../workshops/unsaid.ts";
import type { Piece, Sentences } from "./sentence.ts";
import type { Forms } from "./words/shape.ts";
import type { WorkshopBook } from "./workshop-book.ts";

/** How a record is put into words: for whom, and who may be named. */
export interface Saying {
  book: WorkshopBook;
  sentences: Sentences;
  /** Guests of the document read no number, court or member's name in what members typed. */
  isGuest: boolean;
}

/** Facts of a kind. */
export type Facts<K extends RecordFacts["kind"]> = Extract<RecordFacts, { kind: K }>;

/**
 * Whoever did not agree to be named is a member, and nothing tells whose. `wasNamed`: as an approved document has it; it holds once
 * attendance is gone, in which one takes it back.
 */
function nameOf({ book, sentences }: Saying, member: MemberId, wasNamed: boolean): string {
  const isNamed = book.attendance.length === 0 ? wasNamed : book.named.has(member);
  const known = isNamed ? book.members.get(member) : undefined;
  return known?.name ?? sentences.closed(sentences.words.aMember);
}

/** Words that somebody typed, in marks. */
export function typedIn(
  { book, sentences, isGuest }: Saying,
  words: string,
  language: Parameters<Sentences["typed"]>[1] = null,
): Piece[] {
  return sentences.typed(isGuest ? (sayable(words, book.unsaid) ?? sentences.words.unsaid) : words, language);
}

export function codeOf({ book }: Saying, category: CategoryId): string {
  return book.codes.get(category) ?? category;
}

/** As a paper's imprint calls it. */
function organisationIn({ book, sentences }: Saying, id: OrganisationId): string {
  const known = book.organisations.get(id);
  return known ? (saidIn(known.said, sentences.language)?.text ?? known.name) : "";
}

/** The same order in each language of a pair: by names as they are kept. */
const asKept = (a: string, b: string): number => a.localeCompare(b, "en");

export function sayHeld(saying: Saying): Piece[] {
  const { book, sentences } = saying;
  const days = book.workshop.days.map((day) => writePartialDate(day, sentences.language)).join(", ");
  const host = organisationIn(saying, book.workshop.host);
  return sentences.fill(sentences.words.held, { days, host });
}

export function sayPresent(saying: Saying, { members, guests }: Facts<"present">): Piece[] {
  const { book, sentences } = saying;
  const { words } = sentences;
  const keptName = (id: OrganisationId): string => book.organisations.get(id)?.name ?? "";
  const count = members.reduce((sum, each) => sum + each.count, 0);
  const by = members
    .toSorted((a, b) => asKept(keptName(a.organisation), keptName(b.organisation)))
    .map(({ organisation, count: here }) => `${organisationIn(saying, organisation)} ${here}`);
  const who = [
    [...sentences.count(count, words.members), ...(by.length > 0 ? [{ text: `: ${by.join(", ")}`, lang: null }] : [])],
    ...(guests ? [sentences.count(guests, words.guests)] : []),
  ];
  const people = sentences.count(count + (guests ?? 0), words.people);
  return sentences.fill(words.present, { people, who: sentences.list(who, "; ") });
}

export function sayNamed({ book, sentences }: Saying, { members }: Facts<"named">): Piece[] {
  const names = members.flatMap((id) => book.members.get(id)?.name ?? []).toSorted(asKept);
  return names.length === 0
    ? sentences.fill(sentences.words.nobodyNamed)
    : sentences.fill(sentences.words.named, { names: names.join(", ") });
}

const MINUTE_MS = 60_000;

/** "10:49–11:19", as the clock stood on the wall of the host's country. */
function timesOf({ workshop }: WorkshopBook, beganAt: string, endedAt: string | null): string {
  return [beganAt, ...(endedAt ? [endedAt] : [])].map((at) => wallTime(workshop.country, at).time).join("–");
}

export function sayStep(saying: Saying, { title, kind }: Step, { beganAt, endedAt, asked }: Facts<"step">): Piece[] {
  const { book, sentences, isGuest } = saying;
  const { words } = sentences;
  const said = isGuest ? (sayable(title, book.unsaid) ?? words.unsaid) : title;
  const minutes =
    beganAt && endedAt && Math.max(1, Math.round((Date.parse(endedAt) - Date.parse(beganAt)) / MINUTE_MS));
  const about = [
    sentences.fill(words.stepKinds[kind]),
    ...(beganAt ? [[{ text: timesOf(book, beganAt, endedAt), lang: null }]] : []),
    ...(minutes ? [sentences.count(minutes, words.minutes)] : []),
    ...(beganAt ? [] : [sentences.fill(words.notHeld)]),
  ];
  return sentences.all(
    sentences.fill(words.step, { title: said, about: sentences.list(about) }),
    ...asked.map((id) => sayAsked(saying, id)),
  );
}

/** "Asked at table 2: …": as its row says now; nothing where there is no such table, or its question was taken back. */
function sayAsked(saying: Saying, id: WorkshopTable["id"]): Piece[] {
  const table = saying.book.workshop.tables.find((each) => each.id === id);
  if (!table || table.question === "") return [];
  const [called, words] = [calledTable(saying, table), typedIn(saying, table.question)];
  return saying.sentences.fill(saying.sentences.words.askedAt, { table: called, words });
}

/** `place`: where the passage stands; of one that is not open to the reader null, and nothing is said of it. */
export function sayPassage(
  saying: Saying,
  passage: string,
  { passes, tables, byHand }: Facts<"passage">,
  place: string | null,
): Piece[] {
  const { sentences } = saying;
  const { words } = sentences;
  if (place === null) return sentences.fill(words.closed);
  const hasSeveral = new Set(passes.map(({ pass }) => pass)).size > 1;
  const counted = passes.map(({ pass, group, ...counts }) => {
    const ofGroup = sayCounts(saying, counts, words.slips[group]);
    return hasSeveral ? sentences.fill(words.pass, { pass: String(pass), said: ofGroup }) : ofGroup;
  });
  const onPaper = byHand ? [sayCounts(saying, byHand, words.byHand)] : [];
  const said = [...counted, ...onPaper, ...tables.flatMap((each) => sayTable(saying, each, passage))];
  if (said.length === 0) return sentences.fill("{place}.", { place });
  return sentences.fill(words.passage, { place, said: sentences.list(said, "; ") });
}

/** "4 slips of members: B2 3, B1 1" */
function sayCounts(
  saying: Saying,
  { slips, isWithheld, categories }: NonNullable<Facts<"passage">["byHand"]>,
  forms: Forms,
): Piece[] {
  const { sentences } = saying;
  const { words } = sentences;
  const counts = isWithheld
    ? sentences.fill(words.withheld)
    : categories.length === 0
      ? sentences.fill(words.nothingMarked)
      : [{ text: categories.map((each) => `${codeOf(saying, each.category)} ${each.slips}`).join(", "), lang: null }];
  return sentences.list([sentences.count(slips, forms), counts], ": ");
}

/** "table 2: left open"; a table is called as it is now, and what its chair typed is read from its row. None where there is no such table. */
function sayTable(
  saying: Saying,
  { table: id, decided }: Facts<"passage">["tables"][number],
  passage: string,
): Piece[][] {
  const { book, sentences } = saying;
  const { words } = sentences;
  const table = book.workshop.tables.find((each) => each.id === id);
  if (!table) return [];
  const called = calledTable(saying, table);
  if (!decided) return [sentences.list([called, sentences.fill(words.undecided)], ": ")];
  const codes = decided.categories.map((category) => codeOf(saying, category)).join(", ");
  const said = decided.isOpen ? sentences.fill(words.leftOpen) : sentences.fill(codes || words.noneFits);
  const of = book.workshop.steps.flatMap(({ passages }) => passages).find((each) => each.id === passage);
  const given = of && table.work.passages.find((each) => isSamePassage(each, of));
  const typed = book.tableDecisions.find((each) => each.passage === given?.id)?.words ?? "";
  return [sentences.list([called, sentences.list([said, ...(typed ? [typedIn(saying, typed)] : [])], " ")], ": ")];
}

/** A table as it is called now. */
export function calledTable(saying: Saying, table: WorkshopTable): Piece[] {
  const { book, sentences } = saying;
  const number = tablesOf(book.workshop, table.step).indexOf(table) + 1;
  return table.name ? typedIn(saying, table.name) : sentences.fill(sentences.words.table, { n: String(number) });
}

export function sayCalibration({ sentences }: Saying, facts: Facts<"calibration">): Piece[] {
  const { words, language } = sentences;
  const { value, interval, rule, word, more } = facts;
  const number = (of: number): string => writeNumber(of, language, 2);
  const figure =
    value === null
      ? sentences.fill(words.noAgreement)
      : sentences.fill(words.agreement, {
          value: number(value),
          range: interval?.map(number).join("–") ?? agreementWords(language).noRange,
          rule: number(rule),
        });
  const further =
    more === null ? [] : [more === "many" ? sentences.fill(words.moreThanMany) : sentences.count(more, words.more)];
  const key = facts.keySetters > 0 ? [sentences.count(facts.keySetters, words.keySet)] : [];
  return sentences.fill(words.calibration, {
    passages: sentences.count(facts.passages, words.passages),
    coders: sentences.count(facts.coders, words.coders),
    said: sentences.list([figure, sentences.fill(words.calibrationWords[word]), ...further, ...key], "; "),
  });
}

/** `place`: of the passage that was decided on; null where it is not open to the reader. */
export function sayDecision(
  saying: Saying,
  decision: Decision,
  { isNamed }: Facts<"decision">,
  place: string | null,
): Piece[] {
  const { sentences } = saying;
  const { words } = sentences;
  if (decision.kind === "passage" && place === null) return sentences.fill(words.closed);
  const typed = decision.words.trim() === "" ? [] : typedIn(saying, decision.words);
  const recorded = sentences.fill(words.recordedBy, { name: nameOf(saying, decision.by, isNamed) });
  const edition = decision.edition === null ? [] : sentences.fill(words.edition, { number: String(decision.edition) });
  switch (decision.kind) {
    case "open":
      return sentences.all(typed, recorded);
    case "passage": {
      const category = codeOf(saying, decision.category);
      return sentences.all(
        sentences.fill(decision.takes ? words.takes : words.takesNot, { place: place ?? "", category }),
        typed,
        recorded,
        edition,
      );
    }
    case "wording":
      return sentences.all(sayWording(saying, decision), typed, recorded, edition);
  }
}

function sayWording(saying: Saying, decision: WordingDecision): Piece[] {
  const { sentences } = saying;
  const { words, language: own } = sentences;
  const { category, part, language, before, after, effect, tags, verdicts, waits } = decision;
  const said = (text: string): Piece[] => (text.trim() === "" ? sentences.fill("–") : typedIn(saying, text, language));
  const waitsHere = waits.some((each) => each.language === own && each.doneAt === null);
  return sentences.all(
    sentences.fill(words.wording, {
      category: codeOf(saying, category),
      part: sentences.fill(words.parts[part]),
      before: said(before),
      after: said(after),
    }),
    effect === "clarified"
      ? sentences.fill(words.clarified)
      : sentences.fill(words.redefined, {
          tags: sentences.count(tags, words.tags),
          verdicts: sentences.count(verdicts, words.verdicts),
        }),
    waitsHere ? sentences.fill(words.untranslated) : [],
  );
}

/** `place`: of the passage that it is about, which it does not name; null where that is not open to the reader, or there is none. */
export function sayParked(
  saying: Saying,
  { words: asked, passage }: Parked,
  { taker, due, isDone, isNamed }: Facts<"parked">,
  place: string | null,
): Piece[] {
  const { sentences } = saying;
  const { words, language } = sentences;
  // Names may stand in what was asked about words that are closed.
  if (passage && place === null) return sentences.fill(words.closed);
  const name = taker === null ? "" : nameOf(saying, taker, isNamed);
  const state = isDone
    ? words.settled
    : taker === null
      ? words.notTaken
      : due === null
        ? words.takenBy
        : words.takenUntil;
  const date = due === null ? "" : writePartialDate(due, language);
  return sentences.all(typedIn(saying, asked), sentences.fill(state, { name, date }));
}
