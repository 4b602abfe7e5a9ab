import { describe, expect, it } from "vitest";
import { CategoryId, QuestionId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { Member } from "../../../schema/domain/member.ts";
import type { FigureSubject, QuoteApproval } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { withApprovals } from "../../../server/quotes/approvals.ts";
import { collectMatrix } from "../../../server/matrix/collect.ts";
import { figureText } from "../../../server/quotes/figure-text.ts";
import { partsOf } from "../../../server/quotes/parts.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { AnnotationRow } from "../../../server/store/rows.ts";
import { node } from "../../helpers/network/an-output.ts";
import { addUnit, answer, CLAIM, question, resolve, SENT, withQuestions } from "../../helpers/network/asked-network.ts";
import { actorOf, openExportNetwork, placeOf, type ExportNetwork } from "../../helpers/network/export-network.ts";
import { NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";

const WORDS = "oduzeo pasoš";

/** The quote of a tag, or of words that nobody tagged. */
function quoteOf(of: NewVerdict, tag: AnnotationRow | string, approved: QuoteApproval | null = null): OutputNode {
  const anchor = typeof tag === "string" ? { revision: 1, ranges: [placeOf(of, tag)] } : tag.anchor;
  const annotation = typeof tag === "string" ? null : tag.id;
  return node(
    "evidence",
    fromQuote({ verdict: of.verdict.id, anchor, annotation, layer: "shared", translation: null, approved, note: "" }),
  );
}

const only = async (
  network: ExportNetwork,
  quoted: OutputNode,
  by?: Member,
): Promise<PartState & { kind: "quote" }> => {
  const [part] = await resolve(network, [quoted], by);
  if (part?.kind !== "quote") throw new Error("no quote");
  return part;
};

describe("a quote", () => {
  it("is read from the text: its words, its place and its category are those of now", async () => {
    const network = await openExportNetwork();
    const tag = await network.tag(network.latin, network.lawyer, WORDS);
    const quoted = await only(network, quoteOf(network.latin, tag));
    expect(quoted).toMatchObject({
      words: WORDS,
      lang: "sr-Latn",
      flags: [],
      before: null,
      at: placeOf(network.latin, WORDS).start,
    });
    expect(quoted.citation).toBe("para. 2, p. 1, reasoning");
    expect(quoted.category?.id).toBe(tag.category);
    expect(quoted.source?.caseNumber).toBe(network.latin.verdict.caseNumber);
  });

  it("says that its words were corrected, and shows them beside those of before, until it is approved again", async () => {
    const network = await openExportNetwork();
    const tag = await network.tag(network.latin, network.lawyer, WORDS);
    await network.edit(network.latin, "pasoš", "putnu ispravu", "correct");
    const changed = await only(network, quoteOf(network.latin, tag));
    expect(changed).toMatchObject({ words: "oduzeo putnu ispravu", flags: ["words"], before: { words: WORDS } });
    const approved = { revision: 2, category: null, version: null };
    expect(await only(network, quoteOf(network.latin, tag, approved))).toMatchObject({ flags: [], before: null });
  });

  it("follows a redaction, and shows nothing of what was before where that is gone", async () => {
    const network = await openExportNetwork();
    const quoted = quoteOf(network.latin, "Petar Petrović je potvrdio");
    await network.edit(network.latin, "Petar Petrović", "[Witness A]", "redact");
    const now = await only(network, quoted);
    expect(now).toMatchObject({ words: "[Witness A] je potvrdio", flags: ["redacted"] });
    expect(JSON.stringify(now)).not.toContain("Petrović");
  });

  it("does not vanish with its words: it says that they are removed", async () => {
    const network = await openExportNetwork();
    await network.edit(network.latin, ` ${WORDS}`, "", "correct");
    expect(await only(network, quoteOf(network.latin, WORDS))).toMatchObject({
      words: "",
      at: null,
      flags: ["removed"],
    });
  });

  it("says that its tag was removed, or is of another category than was approved", async () => {
    const network = await openExportNetwork();
    const tag = await network.tag(network.latin, network.lawyer, WORDS);
    const [other] =
      (await network.store.methodologies.current())?.content.categories.filter(({ id }) => id !== tag.category) ?? [];
    if (!other) throw new Error("one category");
    const approved = { revision: 1, category: other.id, version: 1 };
    const moved = await only(network, quoteOf(network.latin, tag, approved));
    expect(moved).toMatchObject({
      flags: ["category"],
      before: { words: null, category: expect.stringContaining(other.code) as string },
    });
    await network.store.rooms.replaceRows(network.latin.rooms.layer, {
      ...NO_ROWS,
      annotations: [{ ...tag, deleted: NOW }],
    });
    expect(await only(network, quoteOf(network.latin, tag))).toMatchObject({
      words: WORDS,
      flags: ["untagged"],
      category: null,
    });
  });

  it("keeps the category of an approved document as it was called then, though it was split since and its tag sorted", async () => {
    const network = await openExportNetwork();
    const { store, facilitator } = network;
    const tag = await network.tag(network.latin, network.lawyer, WORDS);
    const inForce = await store.methodologies.current();
    const was = inForce?.content.categories.find(({ id }) => id === tag.category);
    if (!inForce || !was) throw new Error("no category");
    const approved = { revision: 1, category: was.id, version: 1 };
    const parts = ["means.violence", "means.coercion"].map((id, i) => {
      return { ...was, id: CategoryId.parse(id), code: `B${8 + i}`, label: { en: id } };
    });
    const content = {
      ...inForce.content,
      categories: [...inForce.content.categories.filter(({ id }) => id !== was.id), ...parts],
    };
    const fates = { [was.id]: { kind: "split", into: parts.map(({ id }) => id) } } as const;
    await store.methodologies.freeze(content, "split", facilitator.id, NOW, { base: 1, fates });

    const approvedAs = { id: was.id, code: was.code, label: localise(was.label, "en") };
    const read = async (): Promise<PartState[]> =>
      partsOf(store, actorOf(network.lawyer), {
        document: { type: "doc", content: [quoteOf(network.latin, tag, approved)] },
        scope: { kind: "all" },
        language: "en",
        isFrozen: true,
      });
    expect(await read()).toMatchObject([{ category: approvedAs, flags: [] }]);
    // While it is written it says what has to be done.
    const written = await only(network, quoteOf(network.latin, tag, approved));
    expect(written.category?.code).toBe(`${was.code}?`);
    expect(written.category?.label).toMatch(/to be sorted: B8 or B9\?$/);
    // Files print neither: the name that it was tagged under.
    const printed = `${was.code} ${approvedAs.label}`;
    expect(written.category?.printed).toBe(printed);

    // Approved while it was still to be sorted, it says so too.
    const unsorted = { ...approved, version: 2 };
    const frozenLater = await partsOf(store, actorOf(network.lawyer), {
      document: { type: "doc", content: [quoteOf(network.latin, tag, unsorted)] },
      scope: { kind: "all" },
      language: "en",
      isFrozen: true,
    });
    expect(frozenLater).toMatchObject([{ category: { code: `${was.code}?`, printed }, flags: [] }]);

    const rows = { ...NO_ROWS, annotations: [{ ...tag, category: parts[1]?.id ?? was.id, version: 2 }] };
    await store.rooms.replaceRows(network.latin.rooms.layer, rows);
    const before = { words: null, category: `${was.code} ${localise(was.label, "en")}` };
    expect(await read()).toMatchObject([{ category: approvedAs, flags: ["category"], before }]);
    expect(await only(network, quoteOf(network.latin, tag, approved))).toMatchObject({
      category: { code: "B9" },
      before,
    });
  });

  it("tells nothing of a verdict that the reader may not read", async () => {
    const network = await openExportNetwork();
    const quoted = await only(network, quoteOf(network.hidden, "Ova reč"));
    expect(quoted).toMatchObject({ source: null, words: "", flags: ["gone"] });
    expect((await only(network, quoteOf(network.hidden, "Ova reč"), network.otherFacilitator)).words).toBe("Ova reč");
  });
});

const figure = (subject: FigureSubject, approved: { n: number; of: number } | null = null): OutputNode =>
  node("figure", {
    subject: JSON.stringify(subject),
    scope: '"output"',
    approved: approved && JSON.stringify(approved),
  });

describe("a figure", () => {
  it("counts by a verdict's data what nobody is asked, and says that it changed with them", async () => {
    const INSTANCE = question("instance", { type: "choice", from: "instance" });
    const network = await withQuestions([INSTANCE]);
    const { store, latin, cyrillic, facilitator } = network;
    // What was answered before it was taken from the data.
    await answer(network, cyrillic, [[INSTANCE, "verdict", "second"]]);
    const asked = figure({ kind: "answers", question: INSTANCE.id, values: ["first"] }, { n: 2, of: 2 });
    expect((await resolve(network, [asked]))[0]).toMatchObject({ n: 2, of: 2, flags: [] });
    await store.verdicts.change(latin.verdict.id, { instance: "third" }, facilitator.id, NOW);
    expect((await resolve(network, [asked]))[0]).toMatchObject({ n: 1, of: 2, flags: ["value"] });
  });

  it("counts verdicts with an answer over its base, and leaves out what may not be counted", async () => {
    const network = await withQuestions();
    const { latin, cyrillic } = network;
    await answer(network, latin, [[CLAIM, "verdict", "yes"]]);
    await answer(network, cyrillic, [[CLAIM, "verdict", "not-mentioned"]]);
    const asked = figure({ kind: "answers", question: CLAIM.id, values: ["yes"] }, { n: 1, of: 3 });
    const [lawyers] = await resolve(network, [asked]);
    expect(lawyers).toMatchObject({
      n: 1,
      of: 2,
      text: "1 of 2 verdicts",
      uncounted: 0,
      flags: ["value"],
      before: { n: 1, of: 3 },
    });
    const [prepared] = await resolve(network, [asked], network.otherFacilitator);
    expect(prepared).toMatchObject({ n: 1, of: 2, uncounted: 1 });
  });

  it('takes a verdict that nobody has tagged or answered for no "no", and as the matrix does', async () => {
    const network = await withQuestions();
    const { latin, cyrillic, lawyer } = network;
    await answer(network, latin, [[CLAIM, "verdict", "no"]]);
    const { category } = await network.tag(latin, lawyer, WORDS);
    const other = (await network.store.methodologies.current())?.content.categories.find(({ id }) => id !== category);
    const asked = [
      figure({ kind: "category", category: other?.id ?? category, counts: "verdicts" }),
      figure({ kind: "answers", question: CLAIM.id, values: ["no"] }),
      figure({ kind: "answers", question: CLAIM.id, values: [] }),
    ];
    expect(await resolve(network, asked)).toMatchObject([
      { n: 0, of: 1, text: "0 of 1 verdict", beside: "1 verdict not tagged yet" },
      { n: 1, of: 1, text: "1 of 1 verdict", beside: "1 not answered yet" },
      { n: 1, of: 1, text: "1 of 1 verdict", beside: "1 not answered yet" },
    ]);
    const request = { by: "categories", language: "en", at: NOW } as const;
    const matrix = await collectMatrix(network.store, actorOf(lawyer), request);
    const states = new Map(matrix.verdicts.map(({ verdict, state }) => [verdict.id, state]));
    expect([latin, cyrillic].map(({ verdict }) => states.get(verdict.id))).toEqual(["counted", "none"]);
    await answer(network, cyrillic, [[CLAIM, "verdict", "yes"]]);
    const [, answered] = await resolve(network, asked);
    expect(answered).toMatchObject({ n: 1, of: 2 });
    expect(answered).not.toHaveProperty("beside");
    const [, hidden] = await resolve(network, asked, network.otherFacilitator);
    expect(hidden).toMatchObject({ n: 1, of: 2, beside: "1 could not be counted" });
  });

  it("counts what the data say where they answer the question, whatever was answered before", async () => {
    const country = { ...CLAIM, id: QuestionId.parse("country"), type: "choice", from: "country" } as const;
    const choices = ["rs", "mk"].map((id) => ({ id, label: { en: id } }));
    const network = await withQuestions([{ ...country, choices }]);
    await answer(network, network.latin, [[country, "verdict", "mk"]]);
    const [counted] = await resolve(network, [figure({ kind: "answers", question: country.id, values: ["rs"] })]);
    expect(counted).toMatchObject({ n: 1, of: 2 });
  });

  it("counts units of which the question is asked, and no others", async () => {
    const network = await withQuestions();
    const { latin, cyrillic } = network;
    const [a, b, c] = [
      await addUnit(network, latin, "victim", "A"),
      await addUnit(network, latin, "victim", "B"),
      await addUnit(network, cyrillic, "victim", "A"),
    ];
    await answer(network, latin, [
      [CLAIM, "verdict", "yes"],
      [SENT, a.id, "yes"],
    ]);
    await answer(network, cyrillic, [[CLAIM, "verdict", "no"]]);
    const [counted] = await resolve(network, [figure({ kind: "answers", question: SENT.id, values: ["yes"] })]);
    // Of the second nobody has said anything yet, and that is no "no".
    const beside = "1 not answered yet";
    expect(counted).toMatchObject({ n: 1, of: 1, counts: "victims", text: "1 of 1 victim", beside });
    expect([b.label, c.label]).toEqual(["B", "A"]);
  });

  it("counts verdicts with a category or one below it, and passages", async () => {
    const network = await openExportNetwork();
    const tag = await network.tag(network.latin, network.lawyer, WORDS);
    await network.tag(network.latin, network.colleague, "bez posla");
    const categories = (await network.store.methodologies.current())?.content.categories ?? [];
    const branch = categories.find(({ id }) => id === tag.category)?.parent ?? tag.category;
    const [verdicts, passages] = await resolve(network, [
      figure({ kind: "category", category: branch, counts: "verdicts" }),
      figure({ kind: "category", category: branch, counts: "passages" }),
    ]);
    const beside = "1 verdict not tagged yet";
    expect(verdicts).toMatchObject({ n: 1, of: 1, text: "1 of 1 verdict", beside });
    expect(passages).toMatchObject({ n: 2, text: "2 passages", beside });
  });

  it.each([
    ["en", "1 of 6 verdicts", "2 passages"],
    ["sr-Latn", "1 od 6 presuda", "2 odlomka"],
    ["sr-Cyrl", "1 од 6 пресуда", "2 одломка"],
    ["mk", "1 од 6 пресуди", "2 извадоци"],
    ["sq", "1 nga 6 vendime", "2 pasazhe"],
  ] as const)("is written in %s with its base, never as a percentage", (language, verdicts, passages) => {
    expect(figureText({ n: 1, of: 6, counts: "verdicts" }, language)).toBe(verdicts);
    expect(figureText({ n: 2, of: 2, counts: "passages" }, language)).toBe(passages);
  });
});

describe("an approved document", () => {
  it("keeps the words and numbers that were approved, and says where they are others now", async () => {
    const network = await withQuestions();
    const { store, latin, lawyer } = network;
    await answer(network, latin, [[CLAIM, "verdict", "yes"]]);
    const scope = { kind: "all" } as const;
    const quoted = quoteOf(latin, WORDS);
    const counted = figure({ kind: "answers", question: CLAIM.id, values: ["yes"] });
    const draft = { type: "doc" as const, content: [node("paragraph", {}, counted), quoted] };
    const request = { document: draft, scope, language: "en" as const };
    const document = withApprovals(draft, await partsOf(store, actorOf(lawyer), request));
    await answer(network, latin, [[CLAIM, "verdict", "no"]]);
    await network.edit(latin, "pasoš", "putnu ispravu", "correct");
    const now = await partsOf(store, actorOf(lawyer), { ...request, document, isFrozen: true });
    expect(now).toMatchObject([
      { text: "1 of 1 verdict", flags: ["value"] },
      { words: WORDS, flags: ["words"] },
    ]);
    await network.edit(latin, "putnu ispravu", "[Document A]", "redact");
    const redacted = await partsOf(store, actorOf(lawyer), { ...request, document, isFrozen: true });
    expect(redacted[1]).toMatchObject({ words: "oduzeo [Document A]" });
    expect(JSON.stringify(redacted)).not.toContain("pasoš");
  });

  it("keeps the court, number and date that were approved, and says that they are others now until they are the same again", async () => {
    const network = await openExportNetwork();
    const { store, latin, lawyer, facilitator } = network;
    const { court, date } = latin.verdict;
    const change = (data: Parameters<typeof store.verdicts.change>[1]) =>
      store.verdicts.change(latin.verdict.id, data, facilitator.id, NOW);
    await change({ form: "individual", court: "Viši sud u Nišu" });
    const scope = { kind: "all" } as const;
    const draft = { type: "doc" as const, content: [quoteOf(latin, WORDS)] };
    const request = { document: draft, scope, language: "en" as const };
    const document = withApprovals(draft, await partsOf(store, actorOf(lawyer), request));
    const now = (isFrozen: boolean) => partsOf(store, actorOf(lawyer), { ...request, document, isFrozen });
    // Nobody prints that.
    await change({ form: "organised" });
    expect(await now(true)).toMatchObject([{ flags: [] }]);
    await change({ date: "2020-01-02" });
    await change({ court, date: "2020-01-03" });
    expect(await now(true)).toMatchObject([{ flags: ["source"], source: { court: "Viši sud u Nišu", date } }]);
    expect(await now(false)).toMatchObject([{ flags: ["source"], source: { court, date: "2020-01-03" } }]);
    await change({ court: "Viši sud u Nišu", date });
    expect(await now(true)).toMatchObject([{ flags: [] }]);
  });

  it("keeps approved words under a later redaction elsewhere, though that takes their text away", async () => {
    const network = await openExportNetwork();
    const { store, latin, lawyer } = network;
    const draft = { type: "doc" as const, content: [quoteOf(latin, WORDS)] };
    const request = { document: draft, scope: { kind: "all" } as const, language: "en" as const };
    const document = withApprovals(draft, await partsOf(store, actorOf(lawyer), request));
    await network.edit(latin, "Petar Petrović", "[Witness A]", "redact");
    await network.edit(latin, "pasoš", "putnu ispravu", "correct");
    const frozen = await partsOf(store, actorOf(lawyer), { ...request, document, isFrozen: true });
    expect(frozen).toMatchObject([{ words: WORDS, flags: ["words"] }]);
  });
});
