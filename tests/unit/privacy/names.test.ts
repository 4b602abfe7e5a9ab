import { describe, expect, test } from "vitest";
import { MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";
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

const ANA = newId(MemberId);
const BEN = newId(MemberId);

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
  return { revision, document: { ...lookOver(noNames(1), revision.text, found, []), number: 1 } };
}

const contextOf = ({ text }: Revision, by: MemberId): NamesContext => ({ by, text, language: "sr", unitLabels: [] });

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

const TEXT = "Ana Savić i Marko. Savić je svedok.";
const place = (text: string, from = 0) => {
  const start = TEXT.indexOf(text, from);
  return { start, end: start + text.length, text, sure: true };
};
const REVISION: Revision = { number: 1, ...paragraphsOf([TEXT]) };
const suggestion = (id: string, canonical: string, mentions: ReturnType<typeof place>[]) =>
  ({ id, kind: "person", canonical, role: "victim", confidence: 1, sex: null, mentions }) as const;
const NAMES: NamesDocument = {
  ...lookOver(
    noNames(1),
    TEXT,
    {
      entities: [
        suggestion("s1", "Ana Savić", [place("Ana Savić"), place("Savić", 15)]),
        suggestion("s2", "Marko", [place("Marko")]),
      ],
      identifiers: [],
      quasi: [],
    },
    [],
  ),
  number: 1,
};
const as = (by: MemberId) => contextOf(REVISION, by);

describe("[names] undo", () => {
  test("takes back one's own last command, not a colleague's later one, on the same person either", () => {
    let document = decide(NAMES, { kind: "rename", entity: "e1", canonical: "A. S." }, as(ANA));
    document = decide(document, { kind: "confirm", entity: "e1" }, as(BEN));
    document = decide(document, { kind: "undo" }, as(ANA));
    expect(document.entities[0]).toMatchObject({ canonical: "Ana Savić", state: "confirmed" });
    expect(decide(document, { kind: "undo" }, as(ANA))).toBe(document);
  });

  test("keeps a person whom a colleague has given a place since", () => {
    let document = decide(NAMES, { kind: "split", entity: "e1", starts: [place("Savić", 15).start] }, as(ANA));
    document = decide(document, { kind: "move", entity: "e2", starts: [place("Marko").start], to: "e3" }, as(BEN));
    document = decide(document, { kind: "undo" }, as(ANA));
    expect(document.mentions.map(({ text, entity }) => `${text} ${entity}`)).toEqual([
      "Ana Savić e1",
      "Marko e3",
      "Savić e1",
    ]);
    expect(document.entities.map(({ id }) => id)).toEqual(["e1", "e3"]);
  });

  test("a merged person comes back with another token where a colleague has given theirs away", () => {
    let document = decide(NAMES, { kind: "merge", entities: ["e1", "e2"] }, as(ANA));
    document = decide(document, { kind: "token", entity: "e1", token: { kind: "Victim", label: "B" } }, as(BEN));
    document = decide(document, { kind: "undo" }, as(ANA));
    expect(document.entities.map(({ id, token }) => `${id} ${wordsOf(token)}`)).toEqual([
      "e1 [Victim B]",
      "e2 [Victim A]",
    ]);
  });
});

describe("[names] words that are added", () => {
  const add = (document: NamesDocument, everywhere: boolean, words: { start: number; end: number }) =>
    decide(document, { kind: "add", entity: null, role: "witness", range: words, everywhere }, as(ANA));

  test("are the person whose they all were, in the role that was said, and undo makes them what they were", () => {
    const added = add(decide(NAMES, { kind: "dismiss", entity: "e2" }, as(BEN)), true, place("Marko"));
    expect(added.entities.map(({ id, canonical, role, state }) => `${id} ${canonical} ${role} ${state}`)).toEqual([
      "e1 Ana Savić victim proposed",
      "e2 Marko witness confirmed",
    ]);
    expect(added.entities.map(({ token }) => wordsOf(token))).toEqual(["[Victim A]", "[Witness 1]"]);
    expect(decide(added, { kind: "undo" }, as(ANA)).entities[1]).toMatchObject({ role: "victim", state: "dismissed" });
  });

  test("are a new person where somebody else is named elsewhere, too", () => {
    const added = add(NAMES, false, place("Savić", 15));
    expect(added.mentions.map(({ text, entity }) => `${text} ${entity}`)).toEqual([
      "Ana Savić e1",
      "Marko e2",
      "Savić e3",
    ]);
  });
});

