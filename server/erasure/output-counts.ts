import { can, type Actor } from "../../schema/domain/can.ts";
import type { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import type { ErasureCounts, QuotingDocument } from "../../schema/protocol/http/erasure.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { OutputSubjects } from "../outputs/output-subjects.ts";
import { mayReadVersion } from "../outputs/readable-version.ts";
import { putBetweenIn } from "../rooms/log/put-between.ts";
import type { Hub } from "../rooms/hub.ts";
import { isFrozenStatus } from "../../schema/domain/output.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { frozenWords } from "./frozen-words.ts";
import { isSettled, wordsIn, wordsSaid, type PlacedWords } from "./outputs.ts";
import type { HoldsErased, Written } from "./words.ts";

type OutputCounts = Pick<
  ErasureCounts,
  "comments" | "outputs" | "outputWords" | "outputVersions" | "hiddenOutputs" | "rooms"
>;

/** How many of these words hold it; `between`: what was put between their letters, by what they say. */
type Holding = (
  words: Iterable<PlacedWords>,
  written?: Written,
  between?: ReadonlyMap<string, readonly Range[]>,
) => number;

/** Numbers, and the words themselves with their places: those of versions stand where those of their output did. */
export interface CountedOutputs {
  counts: OutputCounts;
  /** Those with words of them, or a quote, that the asker may read. */
  documents: QuotingDocument[];
  found: PlacedWords[];
}

/**
 * Where outputs hold what `isIt` asks for, or what is to go as a whole: drafts and approved ones, their kept versions, their discussions. Of those that the
 * asker may not read there is no more than a total. `quoting`: those with a quote of it, which holds no words: it changes with the text.
 */
export async function countOutputs(
  store: Store,
  hub: Pick<Hub, "look">,
  asker: Actor,
  isIt: HoldsErased,
  { entries }: Pick<ErasureNeeds, "entries">,
  quoting: ReadonlySet<OutputId>,
): Promise<CountedOutputs> {
  const counts: OutputCounts = {
    comments: 0,
    outputs: 0,
    outputWords: 0,
    outputVersions: 0,
    hiddenOutputs: 0,
    rooms: 0,
  };
  const found: PlacedWords[] = [];
  const documents: QuotingDocument[] = [];
  const whole = new Set(entries);
  const subjects = new OutputSubjects(store);
  const holding: Holding = (words, written = "settled", between) => {
    const held = [...words]
      .map((each): PlacedWords => ({ ...each, written, parted: between?.get(each.text) }))
      .filter(({ place, text, parted }) => whole.has(place) || isIt(text, written, parted));
    found.push(...held);
    return held.length;
  };
  for (const row of await store.outputs.all()) {
    const { id, status } = row;
    const { content, ...discussions } = await store.outputs.rooms(id);
    const words = await hub.look(content, (doc) => {
      const room = new OutputRoom(doc);
      return holding(
        wordsIn(id, room.title(), room.document()),
        isFrozenStatus(status) ? "settled" : "typed",
        putBetweenIn(room.content),
      );
    });
    const why = holding(await wordsOfApproval(store, id), "said");
    const talks: number[] = [];
    for (const room of Object.values(discussions))
      talks.push(await hub.look(room, (doc) => holding(wordsSaid(doc), "typed")));
    const comments = talks.reduce((sum, count) => sum + count, 0);
    const versions = await countVersions(store, asker, row, holding);
    counts.outputVersions += versions.seen;
    counts.hiddenOutputs += versions.hidden;
    if (can(asker, "output.read", await subjects.of(asker, row))) {
      if (words + why > 0 || quoting.has(id)) {
        counts.outputs++;
        documents.push({ id, title: row.title, language: row.language });
      }
      counts.outputWords += words + why;
      counts.comments += comments;
      counts.rooms += [words, ...talks].filter((held) => held > 0).length;
    } else counts.hiddenOutputs += words + why + comments;
  }
  return { counts, found, documents };
}

/** What was written as signatures were asked for. */
async function wordsOfApproval({ approvals }: Pick<Store, "approvals">, id: OutputId): Promise<PlacedWords[]> {
  const reasons = [...(await approvals.reasons(id))];
  return [
    ...reasons.map(([point, { words: text }]) => ({ place: `${id}/why/${point}`, text })),
    ...(await approvals.sources(id)),
    ...(await approvals.openings(id)),
  ];
}

/** Outputs with a quote of places in a text of a verdict. */
export async function quotingOutputs(
  store: Store,
  verdict: VerdictId,
  { number }: Pick<Revision, "number">,
  places: readonly Range[],
): Promise<ReadonlySet<OutputId>> {
  const [rows, maps] = await Promise.all([store.outputs.quotesOf(verdict), store.verdicts.maps(verdict)]);
  const quoted = rows.flatMap(({ output, anchor }) => (anchor ? [{ output, anchor }] : []));
  const now = resolveMany(
    quoted.map(({ anchor }) => anchor),
    maps,
    number,
  );
  return new Set(
    quoted.flatMap(({ output }, i) => {
      const ranges = now[i] && now[i] !== "newer" ? now[i].ranges : [];
      return ranges.some((range) => places.some((place) => overlaps(range, place))) ? [output] : [];
    }),
  );
}

/** A version may quote what its output quotes no more: whether one may read it is a question of its own. */
async function countVersions(
  store: Store,
  asker: Actor,
  row: OutputRow,
  holding: Holding,
): Promise<{ seen: number; hidden: number }> {
  const counts = { seen: 0, hidden: 0 };
  for (const { number } of await store.outputs.versions(row.id)) {
    const version = await store.outputs.version(row.id, number);
    if (!version) continue;
    const id = `${row.id}/${number}`;
    const named = [
      { place: `${id}/name`, text: version.name },
      { place: `${id}/title`, text: version.title },
    ];
    const kept = await frozenWords(store, row, version);
    const sentences = [...wordsIn(row.id, "", version.document)];
    if (holding([...named, ...kept]) + holding(sentences, isSettled(version) ? "settled" : "typed") === 0) continue;
    if (await mayReadVersion(store, asker, row, version)) counts.seen++;
    else counts.hidden++;
  }
  return counts;
}
