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
import { FORMS, NEEDLES, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type Teardown } from "../../helpers/network/test-server.ts";

/** What documents were compared by once: a number that anybody can make of words. */
function unkeyed(...texts: string[]): number {
  let hash = 0x811c9dc5;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0xffff, 0x01000193);
  }
  return hash >>> 0;
}

const SENTENCE = "Everything was planned by Petrović.";
const TRANSLATED = "Marko Petrović took her passport";
const ANCHOR = { revision: 1, ranges: [{ start: 21, end: 48 }] };

/** A document in which a name stands, its partner, and a verdict with a translation of what is to be quoted. */
async function namedPair(test: Teardown) {
  const server = await startTestServer(test);
  const { ask, hub } = server;
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  const { verdict, rooms } = await server.newVerdict("Sud nalazi da joj je Marko Petrović oduzeo pasoš.");
  await hub.write(rooms.internal, lawyer.member.id, (doc) => {
    new TranslationsRoom(doc).add({ anchor: ANCHOR, language: "en", body: TRANSLATED }, new Date().toISOString());
  });
  const made = await makeOutput(server, lawyer);
  const path = `/api/outputs/${made.id}`;
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await append(client, paragraph(SENTENCE));
  const partner = OutputView.parse(await (await ask(lawyer, "POST", `${path}/partner`, { language: "mk" })).json());
  const other = await RawClient.joinAt(server, partner.rooms.content.room, lawyer);
  return { server, verdict, made, path, client, partnerPath: `/api/outputs/${partner.id}`, other };
}

type Pair = Awaited<ReturnType<typeof namedPair>>;

async function sectionsOf({ server, path }: Pair): Promise<Map<string, number>> {
  const answer = await server.ask(server.people.lawyer, "GET", `${path}/sections`);
  const { sections } = SectionStates.parse(await answer.json());
  return new Map(sections.map(({ section, fingerprint }) => [section, fingerprint]));
}

async function quotedIn({ server, path }: Pair): Promise<QuoteState> {
  const answer = await server.ask(server.people.lawyer, "GET", `${path}/parts`);
  const quote = OutputParts.parse(await answer.json()).parts.find(({ kind }) => kind === "quote");
  if (quote?.kind !== "quote") throw new Error("no quote");
  return quote;
}

/** The document quotes the verdict as it is approved, a version of it is kept, and its partner is said to say the same. */
async function quoteAndKeep(pair: Pair): Promise<QuoteState["approval"]> {
  const { server, client, verdict, other, path } = pair;
  const quote = { verdict: verdict.id, anchor: ANCHOR, annotation: null, layer: null, translation: "en", note: "" };
  const quoteWith = (approved: QuoteAttributes["approved"]) =>
    makeNode("evidence", { ...fromQuote({ ...quote, approved }), id: randomId() });
  // One section is said to be the same, one was of words that have changed since.
  const behind = (await sectionsOf(pair)).get("findings") ?? 0;
  await other.write((doc) => {
    new OutputRoom(doc).setChecked("facts", unkeyed("paragraph", SENTENCE));
    new OutputRoom(doc).setChecked("findings", behind);
  });
  await append(client, quoteWith(null));
  const { approval } = await quotedIn(pair);
  await client.write((doc) => {
    const document = new OutputRoom(doc).document();
    const content = document.content.filter(({ type }) => type !== "evidence");
    new OutputRoom(doc).replace({ ...document, content: [...content, quoteWith(approval)] });
  });
  await server.ask(server.people.lawyer, "POST", `${path}/versions`, { name: "Before" });
  const same = (await sectionsOf(pair)).get("findings") ?? 0;
  await other.write((doc) => new OutputRoom(doc).setChecked("findings", same));
  return approval;
}

/** All fingerprints that are kept: in both documents, in all versions, and in rows. */
async function fingerprintsIn({ server, made, path, partnerPath }: Pair): Promise<number[]> {
  const { ask, hub, store } = server;
  const { lawyer } = server.people;
  const outputs = await Promise.all([path, partnerPath].map(async (each) => (await ask(lawyer, "GET", each)).json()));
  const numbers: number[] = [];
  for (const view of outputs) {
    const { content } = OutputView.parse(view).rooms;
    numbers.push(...(await hub.look(content.room, (doc) => new OutputRoom(doc).fingerprints())));
  }
  for (const { number } of await store.outputs.versions(made.id)) {
    const version = await store.outputs.version(made.id, number);
    for (const { node } of version ? nodesOf(version.document) : []) {
      const { approved } = toQuote(node.attrs ?? {});
      if (approved?.translation !== undefined) numbers.push(approved.translation);
    }
  }
  for (const { approved } of await store.outputs.evidence([made.id])) numbers.push(approved?.translation ?? 0);
  return numbers;
}

/** What a guess at the name makes, by the old key, by the new one and by none. */
function guessesAt(name: string, keys: readonly Fingerprints[], document: OutputDocument): number[] {
  const words = TRANSLATED.replace("Marko Petrović", name);
  const guessed = JSON.parse(JSON.stringify(document).replaceAll(TOKEN, name)) as OutputDocument;
  const keyed = keys.flatMap((key) => [
    key.ofWords(words),
    ...key.ofSections(guessed).map(({ fingerprint }) => fingerprint),
  ]);
  return [unkeyed(words), unkeyed("paragraph", SENTENCE.replace("Petrović", name)), ...keyed];
}

test("after an erasure no fingerprint confirms a guess at the name, and what said the same still does", async (context) => {
  const pair = await namedPair(context);
  const { server, verdict, made, partnerPath } = pair;
  const { people, ask, hub, store } = server;
  const { facilitator, lawyer } = people;
  const approval = await quoteAndKeep(pair);
  expect((await quotedIn(pair)).flags).toEqual([]);

  const kept = await fingerprintsIn(pair);
  expect(kept).toContain(unkeyed("paragraph", SENTENCE));
  expect(kept.filter((each) => each === approval?.translation)).toHaveLength(3);
  // With the key, whoever has the database confirms any guess.
  const old = await Fingerprints.read(store);
  expect(kept).toContain(old.ofWords(TRANSLATED));

  const command = { kind: "term", forms: FORMS, token: TOKEN };
  const erased = await ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, command);
  expect(ErasureView.parse(await erased.json()).step).toBe("done");

  const left = await fingerprintsIn(pair);
  expect(left).toHaveLength(kept.length);
  expect(left.filter((each) => each !== 0 && kept.includes(each))).toEqual([]);
  const now = await Fingerprints.read(store);
  const { content } = await store.outputs.rooms(made.id);
  const document = await hub.look(content, (doc) => new OutputRoom(doc).document());
  const plain = now.ofSections(document).map(({ fingerprint }) => fingerprint);
  for (const name of ["Petrović", "Marko Petrović", "Kobrica", "Jovan Ilić"]) {
    const guesses = guessesAt(name, [old, now], document);
    const confirmed = left.filter((each) => guesses.includes(each) && !plain.includes(each));
    expect([name, confirmed]).toEqual([name, []]);
  }
  // The translation that was approved is the one that is shown, and the pair says the same.
  expect((await quotedIn(pair)).flags).not.toContain("translated");
  const room = OutputView.parse(await (await ask(lawyer, "GET", partnerPath)).json()).rooms.content.room;
  const checked = await hub.look(room, (doc) => ["facts", "findings"].map((each) => new OutputRoom(doc).checked(each)));
  expect(checked).toEqual([0, (await sectionsOf(pair)).get("findings")]);
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
});
