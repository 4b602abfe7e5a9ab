import { onTestFinished } from "vitest";
import type { MemberId } from "../../../schema/domain/ids.ts";
import {
  DisagreementView,
  type DisagreementList,
  type RuleCommand,
} from "../../../schema/protocol/http/disagreements.ts";
import { adjudicatedLayer, revealedRound, type Coding } from "../network/revealed-round.ts";
import { startTestServer, type Person } from "../network/test-server.ts";

export const TEXT = "The court finds that she had no way out. He took her papers and he drove her to the border.";

/** Two lawyers who agree on one passage, differ in the words of another and in the category of a third. */
export async function twoLawyers(change: { ana?: Coding["tags"]; answers?: boolean } = {}) {
  const server = await startTestServer({ onTestFinished });
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(TEXT);
  const list = await revealedRound(server, made, [
    {
      who: lawyer,
      tags: change.ana ?? [
        { words: "He took her papers", category: "means.force", note: "Ana's note." },
        { words: "she had no way out", category: "means.vulnerability" },
        { words: "he drove her to the border", category: "act.transport" },
      ],
    },
    {
      who: otherLawyer,
      tags: [
        { words: "He took her papers", category: "means.force" },
        { words: "no way out", category: "means.vulnerability", note: "Only this is the finding." },
        { words: "he drove her to the border", category: "act.recruitment" },
      ],
    },
  ]);
  return { server, made, list, ana: lawyer, ben: otherLawyer };
}

export type Setting = Awaited<ReturnType<typeof twoLawyers>>;

export const kindsOf = ({ cases }: DisagreementList): string[] => cases.map(({ kind }) => kind);

export const caseOf = ({ list }: Pick<Setting, "list">, kind: string): DisagreementView => {
  const found = list.cases.find((each) => each.kind === kind);
  if (!found) throw new Error(`no case ${kind}`);
  return found;
};

export function post(
  { server, made }: Pick<Setting, "server" | "made">,
  who: Person,
  one: DisagreementView,
  sub: string,
  body?: unknown,
) {
  return server.ask(who, "POST", `/api/verdicts/${made.verdict.id}/cases/${one.id}/${sub}`, body);
}

export const take = (version: number, coders: MemberId[], reason = "As it is defined."): RuleCommand => ({
  version,
  outcome: { kind: "entries", coders },
  reason,
});

export const idsOf = async ({ server, made }: Pick<Setting, "server" | "made">): Promise<string[]> =>
  (await server.store.passages.annotations([await adjudicatedLayer(server, made)])).map(({ id }) => id);
