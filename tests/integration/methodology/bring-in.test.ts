import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { VerdictId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type Localised } from "../../../schema/domain/language.ts";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { snapshotDraft, takeSnapshotBack } from "../../../schema/rooms/draft/draft-snapshot.ts";
import { setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { flatten, draftTree } from "../../../schema/rooms/draft/draft-tree.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { bringIn, brought, draftHere } from "../../../server/methodology/bring-in.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { toHandbookJson } from "../../../server/methodology/files/json.ts";
import { toHandbookXlsx } from "../../../server/methodology/files/xlsx.ts";
import { toQdc } from "../../../server/methodology/files/qdc.ts";
import { readMethodologyFile } from "../../../server/methodology/files/read-file.ts";
import { methodologies } from "../../helpers/network/methodologies.ts";
import { seeds } from "../../helpers/text/seeded.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const [SEED] = seeds([2611]);
const runs = { seed: SEED, numRuns: 40 };

function drafted(content: Parameters<typeof seedDraft>[1]): { doc: Y.Doc; room: DraftRoom } {
  const doc = new Y.Doc();
  const room = new DraftRoom(doc);
  seedDraft(room, content, NOW);
  return { doc, room };
}

test("whatever is brought in, the draft reads as it, and taken back it reads as before, with what was said of each category", () => {
  fc.assert(
    fc.property(methodologies(), methodologies(), fc.nat(11), (before, after, which) => {
      const { doc, room } = drafted(before);
      const said = room.categories()[which % room.categories().length];
      if (said) setFate(room, said.entry, { kind: which % 2 === 0 ? "redefined" : "retired" });
      const wasContent = draftContent(room);
      const wasFates = room.categories().map(({ id, fate }) => [id, fate]);
      const was = bringIn(doc, after, before, { now: NOW, keepFates: true });
      expect(draftContent(room)).toEqual(after);
      takeSnapshotBack(room, { before: was, after: snapshotDraft(room) }, NOW);
      expect(draftContent(room)).toEqual(wasContent);
      const fates = new Map(room.categories().map(({ id, fate, deleted }) => [id, deleted === null ? fate : null]));
      for (const [id, fate] of wasFates) expect(fates.get(id as never)).toEqual(fate);
    }),
    runs,
  );
});

test("a codebook that is added beside the draft loses and doubles no category", () => {
  fc.assert(
    fc.property(methodologies(["mk"]), (other) => {
      const { doc, room } = drafted(readStarterMethodology());
      const { seen: _seen, ...here } = draftHere(doc);
      const foreign = new TextDecoder().decode(toQdc(other, "mk")).replace(/origin="[^"]*"/, 'origin="NVivo"');
      const read = readMethodologyFile(new TextEncoder().encode(foreign), here, "mk");
      const { after } = brought(read, here.content, "keep");
      bringIn(doc, after, here.content, { now: NOW, keepFates: true });
      const ids = flatten(draftTree(room.categories())).map(({ category }) => category.id as string);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id } of here.content.categories) expect(ids).toContain(id);
      expect(ids.length).toBe(here.content.categories.length + other.categories.length);
      const codes = room.categories().map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }),
    runs,
  );
});

/** Every text of a methodology by where it stands; of rules the whole list of a language, one a line. */
function textsOf(value: unknown, place = ""): [place: string, text: string][] {
  if (typeof value === "string") return value.trim() === "" ? [] : [[place, value]];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === "string"))
    return value.length > 0 ? [[`${place} (rules)`, value.join("\n")]] : [];
  const parts = Array.isArray(value)
    ? value.map((each: { id: string }): [string, unknown] => [each.id, each])
    : Object.entries(value).filter(([name]) => !["id", "code", "parent", "group", "type", "perUnit"].includes(name));
  return parts.flatMap(([name, part]) => textsOf(part, `${place}/${name}`));
}

