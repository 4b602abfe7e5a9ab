import { describe, expect, test } from "vitest";
import { MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { afterApplication, planNames, unitsOf } from "../../../server/privacy/names/names-apply.ts";
import { carryNames } from "../../../server/privacy/names/names-carry.ts";
import { NamesDocument } from "../../../server/store/shapes/names-document.ts";
import { lookOver, noNames } from "../../../server/privacy/names/names-look.ts";
import { decide, NamesError } from "../../../server/privacy/names/names.ts";
import { wordsOf } from "../../../server/privacy/names/tokens.ts";
import { paragraphsOf } from "../../helpers/network/test-server.ts";
import { ANA, BEN, contextOf, TEXT, place } from "./some-names.ts";

const REVISION: Revision = { number: 1, ...paragraphsOf([TEXT]) };

const suggestion = (id: string, canonical: string, mentions: ReturnType<typeof place>[]) =>
  ({
    id,
    kind: "person",
    canonical,
    role: "victim",
    isRoleGuessed: false,
    confidence: 1,
    sex: null,
    mentions,
  }) as const;

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
    "sr",
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

describe("[names] redo", () => {
  test("does again what one took back, one by one, and it can be taken back once more", () => {
    let document = decide(NAMES, { kind: "confirm", entity: "e1" }, as(ANA));
    document = decide(document, { kind: "split", entity: "e1", starts: [place("Savić", 15).start] }, as(ANA));
    const done = document;
    for (const kind of ["undo", "undo", "redo", "redo"] as const) document = decide(document, { kind }, as(ANA));
    expect([document.entities, document.mentions]).toEqual([done.entities, done.mentions]);
    expect(decide(document, { kind: "redo" }, as(ANA))).toBe(document);
    for (const kind of ["undo", "undo"] as const) document = decide(document, { kind }, as(ANA));
    expect(document.entities).toEqual(NAMES.entities);
    expect(NamesDocument.parse(document)).toEqual(document);
  });

  test("keeps what a colleague has decided since, is nobody else's, and ends with one's own next decision", () => {
    const renamed = decide(NAMES, { kind: "rename", entity: "e1", canonical: "A. S." }, as(ANA));
    const undone = decide(renamed, { kind: "undo" }, as(ANA));
    expect(decide(undone, { kind: "redo" }, as(BEN))).toBe(undone);
    const confirmed = decide(undone, { kind: "confirm", entity: "e1" }, as(BEN));
    expect(decide(confirmed, { kind: "redo" }, as(ANA)).entities[0]).toMatchObject({
      canonical: "A. S.",
      state: "confirmed",
    });
    const hers = decide(undone, { kind: "rename", entity: "e1", canonical: "Ana S." }, as(BEN));
    expect(decide(hers, { kind: "redo" }, as(ANA))).toBe(hers);
    const other = decide(undone, { kind: "dismiss", entity: "e2" }, as(ANA));
    expect(decide(other, { kind: "redo" }, as(ANA))).toBe(other);
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
      "sr",
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
      "sr",
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
