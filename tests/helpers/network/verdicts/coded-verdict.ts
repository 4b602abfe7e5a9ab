import type { CodingFile } from "../../../../schema/protocol/http/codings.ts";
import { CodingsSeen } from "../../../../schema/protocol/http/codings.ts";
import type { MemberId, RoundId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { z } from "zod";
import type { Person, TestServer } from "../test-server.ts";

/** Brings codings in as a revealed round: a list of tags and answers for each coder. */
export async function bringCodings(
  server: TestServer,
  verdict: VerdictId,
  codings: {
    coder: Person;
    annotations: [category: string, quote: string][];
    answers?: [question: string, value: unknown][];
  }[],
): Promise<RoundId> {
  const files = codings.map(({ coder, annotations, answers = [] }) => {
    const file: z.input<typeof CodingFile> = {
      coder: "somebody",
      annotations: annotations.map(([category, quote]) => ({ category, quote })),
      answers: answers.map(([question, value]) => ({ question, unit: "verdict", value })),
    };
    return { member: coder.member.id, file };
  });
  return bringFiles(server, verdict, files);
}

/** The same of files. */
export async function bringFiles(
  { ask, people }: Pick<TestServer, "ask" | "people">,
  verdict: VerdictId,
  codings: { member: MemberId; file: z.input<typeof CodingFile> }[],
): Promise<RoundId> {
  const post = async (base: unknown): Promise<CodingsSeen> => {
    const answer = await ask(people.facilitator, "POST", `/api/verdicts/${verdict}/codings`, { codings, base });
    if (answer.status !== 200) throw new Error(await answer.text());
    return CodingsSeen.parse(await answer.json());
  };
  const { round } = await post((await post(null)).base);
  if (!round) throw new Error("no round");
  return round;
}
