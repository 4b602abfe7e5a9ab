import { can } from "../../../schema/domain/can.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { groupBy } from "../../../schema/group-by.ts";
import type { NamingPlaces, UnclearedWords } from "../../../schema/protocol/http/parts/own-words.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { Deps } from "../../deps.ts";
import { wordsIn } from "../../erasure/outputs.ts";
import { placesNaming } from "../../export/document/manuscript/verdicts-behind.ts";
import { heldVersion } from "../../outputs/held-version.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { blockOf, preparedFor, unclearedIn } from "../../outputs/uncleared-words.ts";
import { VerdictSources } from "../../quotes/verdict-source.ts";
import { Refusal } from "../../refusal.ts";
import type { OutputRow } from "../../store/output-store.ts";
import { createRoutes, type RequestContext } from "../route.ts";
import { mustSeeOutput } from "./outputs.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "find" | "realtime" | "store">;

/** Where a document's own words name a verdict, asked before a file is made that names none, and where they are of one in preparation. */
export function namingRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/naming", (c) => naming(c, deps))
    .get("/:id/uncleared", (c) => uncleared(c, deps));
}

async function naming(c: RequestContext, { store, realtime }: Needs): Promise<Response> {
  const { signedIn, row } = await mustSeeOutput(c, { store });
  const { actor } = signedIn;
  if (!can(actor, "output.export", await new OutputSubjects(store).of(actor, row))) throw new Refusal("not-allowed");
  const written = (await heldVersion(store, row)) ?? (await writtenNow({ store, realtime }, row));
  return c.json<NamingPlaces>({ places: await placesNaming(new VerdictSources(store, actor), row, written) });
}

async function uncleared(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { signedIn, row } = await mustSeeOutput(c, deps);
  const { actor } = signedIn;
  const isAsked = (await preparedFor(store, actor)).length > 0;
  if (!isAsked) return c.json<UnclearedWords>({ isAsked, places: [] });
  const { title, document } = await writtenNow(deps, row);
  const found = await unclearedIn(deps, actor, wordsIn(row.id, title, document));
  const places = found.map(({ place, verdict: { id, caseNumber } }) => ({
    at: blockOf({ place }),
    verdict: id,
    caseNumber,
  }));
  return c.json<UnclearedWords>({
    isAsked,
    places: [...groupBy(places, ({ at, verdict }) => `${at} ${verdict}`).values()].flatMap(([first]) => first ?? []),
  });
}

async function writtenNow(
  { store, realtime }: Pick<Needs, "realtime" | "store">,
  row: OutputRow,
): Promise<{ title: string; document: OutputDocument }> {
  const { content } = await store.outputs.rooms(row.id);
  return realtime.look(content, (doc) => {
    const room = new OutputRoom(doc);
    return { title: room.title(), document: room.document() };
  });
}
