import { expect } from "vitest";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { NamesApplied, NamesView, type NamesCommand } from "../../../schema/protocol/http/pseudonyms.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { startTestServer, type Person, type TestServer } from "./test-server.ts";

/** One verdict in preparation, and what its preparers do with its names. */
export class Preparing {
  readonly server: TestServer;
  readonly id: VerdictId;
  constructor(server: TestServer, id: VerdictId) {
    this.server = server;
    this.id = id;
  }
  ask(method: string, path: string, body?: unknown, who: Person = this.server.people.facilitator): Promise<Response> {
    return this.server.ask(who, method, `/api/verdicts/${this.id}${path}`, body);
  }
  async names(): Promise<NamesView> {
    return NamesView.parse(await ok(await this.ask("GET", "/names")));
  }
  async decide(command: NamesCommand): Promise<NamesView> {
    const { number } = await this.names();
    return NamesView.parse(await ok(await this.ask("POST", "/names/commands", { number, command })));
  }
  async apply(passphrase: string | null = null): Promise<NamesApplied> {
    const { number } = await this.names();
    return NamesApplied.parse(await ok(await this.ask("POST", "/names/apply", { number, passphrase })));
  }
  async view(): Promise<VerdictView> {
    return VerdictView.parse(await ok(await this.ask("GET", "")));
  }
  /** Another facilitator of the owner. */
  async colleague(): Promise<Person> {
    const { facilitator, reviewer } = this.server.people;
    const path = `/api/members/${reviewer.member.id}`;
    await ok(await this.server.ask(facilitator, "PATCH", path, { role: "facilitator" }));
    return reviewer;
  }
  /** As the last check has let it through. */
  async clear(): Promise<void> {
    await this.server.store.verdicts.setStage(this.id, "cleared");
  }
  async text(): Promise<string> {
    return (await this.view()).revision.text;
  }
}

/** The answer's body; fails where it is a refusal. */
export async function ok(response: Response): Promise<unknown> {
  const body: unknown = response.status === 204 ? null : await response.json();
  expect(response.status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}
/** Status and code of a refusal. */
export async function problem(response: Response): Promise<[number, string]> {
  return [response.status, Problem.parse(await response.json()).code];
}

/** A server with a verdict of these paragraphs in preparation. */
export async function prepare(
  context: Parameters<typeof startTestServer>[0],
  text: string[],
  options: Parameters<typeof startTestServer>[1] = {},
  data: Parameters<TestServer["newVerdict"]>[1] = {},
): Promise<Preparing> {
  const server = await startTestServer(context, options);
  const { verdict } = await server.newVerdict(text, { ...data, stage: "in-preparation" });
  return new Preparing(server, verdict.id);
}
