import { expect, test } from "vitest";
import { randomId } from "../../../schema/domain/ids.ts";
import { nodesOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import { fromQuote, toQuote, type QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { OutputParts, type QuoteState } from "../../../schema/protocol/http/quotes.ts";
import { OutputView, SectionStates } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { Fingerprints } from "../../../server/quotes/fingerprints.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { FORMS, NEEDLES, TOKEN } from "../../helpers/network/named-verdict.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

/** What documents were compared by once: a number that anybody can make of words. */
function unkeyed(...texts: string[]): number {
  let hash = 0x811c9dc5;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return hash >>> 0;
}

test("after an erasure no fingerprint confirms a guess at the name, and what said the same still does", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, hub, store } = server;
  const { facilitator, lawyer } = people;
  await freezeWithOutputs(server);
  const { verdict, rooms } = await server.newVerdict("Sud nalazi da joj je Marko Petrović oduzeo pasoš.");
  const translated = "Marko Petrović took her passport";
  const anchor = { revision: 1, ranges: [{ start: 21, end: 48 }] };
  await hub.write(rooms.internal, lawyer.member.id, (doc) => {
    new TranslationsRoom(doc).add({ anchor, language: "en", body: translated }, new Date().toISOString());
  });
  const made = await makeOutput(server, lawyer);
  const path = `/api/outputs/${made.id}`;
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  const sentence = "Everything was planned by Petrović.";
  await append(client, paragraph(sentence));
  const partner = OutputView.parse(await (await ask(lawyer, "POST", `${path}/partner`, { language: "mk" })).json());
  const partnerPath = `/api/outputs/${partner.id}`;
  const states = async (): Promise<Map<string, number>> => {
    const answer = SectionStates.parse(await (await ask(lawyer, "GET", `${path}/sections`)).json());
    return new Map(answer.sections.map(({ section, fingerprint }) => [section, fingerprint]));
  };
  // One section is said to be the same, one was of words that have changed since.
  const behind = (await states()).get("findings") ?? 0;
  const other = await RawClient.joinAt(server, partner.rooms.content.room, lawyer);
  await other.write((doc) => {
    new OutputRoom(doc).setChecked("facts", unkeyed("paragraph", sentence));
    new OutputRoom(doc).setChecked("findings", behind);
  });
  const part = async (): Promise<QuoteState> => {
    const { parts } = OutputParts.parse(await (await ask(lawyer, "GET", `${path}/parts`)).json());
    const quote = parts.find(({ kind }) => kind === "quote");
    if (quote?.kind !== "quote") throw new Error("no quote");
    return quote;
  };
  const quoteWith = (approved: QuoteAttributes["approved"]) =>
    makeNode("evidence", {
      ...fromQuote({
        verdict: verdict.id,
        anchor,
        annotation: null,
        layer: null,
        translation: "en",
        approved,
        note: "",
      }),
      id: randomId(),
    });
  await append(client, quoteWith(null));
  const { approval } = await part();
  await client.write((doc) => {
    const document = new OutputRoom(doc).document();
    const content = document.content.filter(({ type }) => type !== "evidence");
    new OutputRoom(doc).replace({ ...document, content: [...content, quoteWith(approval)] });
  });
  await ask(lawyer, "POST", `${path}/versions`, { name: "Before" });
  const same = (await states()).get("findings") ?? 0;
  await other.write((doc) => new OutputRoom(doc).setChecked("findings", same));
  expect((await part()).flags).toEqual([]);

  const held = async (): Promise<number[]> => {
    const outputs = await Promise.all([path, partnerPath].map(async (each) => (await ask(lawyer, "GET", each)).json()));
    const numbers: number[] = [];
    for (const view of outputs) {
      const { content } = OutputView.parse(view).rooms;
      numbers.push(...(await hub.look(content.room, (doc) => new OutputRoom(doc).fingerprints())));
    }
    const version = await store.outputs.version(made.id, 1);
    for (const { node } of version ? nodesOf(version.document) : []) {
      const { approved } = toQuote(node.attrs ?? {});
      if (approved?.translation !== undefined) numbers.push(approved.translation);
    }
    for (const { approved } of await store.outputs.evidence([made.id])) numbers.push(approved?.translation ?? 0);
    return numbers;
  };
  const kept = await held();
  expect(kept).toContain(unkeyed("paragraph", sentence));
  expect(kept.filter((each) => each === approval?.translation)).toHaveLength(3);
  // With the key, whoever has the database confirms any guess.
  const old = await Fingerprints.read(store);
  expect(kept).toContain(old.ofWords(translated));

  const command = { kind: "term", forms: FORMS, token: TOKEN };
  const erased = await ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
  expect(ErasureView.parse(await erased.json()).step).toBe("done");

  const left = await held();
  expect(left).toHaveLength(kept.length);
  expect(left.filter((each) => each !== 0 && kept.includes(each))).toEqual([]);
  const now = await Fingerprints.read(store);
  const { content } = await store.outputs.rooms(made.id);
  const document = await hub.look(content, (doc) => new OutputRoom(doc).document());
  const plain = now.ofSections(document).map(({ fingerprint }) => fingerprint);
  for (const name of ["Petrović", "Marko Petrović", "Kobrica", "Jovan Ilić"]) {
    const words = translated.replace("Marko Petrović", name);
    const guessed = JSON.parse(JSON.stringify(document).replaceAll(TOKEN, name)) as OutputDocument;
    const keyed = [old, now].flatMap((key) => [
      key.ofWords(words),
      ...key.ofSections(guessed).map(({ fingerprint }) => fingerprint),
    ]);
    const guesses = [unkeyed(words), unkeyed("paragraph", sentence.replace("Petrović", name)), ...keyed];
    const confirmed = left.filter((each) => guesses.includes(each) && !plain.includes(each));
    expect([name, confirmed]).toEqual([name, []]);
  }
  // The translation that was approved is the one that is shown, and the pair says the same.
  expect((await part()).flags).not.toContain("translated");
  const room = OutputView.parse(await (await ask(lawyer, "GET", partnerPath)).json()).rooms.content.room;
  const checked = await hub.look(room, (doc) => ["facts", "findings"].map((each) => new OutputRoom(doc).checked(each)));
  expect(checked).toEqual([0, (await states()).get("findings")]);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
});
