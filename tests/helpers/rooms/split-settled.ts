import { expect } from "vitest";
import { newId, type CategoryId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import type { ExportCommand, ExportFormat } from "../../../schema/protocol/http/exports.ts";
import { ReviewList } from "../../../schema/protocol/http/methodology.ts";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { splitCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { idOf, TestDraft } from "../network/draft-of.ts";
import { mustExport } from "../network/export-file.ts";
import { append, freezeWithOutputs, makeOutput } from "../network/outputs.ts";
import { RawClient } from "../rooms/raw-client.ts";
import { adjudicatedLayer, revealedRound, ruleOn } from "../network/revealed-round.ts";
import { startTestServer, type Person, type TestServer } from "../network/test-server.ts";

export const TEXT = "He took her papers and she had no way out. He drove her to the border. The rest is denied.";

/** Tags on somebody's list of tags to review, and how many their first page says wait there. */
export async function toReview(server: TestServer, who: Person): Promise<{ tags: string[]; told: number | undefined }> {
  const list = ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json());
  const network = NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json());
  const counts = network.waiting.flatMap((each) => (each.kind === "review" ? [each.count ?? 0] : []));
  return {
    tags: list.verdicts
      .flatMap(({ items }) => items.map(({ annotation, settled }) => `${annotation} ${settled}`))
      .sort(),
    told: counts.length > 0 ? counts.reduce((sum, count) => sum + count, 0) : undefined,
  };
}

export type Context = Parameters<typeof startTestServer>[0];

export type Change = Parameters<TestDraft["change"]>[0];

export const splitForce: Change = (room, entryOf) =>
  splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], new Date().toISOString());

/** A settled round with one agreed tag of force and one that was ruled, a document that quotes the first, and force split since. */
export const settledThenSplit = (context: Context) => settledThen(context, splitForce);

export async function settledThen(context: Context, change: Change) {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer, facilitator, otherFacilitator } = server.people;
  await freezeWithOutputs(server);
  const made = await server.newVerdict(TEXT);
  const path = `/api/verdicts/${made.verdict.id}`;
  const agreed = { words: "took her papers", category: "means.force" };
  const list = await revealedRound(server, made, [
    { who: lawyer, tags: [agreed, { words: "drove her to the border", category: "means.force" }] },
    { who: otherLawyer, tags: [agreed] },
  ]);
  for (const one of list.cases) await ruleOn(server, otherFacilitator, made, one, [lawyer]);
  expect((await server.ask(facilitator, "POST", `${path}/rounds/${list.round.id}/adjudicated`)).status).toBe(200);
  const layer = await adjudicatedLayer(server, made);
  const rows = await server.store.passages.annotations([layer]);
  const tagOn = (words: string) => {
    const row = rows.find(({ anchor }) => anchor.ranges[0]?.start === TEXT.indexOf(words));
    if (!row) throw new Error(`nothing stands on ${words}`);
    return row;
  };
  const quoted = tagOn("took her papers");
  const output = await makeOutput(server, lawyer);
  const client = await RawClient.joinAt(server, output.rooms.content.room, lawyer);
  const attributes = fromQuote({
    verdict: made.verdict.id,
    anchor: quoted.anchor,
    annotation: quoted.id,
    layer: "adjudicated",
    translation: null,
    approved: null,
    note: "",
  });
  await append(client, makeNode("evidence", { ...attributes, id: newId(BlockId) }, []));
  const agreement = await (await server.ask(lawyer, "GET", `${path}/agreement`)).text();
  const draft = await TestDraft.open(server);
  await draft.change(change);
  const { affected } = await draft.preview();
  const { version } = await draft.freeze();
  const fate = version?.maps.at(-1)?.fates[idOf("means.force")];
  const parts: CategoryId[] = fate?.kind === "split" ? fate.into : [];
  return {
    server,
    made,
    path,
    layer,
    list,
    output,
    agreement,
    affected,
    parts,
    quoted,
    ruled: tagOn("drove her"),
    ...server.people,
  };
}

export type Scene = Awaited<ReturnType<typeof settledThenSplit>>;

export async function file(
  server: TestServer,
  who: Person,
  format: ExportFormat,
  filter: ExportCommand["filter"],
): Promise<string> {
  return new TextDecoder().decode(await mustExport(server, who, { format, filter }));
}
