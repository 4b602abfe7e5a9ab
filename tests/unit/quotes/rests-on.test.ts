import { expect, it } from "vitest";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { saidOf } from "../../../server/export/document/manuscript/rests-on.ts";
import { VerdictSources } from "../../../server/quotes/verdict-source.ts";
import { node } from "../../helpers/network/an-output.ts";
import { addUnit, answer, CLAIM, PRISON, withQuestions } from "../../helpers/network/asked-network.ts";
import { actorOf, type ExportNetwork } from "../../helpers/network/export-network.ts";

/** The countries of the verdicts that a paper over all verdicts rests on. */
async function restingOn({ store, facilitator }: ExportNetwork, content: OutputNode[]): Promise<string[]> {
  const sources = new VerdictSources(store, actorOf(facilitator));
  const all = await Promise.all((await sources.readable()).map(({ id }) => sources.of(id)));
  const said = await saidOf(
    all.flatMap((each) => each ?? []),
    [],
    {
      document: { type: "doc", content },
      scope: { kind: "all" },
      methodology: await store.methodologies.current(),
      isFrozen: false,
      tables: [],
    },
  );
  return said.map(({ ref }) => ref.country).sort();
}

it("is what it draws on by name, and what its charts and figures found an answer in", async () => {
  const network = await withQuestions();
  const { latin, cyrillic } = network;
  const a = await addUnit(network, latin, "defendant", "A");
  await answer(network, latin, [
    [CLAIM, "verdict", "yes"],
    [PRISON, a.id, 60],
  ]);
  await answer(network, cyrillic, [[CLAIM, "verdict", "no"]]);
  const chart = (questions: string): OutputNode => node("chart", { kind: "bars", questions });
  const figure = (values: string[]): OutputNode =>
    node("figure", { subject: JSON.stringify({ kind: "answers", question: PRISON.id, values }), scope: null });
  expect(await restingOn(network, [chart(CLAIM.id)])).toEqual(["mk", "rs"]);
  expect(await restingOn(network, [chart(PRISON.id)])).toEqual(["rs"]);
  expect(await restingOn(network, [figure(["60"])])).toEqual(["rs"]);
  // That nothing was found is counted as well.
  expect(await restingOn(network, [figure([])])).toEqual(["mk", "rs"]);
  const quoted = node("evidence", { verdict: cyrillic.verdict.id });
  expect(await restingOn(network, [chart(PRISON.id), quoted])).toEqual(["mk", "rs"]);
  expect(await restingOn(network, [])).toEqual([]);
});
