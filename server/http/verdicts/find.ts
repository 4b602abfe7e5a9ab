import {
  FindAsked,
  FindPassagesAsked,
  type FindView,
  type FoundPassages,
} from "../../../schema/protocol/http/search/find.ts";
import type { Deps } from "../../deps.ts";
import { findPassages } from "../../find/passages.ts";
import { findLines } from "../../find/view.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustBeSignedIn, readBody } from "../route.ts";

/** Words over all verdicts that one may read; and passages that stand, for members. */
export function findRoutes({ store, find }: Pick<Deps, "store" | "find">) {
  return createRoutes()
    .post("/", async (c) => {
      const { actor } = mustBeSignedIn(c);
      // A guest of a workshop has one page.
      if (actor.guest?.workshop) throw new Refusal("not-allowed");
      return c.json<FindView>(await findLines({ store, find }, actor, await readBody(c, FindAsked)));
    })
    .post("/passages", async (c) => {
      const { actor } = mustBeAllowed(c, "network.read", null);
      return c.json<FoundPassages>(await findPassages(store, actor, await readBody(c, FindPassagesAsked)));
    });
}
