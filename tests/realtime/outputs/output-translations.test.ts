import { expect, it } from "vitest";
import { newId, type TranslationId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote, toAnchorText, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { OutputParts, OutputTray, type QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { LongerTranslations } from "../../../schema/protocol/http/translations.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { approve, freezeWithOutputs, makeOutput } from "../../helpers/network/outputs.ts";
import { Fingerprints } from "../../../server/quotes/fingerprints.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { readDocx } from "../../helpers/files/read-docx.ts";
import { CATEGORY } from "../../helpers/rooms/room-edits.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const TEXT = "Sud je utvrdio da joj je okrivljeni oduzeo pasoš.";
const WORDS = "oduzeo pasoš";
const START = TEXT.indexOf(WORDS);
const ANCHOR = { revision: 1, ranges: [{ start: START, end: START + WORDS.length }] };

/** A document of a lawyer that is to quote those words of a verdict, and what the tests do with it. */
async function documentAbout(server: TestServer, { verdict }: NewVerdict, language: "en" | "mk") {
  const { ask } = server;
  const { facilitator, lawyer } = server.people;
  const { id, rooms } = await makeOutput(server, lawyer, { language });
  const client = await RawClient.joinAt(server, rooms.content.room, lawyer);
  const block = newId(BlockId);
  const partFor = async (who: Person): Promise<unknown> =>
    OutputParts.parse(await (await ask(who, "GET", `/api/outputs/${id}/parts`)).json()).parts[0];
  return {
    id,
    partFor,
    quoteWith: (change: Partial<QuoteAttributes> = {}): Promise<void> =>
      client.write((doc) => {
        const quote = { verdict: verdict.id, anchor: ANCHOR, annotation: null, layer: null, approved: null, note: "" };
        const attributes = { ...fromQuote({ ...quote, translation: language, ...change }), id: block };
        new OutputRoom(doc).replace({ type: "doc", content: [makeNode("evidence", attributes, [])] });
      }),
    quotedFor: async (who: Person): Promise<QuoteState> => {
      const part = (await partFor(who)) as OutputParts["parts"][number] | undefined;
      if (part?.kind !== "quote") throw new Error("no quote");
      return part;
    },
    approveIt: () => approve(server, facilitator, id),
    openAgain: async (): Promise<void> => {
      const { number } = OutputView.parse(await (await ask(facilitator, "GET", `/api/outputs/${id}`)).json());
      const command = { number, why: "It is translated otherwise." };
      expect((await ask(facilitator, "POST", `/api/outputs/${id}/open-again`, command)).status).toBe(200);
    },
    printed: async (): Promise<string> =>
      readDocx(await mustExport(server, lawyer, { format: "output-docx", output: { output: id } }))
        .paragraphs.map(({ text }) => text)
        .join("\n"),
  };
}

/** The words tagged, and two translations: of them into English, and of the sentence that they are a part of into Macedonian. */
async function tagAndTranslate(server: TestServer, { rooms }: NewVerdict): Promise<TranslationId> {
  const { hub } = server;
  const { member } = server.people.lawyer;
  await hub.write(rooms.layer, member.id, (doc) => {
    new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor: ANCHOR, note: "" }, new Date().toISOString());
  });
  let translation = "" as TranslationId;
  await hub.write(rooms.internal, member.id, (doc) => {
    const written = { anchor: ANCHOR, language: "en" as const, body: "took her passport" };
    translation = new TranslationsRoom(doc).add(written, new Date().toISOString());
  });
  await hub.write(rooms.internal, member.id, (doc) => {
    const whole = { revision: 1, ranges: [{ start: 0, end: TEXT.length }] };
    const written = { anchor: whole, language: "mk" as const, body: "Судот утврди дека ѝ го одзел пасошот." };
    new TranslationsRoom(doc).add(written, new Date().toISOString());
  });
  return translation;
}

