import { expect } from "vitest";
import type { PassReason } from "../../../schema/domain/clearing.ts";
import { ClearingDone, ClearingView } from "../../../schema/protocol/http/clearing.ts";
import type { Person, TestServer } from "./test-server.ts";

/** A request of somebody who is signed in. */
export type AskAs = (method: string, path: string, body?: unknown) => Promise<Response>;

export function asPerson({ ask }: Pick<TestServer, "ask">, who: Person): AskAs {
  return (method, path, body) => ask(who, method, path, body);
}

/** The checklist before the verdict's next stage. */
export async function readClearing(ask: AskAs, verdict: string): Promise<ClearingView> {
  const response = await ask("GET", `/api/verdicts/${verdict}/clearing`);
  expect(response.status).toBe(200);
  return ClearingView.parse(await response.json());
}

/** Signs a checklist as it is, with every tick, and one reason for all that was found. */
export function signClearing(
  ask: AskAs,
  verdict: string,
  { next: stage, revision, ticks, counts, findings: listed }: ClearingView,
  reason: PassReason | null = "no-person",
): Promise<Response> {
  const findings = counts.flatMap(({ code, count }) =>
    Array.from({ length: count }, (_, nth) => {
      const { place, words } = listed.filter((each) => each.code === code)[nth] ?? {};
      return { code, count: 1, reason, place, words };
    }),
  );
  return ask("POST", `/api/verdicts/${verdict}/clearing`, { stage, revision, ticks, findings });
}

/** Takes a verdict to its next stage, as a person does who has looked at everything. */
export async function clearVerdict(ask: AskAs, verdict: string): Promise<ClearingDone> {
  const response = await signClearing(ask, verdict, await readClearing(ask, verdict));
  const body: unknown = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return ClearingDone.parse(body);
}
