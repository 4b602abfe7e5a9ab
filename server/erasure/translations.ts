import type { Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import { Audience } from "../../schema/domain/room.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import type { Anchor, EditMap } from "../../schema/text/revision.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { visibleAudiences, visibleLayers } from "../access/visible-layers.ts";
import { allFrozenWords } from "./frozen-words.ts";
import type { HoldsErased } from "./words.ts";
import { traceIdOf } from "../store/shapes/trace-id.ts";

/** Words of a translation, with the id that they have in a trace. */
interface TranslatedWords {
  id: string;
  text: string;
  /** What they translate; null for what is said of where a translation is from. */
  anchor: Anchor | null;
  /** Of which discussion or layer they are; null for a translation of the whole verdict, which all may read. */
  of: Audience | LayerRow["id"] | null;
}

/** All that was translated of a verdict, of layers that nobody may see too, and what was taken away and may be put back. */
export async function translatedWords(
  store: Pick<Store, "verdicts" | "passages" | "translations">,
  verdict: VerdictId,
): Promise<TranslatedWords[]> {
  const layers = (await store.verdicts.layers(verdict)).map(({ id }) => id);
  const rows = await store.passages.translations(verdict, Audience.options, layers);
  const words = rows.map(({ id, body, anchor, audience, layer }): TranslatedWords => {
    return { id, text: body, anchor, of: audience ?? layer };
  });
  for (const { language, source } of await store.translations.list(verdict)) {
    words.push({ id: traceIdOf(language, null), text: source, anchor: null, of: null });
    const { paragraphs } = (await store.translations.get(verdict, language)) ?? { paragraphs: [] };
    for (const { number, body, anchor } of paragraphs)
      words.push({ id: traceIdOf(language, number), text: body, anchor, of: null });
  }
  for (const { language, source } of await store.translations.removed(verdict))
    words.push({ id: traceIdOf(language, null), text: source, anchor: null, of: null });
  for (const { language, number, body, anchor } of await store.translations.removedParagraphs(verdict))
    words.push({ id: traceIdOf(language, number), text: body, anchor, of: null });
  return words;
}

/**
 * The translations of a passage, which go with it whatever they say: their words are none of the verdict's language. Ids as
 * in a trace.
 */
export async function translationsOfPassage(
  store: Pick<Store, "verdicts" | "passages" | "translations" | "outputs">,
  verdict: VerdictId,
  passage: Anchor,
): Promise<string[]> {
  const [words, maps] = await Promise.all([translatedWords(store, verdict), store.verdicts.maps(verdict)]);
  // Those that approved documents keep are none of the verdict's any more.
  const kept = (await allFrozenWords(store)).filter((each) => each.verdict === verdict);
  const all = [...words, ...kept.map(({ place, anchor }) => ({ id: place, anchor }))];
  return all.flatMap(({ id, anchor }) => (anchor && meet(anchor, passage, maps) ? [id] : []));
}

/** Compared in the later of their revisions, where the words of both still are. */
function meet(a: Anchor, b: Anchor, maps: readonly EditMap[]): boolean {
  const at = Math.max(a.revision, b.revision);
  const [x, y] = [resolveAnchor(a, maps, at).ranges, resolveAnchor(b, maps, at).ranges];
  return x.some((one) => y.some((other) => overlaps(one, other)));
}

/** Translations that hold what `isIt` asks for, or are to go as a whole; those that the asker may not see are only counted. */
export async function countTranslations(
  store: Store,
  asker: Actor,
  verdict: Verdict,
  isIt: HoldsErased,
  needs: Pick<ErasureNeeds, "entries"> | null,
): Promise<{ translations: number; hidden: number; ids: string[] }> {
  const [words, frozen, layers, round] = await Promise.all([
    translatedWords(store, verdict.id),
    store.rounds.frozenRooms(verdict.id),
    visibleLayers(store, asker, verdict),
    store.verdicts.currentRound(verdict.id),
  ]);
  const audiences = await visibleAudiences(store, asker, verdict, round);
  const seen = new Set<string | null>([null, ...layers.map(({ id }) => id), ...audiences]);
  const whole = new Set(needs?.entries);
  // A translation of the whole verdict is written beside the rooms.
  const settled = new Set<string | null>([null, ...frozen.map(({ layer }) => layer)]);
  const concerned = words.filter(
    ({ id, text, of }) => text !== "" && (whole.has(id) || isIt(text, settled.has(of) ? "settled" : "typed")),
  );
  const translations = concerned.filter(({ of }) => seen.has(of)).length;
  return { translations, hidden: concerned.length - translations, ids: [...new Set(concerned.map(({ id }) => id))] };
}
