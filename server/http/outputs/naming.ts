import { can } from "../../../schema/domain/can.ts";
import type { NamingPlaces } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { Deps } from "../../deps.ts";
import { placesNaming } from "../../export/document/manuscript/verdicts-behind.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, type RequestContext } from "../route.ts";
import { mustSeeOutput } from "./outputs.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "realtime" | "store">;

/** Where a document's own words name a verdict: asked before a file is made that names none. */
export function namingRoutes(deps: Needs) {
  return createRoutes().get("/:id/naming", (c) => naming(c, deps));
}

async function naming(c: RequestContext, { store, realtime }: Needs): Promise<Response> {
  const { signedIn, row } = await mustSeeOutput(c, { store });
  const { actor } = signedIn;
  if (!can(actor, "output.export", await new OutputSubjects(store).of(actor, row))) throw new Refusal("not-allowed");
  const approved = row.approvedVersion === null ? null : await store.outputs.version(row.id, row.approvedVersion);
  const { content } = await store.outputs.rooms(row.id);
  const written =
    approved ??
    (await realtime.look(content, (doc) => {
      const room = new OutputRoom(doc);
      return { title: room.title(), document: room.document() };
    }));
  return c.json<NamingPlaces>({ places: await placesNaming(new VerdictSources(store, actor), row, written) });
}