/** Texts of a draft that are gone though the file has no other in their place. */
function lost(draft: MethodologyContent, file: MethodologyContent, after: MethodologyContent): string[] {
  const [said, left] = [new Map(textsOf(file)), new Map(textsOf(after))];
  return textsOf(draft).flatMap(([place, text]) => {
    const now = left.get(place);
    if (now === text) return [];
    if (!place.endsWith("(rules)")) return now !== undefined && said.get(place) === now ? [] : [`${place} ${text}`];
    const [was, is] = [text.split("\n"), now?.split("\n") ?? []];
    const gone = was.filter((rule) => !is.includes(rule));
    const others = is.filter((rule) => !was.includes(rule) && said.get(place)?.split("\n").includes(rule));
    return gone.length > others.length ? gone : [];
  });
}

test("where what the file lacks stays, no text of any draft is gone that a file does not replace", async () => {
  const languages = fc.subarray([...UI_LANGUAGES], { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(methodologies(), languages, fc.nat(2), fc.gen(), async (before, some, kind, gen) => {
      const said = gen(methodologies, some);
      const head = { network: "N", version: null, at: NOW };
      const files = [
        () => toHandbookJson(said),
        () => toHandbookXlsx(said, some, head),
        () => toQdc(said, some[0] ?? "en"),
      ];
      const { doc, room } = drafted(before);
      const { seen: _seen, ...here } = draftHere(doc);
      const read = readMethodologyFile((await files[kind]?.()) ?? new Uint8Array(), here, "mk");
      const { after } = brought(read, here.content, "keep");
      expect(lost(before, read.content, after)).toEqual([]);
      bringIn(doc, after, before, { now: NOW, keepFates: true });
      expect(draftContent(room)).toEqual(after);
    }),
    runs,
  );
});

test("a file in one language, with less of everything, changes nothing where what it lacks stays", () => {
  const starter = readStarterMethodology();
  const [first, ...others] = starter.categories;
  if (!first) throw new Error("no category");
  const anchor = { revision: 1, start: 0, end: 4, quote: "text", prefix: "", suffix: "" };
  const before = {
    ...starter,
    categories: [
      { ...first, exampleFrom: { verdict: VerdictId.parse("v".repeat(22)), anchor }, publish: "court" as const },
      ...others.map((each) => ({ ...each, include: { en: ["One", "Two", "Three"], mk: ["Еден"] } })),
    ],
  } as MethodologyContent;
  const english = (text: Localised): Localised => (text.en === undefined ? text : { en: text.en });
  const { publish: _publish, ...bare } = { ...first, exampleFrom: null, label: english(first.label) };
  const file = {
    title: english(before.title),
    groups: [],
    categories: [bare, ...others.map((each) => ({ ...each, digit: null, definition: {}, include: { en: ["Two"] } }))],
    questions: before.questions.map((each) => ({
      ...each,
      label: english(each.label),
      help: {},
      choices: [],
      shownIf: null,
    })),
    outputs: before.outputs.map((each) => ({ ...each, title: english(each.title), sections: each.sections.slice(1) })),
  };
  const read = readMethodologyFile(toHandbookJson(file), { content: before, hidden: [] }, "en");
  const { after } = brought(read, before, "keep");
  const sorted = ({ outputs, ...rest }: MethodologyContent): unknown => ({
    ...rest,
    outputs: outputs.map(({ sections, ...each }) => ({ ...each, sections: sections.map(({ id }) => id).toSorted() })),
  });
  expect(sorted(after)).toEqual(sorted(before));
  const passage = before.categories[0]?.exampleFrom ?? null;
  const originOf = (example: Localised): unknown => {
    const other = { ...file, categories: [{ ...bare, example }, ...file.categories.slice(1)] };
    const brings = readMethodologyFile(toHandbookJson(other), { content: before, hidden: [] }, "en");
    return brought(brings, before, "keep").after.categories[0]?.exampleFrom;
  };
  expect([originOf(first.example), originOf({})]).toEqual([passage, passage]);
  // Another example is no quotation of that passage, nor is what is new in another language.
  for (const language of UI_LANGUAGES) expect(originOf({ [language]: "Other words." })).toBeNull();
  // The other way the draft reads as the file.
  expect(brought(read, before, "leave-out").after).toEqual(read.content);
});
