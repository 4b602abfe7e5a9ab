import { describe, expect, test } from "vitest";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import { PERSON_ROLES, type Suggestions } from "../../../schema/domain/privacy.ts";
import { NAME_STATES, type NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { EditMap, Revision } from "../../../schema/text/revision.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { afterApplication, keyEntries, planNames, unitsOf } from "../../../server/privacy/names/names-apply.ts";
import { carryNames } from "../../../server/privacy/names/names-carry.ts";
import { arranged, NamesDocument, type NamesContext } from "../../../server/store/shapes/names-document.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
import { decide, NamesError } from "../../../server/privacy/names/names.ts";
import { wordsOf } from "../../../server/privacy/names/tokens.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";
import { ANA, BEN, contextOf } from "./some-names.ts";

/** Forms of four persons, and words that are nobody. */
const PERSONS = [
  ["Ana Savić", "Savić Ana", "Ane Savić", "Ana"],
  ["Marko Petrović", "Marka Petrovića", "Petrović", "M. P."],
  ["Jovan Ilić", "Jovana Ilića", "Ilić"],
  ["Драган Лазић", "Драгана Лазића", "Dragan"],
];

const WORDS = ["sud", "je", "utvrdio", "da", "posao", "u", "gradu", "и", "није", "Beograd", "2019.", "koja"];

interface Case {
  revision: Revision;
  document: NamesDocument;
}

/** A text with names in it, and the names as a finder would propose them. */
function someNames(random: Seeded): Case {
  const paragraphs: string[] = [];
  const entities: Suggestions["entities"] = PERSONS.map((forms, i) => ({
    id: `s${i}`,
    kind: "person",
    canonical: forms[0] ?? "",
    role: random.pick(PERSON_ROLES),
    isRoleGuessed: random.chance(30),
    confidence: 0.9,
    sex: null,
    mentions: [],
  }));
  const identifiers: Suggestions["identifiers"] = [];
  let at = 0;
  for (let p = 0; p < 4; p++) {
    let paragraph = "Danas";
    for (let w = 0; w < 14; w++) {
      const start = at + paragraph.length + 1;
      const who = random.below(14);
      const phone = `06${random.below(5)}/123-456`;
      const text = who < 4 ? random.pick(PERSONS[who] ?? []) : who === 4 ? phone : random.pick(WORDS);
      if (who < 4) entities[who]?.mentions.push({ start, end: start + text.length, text, sure: random.chance(70) });
      if (who === 4) {
        const place = { start, end: start + text.length, text };
        identifiers.push({ kind: "phone", ...place, valid: null, sure: random.chance(50) });
      }
      paragraph += ` ${text}`;
    }
    paragraphs.push(paragraph);
    at += paragraph.length + 1;
  }
  const revision = { number: 1, ...paragraphsOf(paragraphs) };
  const found = { entities: entities.filter(({ mentions }) => mentions.length > 0), identifiers, quasi: [] };
  return { revision, document: { ...lookOver(noNames(1), revision.text, found, [], "sr"), number: 1 } };
}

function anyCommand(random: Seeded, { entities, mentions, identifiers }: NamesDocument, text: string): NamesCommand {
  const entity = random.pick(entities).id;
  const own = mentions.filter((place) => place.entity === entity).map(({ start }) => start);
  const starts = own.filter(() => random.chance(40));
  if (starts.length === 0) starts.push(...own.slice(0, 1));
  const from = random.below(text.length - 12);
  const commands: (() => NamesCommand)[] = [
    () => ({ kind: "confirm", entity }),
    () => ({ kind: "dismiss", entity }),
    () => ({ kind: "reopen", entity }),
    () => ({ kind: "role", entity, role: random.pick(PERSON_ROLES) }),
    () => ({
      kind: "token",
      entity,
      token: { kind: random.pick(["Victim", "Person"]), label: random.pick(["A", "B", "7"]) },
    }),
    () => ({ kind: "rename", entity, canonical: `Name ${random.below(9)}` }),
    () => ({ kind: "merge", entities: [entity, random.pick(entities).id, random.pick(entities).id] }),
    () => ({ kind: "split", entity, starts }),
    () => ({ kind: "move", entity, starts, to: random.pick(entities).id }),
    () => ({ kind: "mention", entity, start: random.pick(own.length > 0 ? own : [0]), is: random.chance(50) }),
    () => ({
      kind: "add",
      entity: random.chance(50) ? entity : null,
      role: random.pick(PERSON_ROLES),
      range: { start: from, end: from + 1 + random.below(11) },
      everywhere: random.chance(50),
    }),
    () => ({ kind: "identifier", id: random.pick(identifiers).id, state: random.pick(NAME_STATES) }),
    () => ({ kind: "confirm-sure" }),
  ];
  const possible = identifiers.length > 0 ? commands : commands.filter((_, i) => i !== 11);
  return random.pick(possible)();
}

/** The state after a command; the same where it is refused for a reason that a person can meet. */
function tryDecide(document: NamesDocument, command: NamesCommand, context: NamesContext): NamesDocument {
  try {
    return decide(document, command, context);
  } catch (error) {
    if (error instanceof NamesError) return document;
    throw error;
  }
}

/** What holds whatever people decide. */
function expectSound(document: NamesDocument, text: string, atFirst: NamesDocument): void {
  const { entities, mentions } = document;
  const ids = new Set(entities.map(({ id }) => id));
  expect(ids.size).toBe(entities.length);
  const tokens = new Set(entities.map(({ token }) => wordsOf(token)));
  expect(tokens.size, "each person has a token of their own").toBe(ids.size);
  const named = new Set(mentions.map(({ entity }) => entity));
  expect(named, "everybody is somewhere, and no place is nobody's").toEqual(ids);
  const wrong = mentions.filter(
    (place, i) => place.text !== text.slice(place.start, place.end) || place.start < (mentions[i - 1]?.end ?? 0),
  );
  expect(wrong, "each place is of its words, and none overlaps another").toEqual([]);
  const lost = atFirst.mentions.filter(
    ({ start, end }) => mentions.filter((place) => place.start <= start && end <= place.end).length !== 1,
  );
  expect(lost, "each mention is in one place").toEqual([]);
}

const found = (document: NamesDocument) => arranged(document);

describe.each(seeds([1, 2, 3, 5, 8]))("[names] whatever is decided (seed %i)", (seed) => {
  test("no mention is lost or two people's, and undo goes back step by step exactly", () => {
    const random = new Seeded(seed);
    const { revision, document: first } = someNames(random);
    const context = contextOf(revision, ANA);
    let document = first;
    const before: NamesDocument[] = [];
    for (let i = 0; i < 80; i++) {
      const next = tryDecide(document, anyCommand(random, document, revision.text), context);
      if (next === document) continue;
      expect(next.number).toBe(document.number + 1);
      before.push(document);
      document = next;
      expectSound(document, revision.text, first);
    }
    expect(before.length).toBeGreaterThan(20);
    expect(NamesDocument.parse(document)).toEqual(document);
    for (const was of before.toReversed()) {
      document = decide(document, { kind: "undo" }, context);
      expect(found(document)).toEqual(found(was));
    }
    expect(decide(document, { kind: "undo" }, context)).toBe(document);
  });

  test("two who decide and undo in turns leave no mention without a person, and always come to an end", () => {
    const random = new Seeded(seed);
    const { revision, document: first } = someNames(random);
    let document = first;
    for (let i = 0; i < 150; i++) {
      const context = contextOf(revision, random.pick([ANA, BEN]));
      const command = random.chance(40) ? { kind: "undo" as const } : anyCommand(random, document, revision.text);
      document = tryDecide(document, command, context);
      expectSound(document, revision.text, first);
    }
    for (const by of [ANA, BEN]) {
      const context = contextOf(revision, by);
      for (let next = document, i = 0; i < 200; i++) {
        next = decide(document, { kind: "undo" }, context);
        if (next === document) break;
        document = next;
        expectSound(document, revision.text, first);
        expect(i).toBeLessThan(150);
      }
    }
  });

  test("words corrected elsewhere move every decision with its words; a name that is corrected is looked at anew", () => {
    const random = new Seeded(seed);
    const { revision, document: first } = someNames(random);
    let document = first;
    for (let i = 0; i < 20; i++)
      document = tryDecide(document, anyCommand(random, document, revision.text), contextOf(revision, ANA));
    const edits = [...revision.text.matchAll(/(?<=^|\s)(?:sud|posao|gradu)(?=\s|$)/gu)]
      .filter(({ index }) => !document.mentions.some(({ start, end }) => start <= index + 5 && index <= end))
      .map(({ index, 0: word }) => ({
        start: index,
        end: index + word.length,
        insert: random.pick(["x", "Veliki grad"]),
      }));
    const changed = document.mentions[0];
    if (changed && !edits.some(({ start }) => start <= changed.end))
      edits.unshift({ start: changed.start, end: changed.end, insert: "Neko" });
    const made = applyEdits(revision, edits, [], "correct");
    const carried = carryNames(document, [made.map], made.revision);
    const isGone = (place: { start: number }): boolean =>
      edits.some(({ insert, start }) => insert === "Neko" && start === place.start);
    const kept = document.mentions.filter((place) => !isGone(place));
    const plain = ({ text, entity, state, sure }: (typeof kept)[number]) => ({ text, entity, state, sure });
    expect(carried.mentions.map(plain)).toEqual(kept.map(plain));
    for (const { start, end, text } of carried.mentions) expect(made.revision.text.slice(start, end)).toBe(text);
    const undone = decide(carried, { kind: "undo" }, contextOf(made.revision, ANA));
    for (const { start, end, text } of undone.mentions) expect(made.revision.text.slice(start, end)).toBe(text);
  });

  test("what is confirmed becomes tokens in one revision, and comes back as it was", () => {
    const random = new Seeded(seed);
    const { revision, document: first } = someNames(random);
    const context = contextOf(revision, ANA);
    let document = decide(first, { kind: "confirm-sure" }, context);
    for (let i = 0; i < 15; i++) document = tryDecide(document, anyCommand(random, document, revision.text), context);
    const plan = planNames(document, revision.text);
    const made = applyEdits(revision, plan.edits, [], "redact");
    const units = unitsOf(document, plan, [], newId(VerdictId), "2026-01-01T00:00:00.000Z");
    const applied = afterApplication(document, plan, units, made, false);
    for (const { text, entity } of plan.mentions) {
      const person = document.entities.find(({ id }) => id === entity);
      const entry = keyEntries(applied).find(({ token }) => person && token === wordsOf(person.token));
      expect(entry?.forms).toContain(text);
    }
    expect(findTokens(made.revision.text)).toHaveLength(plan.edits.length);
    // Somebody corrects another word before the names are taken out again.
    const word = made.revision.text.indexOf("Danas");
    const later = applyEdits(made.revision, [{ start: word, end: word + 5, insert: "Jutros" }], [], "correct");
    const maps: EditMap[] = [made.map, later.map];
    const now = carryNames(applied, maps, later.revision);
    const undone = undoCorrection(
      { before: revision, after: made.revision, map: made.map },
      later.revision,
      maps.slice(1),
    );
    if (undone.conflict) throw new Error("the correction touched no token");
    const back = carryNames(now, [...maps, undone.map], undone.revision);
    expect(undone.revision.text).toBe(revision.text.replace("Danas", "Jutros"));
    expect(back.applications).toEqual([]);
    const moved = (places: { start: number; end: number }[]) =>
      places.map((place) => ({ ...place, start: place.start + 1, end: place.end + 1 }));
    const was = found(document);
    const touched = was.mentions.filter(({ start }) => start === 0).length;
    expect(touched).toBeLessThan(2);
    expect(found(back)).toEqual({
      entities: was.entities,
      mentions: moved(was.mentions.filter(({ start }) => start >= 5)),
      identifiers: moved(was.identifiers),
      quasi: [],
    });
  });
});
