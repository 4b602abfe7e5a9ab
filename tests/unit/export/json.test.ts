import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toJson } from "../../../server/export/passages/json.ts";
import { toJsonLd } from "../../../server/export/passages/jsonld.ts";
import { openExportNetwork, paragraphs, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

const Exported = z.object({
  format: z.literal("coram-passages"),
  formatVersion: z.literal(1),
  network: z.string(),
  methodologyVersion: z.int(),
  count: z.int(),
  auditHead: z.string(),
  verdicts: z.array(
    z.object({
      id: z.string(),
      caseNumber: z.string(),
      revision: z.int(),
      passages: z.array(
        z.object({
          id: z.string(),
          state: z.enum(["same", "redacted", "changed", "removed"]),
          ranges: z.array(z.strictObject({ start: z.int(), end: z.int() })),
          parts: z.array(z.string()),
          quote: z.string(),
          note: z.string(),
          author: z.string(),
          comments: z.array(z.object({ author: z.string(), body: z.string(), at: z.iso.datetime() })),
        }),
      ),
    }),
  ),
});

const Selector = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("TextPositionSelector"), start: z.int(), end: z.int() }),
  z.strictObject({
    type: z.literal("TextQuoteSelector"),
    exact: z.string(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
  }),
]);
const Annotation = z.object({
  id: z.string().startsWith("urn:coram:passage:"),
  type: z.literal("Annotation"),
  motivation: z.literal("classifying"),
  created: z.iso.datetime(),
  passageState: z.string(),
  body: z
    .array(
      z.object({
        type: z.enum(["SpecificResource", "TextualBody"]),
        purpose: z.string(),
        value: z.string().optional(),
        creator: z
          .array(z.object({ name: z.string() }).transform(({ name }) => name))
          .or(z.object({ name: z.string() }).transform(({ name }) => [name]))
          .optional(),
      }),
    )
    .min(1),
  target: z.array(z.object({ source: z.string(), selector: z.array(Selector).optional() })).min(1),
});
const Collection = z.object({
  "@context": z.tuple([z.literal("http://www.w3.org/ns/anno.jsonld"), z.record(z.string(), z.string())]),
  id: z.string(),
  type: z.literal("AnnotationCollection"),
  total: z.int(),
  first: z.object({ type: z.literal("AnnotationPage"), startIndex: z.literal(0), items: z.array(Annotation) }),
});

const parse = <T extends z.ZodType>(shape: T, bytes: Uint8Array): z.output<T> =>
  shape.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));

/** A letter outside the BMP before everything, a discontinuous passage, an overlap, one over a paragraph's end, one removed. */
async function network(): Promise<ExportNetwork> {
  const made = await openExportNetwork();
  const { lawyer, facilitator } = made;
  const verdict = await made.addVerdict(
    paragraphs(["👩‍⚖️ Судија 𝒜 рекла: „не“.", "Она била сама и без пари.", "Ова ќе се избрише сосема."]),
    { caseNumber: "К-1/26" },
  );
  await made.tag(verdict, lawyer, [placeOf(verdict, "Судија 𝒜"), placeOf(verdict, "без пари")], { note: "две места" });
  await made.tag(verdict, facilitator, "𝒜 рекла: „не“.\nОна била");
  const gone = await made.tag(verdict, lawyer, "Ова ќе се избрише сосема.");
  await made.discuss(verdict, lawyer, "Зошто?", { audience: "review", anchor: null, annotation: gone.id });
  await made.edit(verdict, "Ова ќе се избрише сосема.", "");
  return made;
}

describe("JSON", () => {
  it("ranges are UTF-16 offsets of the revision that is named, and parts are its words there", async () => {
    const made = await network();
    const content = await made.collect(made.facilitator);
    const { verdicts, count } = parse(Exported, toJson(content));
    expect(count).toBe(3);
    for (const { id, passages, revision } of verdicts) {
      const text = content.verdicts.find(({ verdict }) => verdict.id === id)?.revision;
      expect(text?.number).toBe(revision);
      for (const { ranges, parts } of passages)
        expect(ranges.map(({ start, end }) => text?.text.slice(start, end))).toEqual(parts);
    }
    expect(verdicts.flatMap(({ passages }) => passages.map(({ state }) => state))).toEqual(["same", "same", "removed"]);
    expect(verdicts[0]?.passages.at(-1)?.comments.map(({ body }) => body)).toEqual(["Зошто?"]);
  });
});

describe("W3C Web Annotations", () => {
  it("every position selector counts code points and points at exactly the words of its quote selector", async () => {
    const made = await network();
    const content = await made.collect(made.facilitator);
    const { total, first } = parse(Collection, toJsonLd(content));
    expect(total).toBe(3);
    const text = content.verdicts[0]?.revision.text ?? "";
    const points = Array.from(text);
    expect(points.length).toBeLessThan(text.length);
    const exact: string[] = [];
    for (const { selector = [] } of first.items.flatMap(({ target }) => target)) {
      const position = selector.find((each) => each.type === "TextPositionSelector");
      const quoted = selector.find((each) => each.type === "TextQuoteSelector");
      if (!position || !quoted) continue;
      const slice = (from: number, to?: number): string => points.slice(from, to).join("");
      expect(slice(position.start, position.end)).toBe(quoted.exact);
      expect(slice(0, position.start).endsWith(quoted.prefix ?? "")).toBe(true);
      expect(slice(position.end).startsWith(quoted.suffix ?? "")).toBe(true);
      exact.push(quoted.exact);
    }
    const prefixes = first.items.flatMap(({ target }) => target.map(({ selector }) => JSON.stringify(selector ?? "")));
    expect(prefixes.map((each) => [each.includes('"prefix"'), each.includes('"suffix"')])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [false, false],
    ]);
    expect(exact).toEqual(["Судија 𝒜", "без пари", "𝒜 рекла: „не“.\nОна била"]);
  });

  it("of a settled tag why it was added is a body of its own, and why and by whom it was ruled on", async () => {
    const made = await network();
    const content = await made.collect(made.facilitator);
    const [passage] = content.verdicts.flatMap(({ passages }) => passages);
    if (!passage) throw new Error("no passage");
    passage.reason = "Nobody had marked it.";
    passage.ruling = { by: ["Ana", "Mira"], at: passage.createdAt, reason: "The whole clause." };
    const bodies = parse(Collection, toJsonLd(content)).first.items[0]?.body;
    expect(bodies?.filter(({ purpose }) => ["assessing", "moderating"].includes(purpose))).toEqual([
      { type: "TextualBody", purpose: "assessing", value: "Nobody had marked it." },
      { type: "TextualBody", purpose: "moderating", value: "The whole clause.", creator: ["Ana", "Mira"] },
    ]);
  });

  it("a discontinuous passage has a target a part; a removed one the whole text and its state", async () => {
    const made = await network();
    const { first } = parse(Collection, toJsonLd(await made.collect(made.facilitator)));
    expect(first.items.map(({ target }) => target.length)).toEqual([2, 1, 1]);
    expect(first.items.at(-1)?.target[0]?.selector).toBeUndefined();
    expect(first.items.at(-1)).toMatchObject({ passageState: "removed" });
  });
});