/** A facilitator puts other words in the place of some, in the newest text. */
async function editWords(
  { ask, store, people }: TestServer,
  { verdict }: NewVerdict,
  words: string,
  insert: string,
  kind: "correct" | "redact",
): Promise<void> {
  const now = await store.verdicts.revision(verdict.id);
  const at = now?.text.indexOf(words) ?? -1;
  const body = { baseRevision: now?.number, kind, edits: [{ start: at, end: at + words.length, insert }] };
  expect((await ask(people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, body)).status).toBe(200);
}

it("a quote shows the translation that is chosen, says when it is reworded or its words change, and keeps the approved one until a redaction", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, hub, store } = server;
  const { lawyer, reader } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const translation = await tagAndTranslate(server, made);
  const reword = (body: string, anchor?: ReturnType<typeof packAnchor>): Promise<void> =>
    hub.write(made.rooms.internal, lawyer.member.id, (doc) =>
      new TranslationsRoom(doc).entries.set(translation, anchor === undefined ? { body } : { body, anchor }),
    );
  const { id, quoteWith, quotedFor, approveIt, printed } = await documentAbout(server, made, "en");
  const quoted = (): Promise<QuoteState> => quotedFor(reader);

  const tray = OutputTray.parse(await (await ask(lawyer, "GET", `/api/outputs/${id}/tray`)).json());
  // Who takes it from the tray has seen the translation that comes with it.
  const translationSeen = (await Fingerprints.read(store)).ofWords("took her passport");
  const approval = { translation: translationSeen };
  expect(tray.passages).toMatchObject([{ words: WORDS, translations: ["en"], approval }]);
  // Words of a longer stretch are none of its own: the draft prints the original and says so.
  await quoteWith({ translation: "mk" });
  expect(await quoted()).toMatchObject({ words: WORDS, translation: null, flags: [] });
  const said = await printed();
  expect(said).toContain("Not translated yet");
  expect(said).not.toContain("Судот");
  await quoteWith();
  const seen = await quoted();
  const took = { words: "took her passport", now: null, by: lawyer.member.id };
  expect(seen).toMatchObject({ translation: took, flags: [] });

  // In the draft: whoever approved it is told that it says something else.
  await quoteWith({ approved: seen.approval });
  await reword("took away her passport");
  expect(await quoted()).toMatchObject({ translation: { words: "took away her passport" }, flags: ["translated"] });
  await quoteWith({ approved: (await quoted()).approval });
  expect(await quoted()).toMatchObject({ flags: [] });

  await approveIt();
  await reword("seized her travel document");
  expect(await quoted()).toMatchObject({
    translation: { words: "took away her passport", isStale: false, now: "seized her travel document" },
    flags: ["translated"],
  });
  expect(await printed()).toContain("took away her passport");

  await editWords(server, made, "pasoš", "putnu ispravu", "correct");
  expect(await quoted()).toMatchObject({
    words: WORDS,
    now: "oduzeo putnu ispravu",
    translation: { words: "took away her passport", isStale: true },
    flags: ["words", "translation", "translated"],
  });
  // What stood in the place of a name is not shown any more, neither in the words nor in what they were translated to.
  await editWords(server, made, "putnu ispravu", "[Document A]", "redact");
  const now = { revision: 3, ranges: [{ start: START, end: START + "oduzeo [Document A]".length }] };
  await reword("seized [Document A]", packAnchor(now));
  expect(await quoted()).toMatchObject({ words: "oduzeo [Document A]", translation: { words: "seized [Document A]" } });
  expect(await printed()).not.toContain("passport");
});

