import { AnswerTimesQuery, type AnswerTimes } from "../../../schema/protocol/http/answers.ts";
import { visibleLayers } from "../../access/visible-layers.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody } from "../route.ts";
import { type Deps } from "../../deps.ts";

/** When answers were given: of a layer that is written in now, its document does not say. */
export function answerTimeRoutes(deps: Pick<Deps, "store">) {
  const { store } = deps;
  return createRoutes().get("/:id/answer-times", async (c) => {
    const { verdict } = await mustSeeVerdict(c, deps);
    const signedIn = mustBeAllowed(c, "comparison.read", verdict);
    const { question, subject } = parseBody(c.req.query(), AnswerTimesQuery);
    const layers = (await visibleLayers(store, signedIn.actor, verdict)).map(({ id }) => id);
    const answers = await store.passages.answers(layers);
    const earlier = new Map(
      (await store.passages.earlier(layers, { question, subject })).map(({ layer, ...before }) => [layer, before]),
    );
    const times = answers.flatMap(({ layer, at, ...row }): AnswerTimes["times"] => {
      if (at === null || row.question !== question || row.subject !== subject) return [];
      const before = earlier.get(layer);
      return [before ? { layer, at, before } : { layer, at }];
    });
    return c.json<AnswerTimes>({ times });
  });
}
