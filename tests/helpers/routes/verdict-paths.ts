import { VerdictId } from "../../../schema/domain/ids.ts";
import type { TestServer } from "../network/test-server.ts";

export const verdictPath =
  (sub = "") =>
  (_: TestServer, verdict: string): string =>
    `/api/verdicts/${verdict}${sub}`;

/** Of a verdict in preparation: nobody but its owner's facilitators knows of it. */
export const preparedPath =
  (sub: string) =>
  async (server: TestServer): Promise<string> => {
    const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
    return `/api/verdicts/${verdict.id}${sub}`;
  };

/** Of a verdict that is offered to the organisation of the other facilitator. */
export const offeredPath =
  (sub: string) =>
  async ({ organisations, people, store }: TestServer, verdict: string): Promise<string> => {
    const { id: by } = people.facilitator.member;
    const offer = { organisation: organisations.mk.id, by, at: new Date().toISOString() };
    await store.verdicts.offer({ ...offer, verdict: VerdictId.parse(verdict) });
    return `/api/verdicts/${verdict}${sub}`;
  };