describe("[names] a token", () => {
  test("is nobody else's", () => {
    const token = { kind: "Victim", label: "B" } as const;
    expect(() => decide(NAMES, { kind: "token", entity: "e1", token }, as(ANA))).toThrow(NamesError);
  });

  test("of the right kind comes with the role, with the first label that is free in names, units and text", () => {
    const revision = { number: 1, ...paragraphsOf([`${TEXT} [Witness 1]`]) };
    const unit = {
      id: newId(MemberId),
      verdict: newId(VerdictId),
      kind: "defendant",
      label: "1",
      createdAt: "",
    } as never;
    const context = { ...contextOf(revision, ANA), unitLabels: [unit] };
    const witness = decide(NAMES, { kind: "role", entity: "e1", role: "witness" }, context);
    expect(witness.entities[0]?.token).toEqual({ kind: "Witness", label: "2" });
    const defendant = decide(NAMES, { kind: "role", entity: "e1", role: "defendant" }, context);
    expect(defendant.entities[0]?.token).toEqual({ kind: "Defendant", label: "2" });
  });
});

describe("[names] a text that is looked over anew", () => {
  test("gives new places to the person of the others, and keeps what was decided", () => {
    const decided = decide(NAMES, { kind: "confirm", entity: "e1" }, as(ANA));
    const made = applyEdits(
      REVISION,
      [{ start: TEXT.length, end: TEXT.length, insert: " Kaže Savić." }],
      [],
      "correct",
    );
    const carried = carryNames(decided, [made.map], made.revision);
    const again = place("Savić", 15);
    const start = made.revision.text.lastIndexOf("Savić");
    const mentions = [place("Ana Savić"), again, { ...again, start, end: start + 5 }];
    const looked = lookOver(
      carried,
      made.revision.text,
      { entities: [suggestion("other", "Ana Savić", mentions)], identifiers: [], quasi: [] },
      [],
    );
    expect(looked.entities).toEqual(decided.entities);
    expect(looked.mentions.filter(({ entity }) => entity === "e1")).toHaveLength(3);
  });

  test("gives a name that comes back to the person who is called so, though every place of it was a token", () => {
    const context = as(ANA);
    const confirmed = decide(NAMES, { kind: "confirm", entity: "e1" }, context);
    const plan = planNames(confirmed, TEXT);
    const made = applyEdits(REVISION, plan.edits, [], "redact");
    const units = unitsOf(confirmed, plan, [], newId(VerdictId), "2026-01-01T00:00:00.000Z");
    const applied = afterApplication(confirmed, plan, units, made, false);
    const end = made.revision.text.length;
    const later = applyEdits(made.revision, [{ start: end, end, insert: " Ana Savić." }], [], "correct");
    const start = later.revision.text.indexOf("Ana Savić");
    const mention = { start, end: start + 9, text: "Ana Savić", sure: true };
    const looked = lookOver(
      carryNames(applied, [made.map, later.map], later.revision),
      later.revision.text,
      { entities: [suggestion("s9", "Ana Savić", [mention])], identifiers: [], quasi: [] },
      units.added,
    );
    expect(looked.mentions.find((each) => each.start === start)?.entity).toBe("e1");
    // The person's token stands in the text: it is what it is until it is taken out.
    expect(() => decide(looked, { kind: "role", entity: "e1", role: "witness" }, context)).toThrow("applied");
    expect(() => decide(looked, { kind: "merge", entities: ["e2", "e1"] }, context)).toThrow("applied");
    expect(unitsOf(looked, planNames(looked, later.revision.text), units.added, newId(VerdictId), "").added).toEqual(
      [],
    );
  });
});