it("the words of a quote are taken from the translation of a longer stretch by a person, and are the quote's own then", async (context) => {
  const server = await startTestServer(context);
  const { ask, hub, people } = server;
  const { lawyer, reader } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict([TEXT, "Dugovala je novac."]);
  const at = new Date().toISOString();
  await hub.write(made.rooms.internal, lawyer.member.id, (doc) => {
    const room = new TranslationsRoom(doc);
    const over = (from: number, to: number, body: string) =>
      room.add({ anchor: { revision: 1, ranges: [{ start: from, end: to }] }, language: "mk", body }, at);
    over(TEXT.length + 1, TEXT.length + 5, "Должеше");
    over(START + 7, TEXT.length, "пасошот.");
    over(0, TEXT.length, "Судот утврди дека ѝ го одзел пасошот на [Victim A].");
  });
  const { quoteWith, partFor } = await documentAbout(server, made, "mk");
  await quoteWith();
  const quoted = (): Promise<unknown> => partFor(lawyer);
  expect(await quoted()).toMatchObject({ translation: null, isTranslatedAround: true, aroundParagraph: "1" });

  const path = `/api/verdicts/${made.verdict.id}/passage-translations`;
  const asked = `${path}?language=mk&anchor=${encodeURIComponent(toAnchorText(ANCHOR))}`;
  expect((await ask(reader, "GET", asked)).status).toBe(403);
  const { revision, words, longer } = LongerTranslations.parse(await (await ask(lawyer, "GET", asked)).json());
  expect(words).toBe(WORDS);
  // What holds all of it comes before what only meets it; what lies beside it is none of its.
  expect(longer.map(({ paragraph, text }) => [paragraph, text])).toEqual([
    ["1", "Судот утврди дека ѝ го одзел пасошот на [Victim A]."],
    ["1", "пасошот."],
  ]);
  const add = (change: object): Promise<Response> =>
    ask(lawyer, "POST", path, { revision, anchor: ANCHOR, language: "mk", text: "одзел пасошот", ...change });
  expect((await add({ revision: 2 })).status).toBe(409);
  expect((await add({ text: " " })).status).toBe(400);
  expect((await add({})).status).toBe(200);
  const shown = await quoted();
  expect(shown).toMatchObject({ translation: { language: "mk", words: "одзел пасошот" }, flags: [] });
  expect(shown).not.toHaveProperty("isTranslatedAround");
  expect(shown).not.toHaveProperty("aroundParagraph");
  const [row] = (await server.store.passages.translations(made.verdict.id, ["internal"], [])).filter(
    ({ body }) => body === "одзел пасошот",
  );
  expect(row).toMatchObject({ anchor: ANCHOR, author: lawyer.member.id });
});

it("the translation that was made before the words were corrected is offered first, and is none of theirs", async (context) => {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  await tagAndTranslate(server, made);
  const { quoteWith, partFor } = await documentAbout(server, made, "en");
  await quoteWith();
  await editWords(server, made, "pasoš", "putnu ispravu", "correct");
  const path = `/api/verdicts/${made.verdict.id}/passage-translations`;
  const asked = await server.ask(
    lawyer,
    "GET",
    `${path}?language=en&anchor=${encodeURIComponent(toAnchorText(ANCHOR))}`,
  );
  const { words, own, longer } = LongerTranslations.parse(await asked.json());
  expect([words, own]).toEqual(["oduzeo putnu ispravu", null]);
  expect(longer).toMatchObject([{ isOfEarlierWords: true, paragraph: "1", text: "took her passport" }]);
  expect(await partFor(lawyer)).not.toHaveProperty("isTranslatedAround");
});

