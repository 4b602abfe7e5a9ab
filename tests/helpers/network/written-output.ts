import type { TestContext } from "vitest";
import { BlockId } from "../../../schema/domain/output.ts";
import { newId, type OutputId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { fromQuote } from "../../../schema/editor/output-nodes.ts";
import { ApprovalView, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { RawClient } from "../rooms/raw-client.ts";
import { freezeWithOutputs, makeOutput, paragraph } from "./outputs.ts";
import { startTestServer, type Person, type TestServer } from "./test-server.ts";

export const TEXT = "Sud veruje oštećenoj jer je dosledna.";

export interface Written {
  server: TestServer;
  id: OutputId;
  client: RawClient;
  verdict: Awaited<ReturnType<TestServer["newVerdict"]>>;
  view: (who?: Person) => Promise<ApprovalView>;
  /** Status and code of the answer. */
  act: (who: Person, what: string, body: unknown) => Promise<[number, string | undefined]>;
  ask: (who?: Person, joint?: boolean) => Promise<[number, string | undefined]>;
  sign: (who: Person, named?: boolean) => Promise<[number, string | undefined]>;
}

/** A quote of the first words of a verdict, as they are approved. */
export function quoteOf(verdict: VerdictId): OutputNode {
  const anchor = { revision: 1, ranges: [{ start: 0, end: 10 }] };
  const quoted = { verdict, anchor, annotation: null, layer: null, translation: null };
  const approved = { revision: 1, category: null, version: null };
  return makeNode("evidence", { id: newId(BlockId), ...fromQuote({ ...quoted, approved, note: "" }) });
}

/** A summary in Serbian with a quote, everything else left out, which the lawyer has typed, who agrees to being named. */
export async function written(context: TestContext): Promise<Written> {
  const server = await startTestServer(context);
  const { lawyer } = server.people;
  await freezeWithOutputs(server);
  const verdict = await server.newVerdict(TEXT);
  const made = await makeOutput(server, lawyer, { title: "One claim", language: "sr-Latn" });
  const { id } = made;
  await server.ask(lawyer, "PUT", "/api/account/author", { name: "A. Lawyer" });
  const client = await RawClient.joinAt(server, made.rooms.content.room, lawyer);
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    for (const { id: section } of made.sections.slice(1)) room.setLeftOut(section, true);
    const quote = quoteOf(verdict.verdict.id);
    const { content } = room.document();
    room.replace({
      ...room.document(),
      content: [content[0] ?? paragraph(""), paragraph("Kaže:"), quote, ...content.slice(1)],
    });
  });
  const path = `/api/outputs/${id}`;
  const view = async (who: Person = lawyer): Promise<ApprovalView> =>
    ApprovalView.parse(await (await server.ask(who, "GET", `${path}/approval`)).json());
  const act: Written["act"] = async (who, what, body) => {
    const answer = await server.ask(who, "POST", `${path}/approval/${what}`, body);
    return [answer.status, ((await answer.json()) as { code?: string }).code];
  };
  const ask: Written["ask"] = async (who = lawyer, joint = false) => {
    const { number } = OutputView.parse(await (await server.ask(who, "GET", path)).json());
    return act(who, "ask", { number, joint });
  };
  const sign: Written["sign"] = async (who, named) => {
    const { candidate } = await view();
    return act(who, "sign", { candidate: candidate?.id, digest: candidate?.digest, named });
  };
  return { server, id, client, verdict, view, act, ask, sign };
}
