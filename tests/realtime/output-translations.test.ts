import { expect, it } from "vitest";
import { newId, type TranslationId } from "../../schema/domain/ids.ts";
import { BlockId } from "../../schema/domain/output.ts";
import { fromQuote, type QuoteAttributes } from "../../schema/editor/output-nodes.ts";
import { OutputParts, OutputTray, type QuoteState } from "../../schema/protocol/http/evidence.ts";
import { OutputView } from "../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { packAnchor } from "../../schema/rooms/packed-anchor.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { TranslationsRoom } from "../../schema/rooms/translations-room.ts";
import { makeNode } from "../../server/outputs/from-template.ts";
import { mustExport } from "../helpers/export-file.ts";
import { freezeWithOutputs, makeOutput } from "../helpers/outputs.ts";
import { Fingerprints } from "../../server/evidence/fingerprints.ts";
import { RawClient } from "../helpers/raw-client.ts";
import { readDocx } from "../helpers/read-docx.ts";
import { CATEGORY } from "../helpers/room-edits.ts";
import { startTestServer } from "../helpers/test-server.ts";

const TEXT = "Sud je utvrdio da joj je okrivljeni oduzeo pasoš.";
const WORDS = "oduzeo pasoš";

it("a quote shows the translation that is chosen, says when it is reworded or its words change, and keeps the approved one until a redaction", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, hub, store } = server;
  const { facilitator, lawyer, reader } = people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const start = TEXT.indexOf(WORDS);
  const anchor = { revision: 1, ranges: [{ start, end: start + WORDS.length }] };
  await hub.write(made.rooms.layer, lawyer.member.id, (doc) => {
    new LayerRoom(doc).add({ category: CATEGORY, version: 2, anchor, note: "" }, new Date().toISOString());
  });
  let translation = "" as TranslationId;
  await hub.write(made.rooms.internal, lawyer.member.id, (doc) => {
    const written = { anchor, language: "en" as const, body: "took her passport" };
    translation = new TranslationsRoom(doc).add(written, new Date().toISOString());
  });
  // Of the whole sentence that the quote is a part of.
  await hub.write(made.rooms.internal, lawyer.member.id, (doc) => {
    const whole = { revision: 1, ranges: [{ start: 0, end: TEXT.length }] };
    const written = { anchor: whole, language: "mk" as const, body: "Судот утврди дека ѝ го одзел пасошот." };
    new TranslationsRoom(doc).add(written, new Date().toISOString());
  });
  const reword = (body: string): Promise<void> =>
    hub.write(made.rooms.internal, lawyer.member.id, (doc) =>
      new TranslationsRoom(doc).entries.set(translation, { body }),
    );
  const edit = async (words: string, insert: string, kind: "correct" | "redact"): Promise<void> => {
    const now = await store.verdicts.revision(made.verdict.id);
    const at = now?.text.indexOf(words) ?? -1;
    const body = { baseRevision: now?.number, kind, edits: [{ start: at, end: at + words.length, insert }] };
    expect((await ask(facilitator, "POST", `/api/verdicts/${made.verdict.id}/edits`, body)).status).toBe(200);
  };

  const { id, rooms, number } = await makeOutput(server, lawyer, { language: "en" });
  const client = await RawClient.joinAt(server, rooms.content.room, lawyer);
  const block = newId(BlockId);
  const quoteWith = (change: Partial<QuoteAttributes>): Promise<void> =>
    client.write((doc) => {
      const quote = {
        verdict: made.verdict.id,
        anchor,
        annotation: null,
        layer: null,
        translation: "en",
        approved: null,
      };
      const attributes = { ...fromQuote({ ...quote, note: "", ...change }), id: block };
      new OutputRoom(doc).replace({ type: "doc", content: [makeNode("evidence", attributes, [])] });
    });
  const quoted = async (): Promise<QuoteState> => {
    const { parts } = OutputParts.parse(await (await ask(reader, "GET", `/api/outputs/${id}/parts`)).json());
    const [part] = parts;
    if (part?.kind !== "quote") throw new Error("no quote");
    return part;
  };

  const texts = async (): Promise<string> => {
    const file = await mustExport(server, lawyer, { format: "output-docx", output: { output: id } });
    return readDocx(file)
      .paragraphs.map(({ text }) => text)
      .join("\n");
  };

  const tray = OutputTray.parse(await (await ask(lawyer, "GET", `/api/outputs/${id}/tray`)).json());
  // Who takes it from the tray has seen the translation that comes with it.
  const translationSeen = (await Fingerprints.read(store)).ofWords("took her passport");
  expect(tray.passages).toMatchObject([
    { words: WORDS, translations: ["en"], approval: { translation: translationSeen } },
  ]);
  // Words of a longer stretch are none of its own: the draft prints the original and says so.
  await quoteWith({ translation: "mk" });
  expect(await quoted()).toMatchObject({ words: WORDS, translation: null, flags: [] });
  const said = await texts();
  expect(said).toContain("Not translated yet");
  expect(said).not.toContain("Судот");
  await quoteWith({});
  const seen = await quoted();
  expect(seen).toMatchObject({ translation: { words: "took her passport", now: null }, flags: [] });

  // In the draft: whoever approved it is told that it says something else.
  await quoteWith({ approved: seen.approval });
  await reword("took away her passport");
  expect(await quoted()).toMatchObject({ translation: { words: "took away her passport" }, flags: ["translated"] });
  await quoteWith({ approved: (await quoted()).approval });
  expect(await quoted()).toMatchObject({ flags: [] });

  const approve = { status: "approved", number };
  const answer = await ask(facilitator, "POST", `/api/outputs/${id}/status`, approve);
  expect(OutputView.parse(await answer.json()).status).toBe("approved");
  await reword("seized her travel document");
  expect(await quoted()).toMatchObject({
    translation: { words: "took away her passport", isStale: false, now: "seized her travel document" },
    flags: ["translated"],
  });
  expect(await texts()).toContain("took away her passport");

  await edit("pasoš", "putnu ispravu", "correct");
  expect(await quoted()).toMatchObject({
    words: WORDS,
    now: "oduzeo putnu ispravu",
    translation: { words: "took away her passport", isStale: true },
    flags: ["words", "translation", "translated"],
  });
  // What stood in the place of a name is not shown any more, neither in the words nor in what they were translated to.
  await edit("putnu ispravu", "[Document A]", "redact");
  await hub.write(made.rooms.internal, lawyer.member.id, (doc) => {
    const now = packAnchor({ revision: 3, ranges: [{ start, end: start + "oduzeo [Document A]".length }] });
    new TranslationsRoom(doc).entries.set(translation, { body: "seized [Document A]", anchor: now });
  });
  expect(await quoted()).toMatchObject({ words: "oduzeo [Document A]", translation: { words: "seized [Document A]" } });
  expect(await texts()).not.toContain("passport");
});