it("a translation is corrected in its place from the quote that shows it, unless somebody was quicker", async (context) => {
  const server = await startTestServer(context);
  const { ask, people, store, hub } = server;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const { quoteWith, partFor } = await documentAbout(server, made, "en");
  await quoteWith();
  const put = async (text: string, corrects?: string): Promise<number> => {
    const body = { revision: 1, anchor: ANCHOR, language: "en", text, corrects };
    return (await ask(people.lawyer, "POST", `/api/verdicts/${made.verdict.id}/passage-translations`, body)).status;
  };
  expect(await put("took her pasport")).toBe(200);
  expect(await put("took her passport", "took her pasport")).toBe(200);
  expect(await partFor(people.lawyer)).toMatchObject({ translation: { words: "took her passport" } });
  expect(await put("seized her passport", "took her pasport")).toBe(409);
  const kept = async () =>
    (await store.passages.translations(made.verdict.id, ["internal"], [])).map(({ body }) => body);
  expect(await kept()).toEqual(["took her passport"]);
  // Of two who correct the same words while the room is busy one is quicker, and neither has seen the other's.
  const busy = Array.from({ length: 200 }, (_, i) =>
    hub.write(made.rooms.internal, people.lawyer.member.id, (doc) => {
      new DiscussionRoom(doc).open({}, `Remark ${i}`, new Date().toISOString());
    }),
  );
  const both = ["took away her passport", "seized her passport"];
  const answers = await Promise.all(both.map((text) => put(text, "took her passport")));
  await Promise.all(busy);
  expect(answers.toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await kept()).toEqual([both[answers.indexOf(200)]]);
});

it("a translation is kept though the text was corrected elsewhere meanwhile, and not where its own words were", async (context) => {
  const server = await startTestServer(context);
  const { ask, people } = server;
  const made = await server.newVerdict(TEXT);
  const path = `/api/verdicts/${made.verdict.id}/passage-translations`;
  const correct = async (baseRevision: number, at: number): Promise<void> => {
    const edits = [{ start: at, end: at, insert: "x" }];
    const command = { baseRevision, kind: "correct", edits };
    expect((await ask(people.facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, command)).status).toBe(200);
  };
  const put = async (revision: number, text: string, corrects?: string): Promise<number> =>
    (await ask(people.lawyer, "POST", path, { revision, anchor: ANCHOR, language: "en", text, corrects })).status;
  await correct(1, 0);
  expect(await put(1, "took her passport")).toBe(200);
  await correct(2, (ANCHOR.ranges[0]?.start ?? 0) + 3);
  expect(await put(2, "seized her passport", "took her passport")).toBe(409);
  // What is shown then can be translated: of the words as they are now there is no translation.
  const asked = `${path}?language=en&anchor=${encodeURIComponent(toAnchorText(ANCHOR))}`;
  const { revision, own } = LongerTranslations.parse(await (await ask(people.lawyer, "GET", asked)).json());
  expect([revision, own]).toEqual([3, null]);
  expect(await put(revision, "seized her passport")).toBe(200);
});

it("an approved document prints no translation that came after it, and says that there is one", async (context) => {
  const server = await startTestServer(context);
  const { ask, people } = server;
  const { lawyer } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const { quoteWith, partFor, openAgain, approveIt, printed } = await documentAbout(server, made, "en");
  await quoteWith();
  const quoted = (): Promise<unknown> => partFor(lawyer);
  await approveIt();
  expect(await quoted()).toMatchObject({ words: WORDS, translation: null, flags: [] });

  const added = { revision: 1, anchor: ANCHOR, language: "en", text: "took her passport" };
  const path = `/api/verdicts/${made.verdict.id}/passage-translations`;
  expect((await ask(lawyer, "POST", path, added)).status).toBe(200);
  expect(await quoted()).toMatchObject({ words: WORDS, translation: null, flags: ["translated"] });
  expect(await printed()).not.toContain("passport");
  // Opened again it is a draft, which shows what there is.
  await openAgain();
  expect(await quoted()).toMatchObject({ translation: { words: "took her passport", now: null }, flags: [] });

  // Approved with it, and opened again: what was written in its place since is told of.
  await approveIt();
  expect((await ask(lawyer, "POST", path, { ...added, text: "seized her passport" })).status).toBe(200);
  expect(await quoted()).toMatchObject({
    translation: { words: "took her passport", now: "seized her passport" },
    flags: ["translated"],
  });
  await openAgain();
  expect(await quoted()).toMatchObject({ translation: { words: "seized her passport" }, flags: ["translated"] });
  await approveIt();
  await openAgain();
  expect(await quoted()).toMatchObject({ translation: { words: "seized her passport" }, flags: [] });
});
