import type { Verdict } from "../../../schema/domain/verdict.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import type { FreeLabels } from "../../../schema/protocol/http/erasure.ts";
import { findTokens, parseToken, TOKEN_KINDS } from "../../../schema/text/token.ts";
import { typedChanges, typedRulings } from "../../erasure/rulings.ts";
import type { Hub } from "../../rooms/hub.ts";
import type { Store } from "../../store/store.ts";
import { labelsOf, noNames } from "./names-look.ts";

/**
 * Of each kind the first label that stands for nobody: neither in the verdict's text and data, nor among its names and persons, nor in what
 * people wrote of it, nor in the place of what was erased from it, wherever that stood.
 */
export async function freeLabels(store: Store, hub: Pick<Hub, "look">, verdict: Verdict): Promise<FreeLabels> {
  const { id } = verdict;
  const [newest, document, units, erasures, open, frozen, ruled, changed, quotes] = await Promise.all([
    store.verdicts.revision(id),
    store.names.document(id),
    store.names.unitLabels(id),
    store.erasures.list(),
    store.verdicts.rooms(id),
    store.rounds.frozenRooms(id),
    typedRulings(store, id),
    typedChanges(store, id),
    store.outputs.quotesOf(id),
  ]);
  const written: unknown[] = [verdict, ruled, changed];
  for (const room of [...open.map((each) => each.id), ...frozen.map((each) => each.room)])
    written.push(await store.rooms.rows(room));
  for (const output of new Set(quotes.map((quote) => quote.output))) {
    const { content } = await store.outputs.rooms(output);
    written.push(await hub.look(content, (doc) => [new OutputRoom(doc).title(), new OutputRoom(doc).document()]));
  }
  const labels = labelsOf(document ?? noNames(newest?.number ?? 1), newest?.text ?? "", units);
  const own = erasures.flatMap((each) => (each.verdict === id && each.token !== null ? [each.token] : []));
  const others = [...written, own].flatMap((each) => findTokens(JSON.stringify(each)).map(({ token }) => token));
  for (const token of others.flatMap((each) => parseToken(each) ?? [])) labels.take(token);
  return Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, labels.next(kind).label]));
}
