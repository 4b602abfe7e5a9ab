import type { MemberId, OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { isFrozenStatus } from "../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import { isQuote, withFingerprint } from "../../schema/editor/output-nodes.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import type { Range } from "../../schema/text/revision.ts";
import { Fingerprints, OTHER_WORDS } from "../quotes/fingerprints.ts";
import type { Hub } from "../rooms/hub.ts";
import { putBetweenIn } from "../rooms/log/put-between.ts";
import type { ValueChange } from "../rooms/log/renewal.ts";
import type { Store } from "../store/store.ts";
import { allFrozenWords } from "./frozen-words.ts";
import { rewriteDocument, within } from "./outputs.ts";
import { translatedWords } from "./translations.ts";

type Writer = Pick<Hub, "look" | "write" | "rebuild" | "publish">;
type Rewrite = (text: string, place: string, parted?: readonly Range[]) => string;

/**
 * Before words go: renews the key of fingerprints, and gives those of words that are still there the value that these will have. All
 * others become `OTHER_WORDS`, whatever they were of. Done twice, or interrupted, it may tell more as changed, never less.
 * `typed`: of documents in which people write; `gone`: a verdict that goes as a whole.
 */
export async function renewFingerprints(
  store: Store,
  hub: Writer,
  typed: Rewrite,
  settled: Rewrite,
  gone: VerdictId | null,
): Promise<void> {
  const outputs = await Promise.all(
    (await store.outputs.all()).map(async ({ id, createdBy, status }) => {
      const { content } = await store.outputs.rooms(id);
      const read = await hub.look(content, (room) => {
        const output = new OutputRoom(room);
        return { doc: output.document(), held: output.fingerprints(), parted: putBetweenIn(output.content) };
      });
      return { id, createdBy, rewrite: isFrozenStatus(status) ? settled : typed, ...read };
    }),
  );
  const words = await wordsOfTranslations(store, gone);
  const before = await Fingerprints.read(store);
  const after = await Fingerprints.renew(store);
  const renewed = new Map<number, number>();
  const put = (was: readonly number[], will: number): void => {
    for (const each of was) renewed.set(each, will);
  };
  for (const { place, text } of words) {
    const next = settled(text, place);
    put([before.ofWords(text), before.ofWords(next)], after.ofWords(next));
  }
  for (const { id, doc, rewrite, parted } of outputs) {
    const next = rewriteDocument(doc, within(id, rewrite, parted));
    const of = (fingerprints: Fingerprints, said: OutputDocument): { fingerprint: number }[] => [
      ...fingerprints.ofSections(said),
      ...fingerprints.ofBlocks(said),
    ];
    const [was, wasNext, will] = [of(before, doc), of(before, next), of(after, next)];
    will.forEach(({ fingerprint }, i) =>
      put(
        [was[i], wasNext[i]].flatMap((each) => each?.fingerprint ?? []),
        fingerprint,
      ),
    );
  }
  const renew = (fingerprint: number): number => renewed.get(fingerprint) ?? OTHER_WORDS;
  for (const { id, createdBy, held } of outputs)
    if (held.some((each) => renew(each) !== each)) await renewIn(store, hub, { id, createdBy }, renew);
  await store.outputs.rewriteVersions(
    (text) => text,
    (doc) => withFingerprints(doc, renew),
  );
}

/** In a document that is frozen nobody writes any more, not even the server: it gets a new one. */
async function renewIn(
  store: Store,
  hub: Writer,
  { id, createdBy }: { id: OutputId; createdBy: MemberId },
  renew: (fingerprint: number) => number,
): Promise<void> {
  const isFrozen = async (): Promise<boolean> => isFrozenStatus((await store.outputs.get(id))?.status ?? "draft");
  const { content } = await store.outputs.rooms(id);
  if (!(await isFrozen()))
    try {
      return await hub.write(content, createdBy, (room) => new OutputRoom(room).mapFingerprints(renew));
    } catch (error) {
      // Frozen meanwhile.
      if (!(await isFrozen())) throw error;
    }
  const change: ValueChange = (value, _rule, place) => {
    if (typeof value === "number" && place.endsWith("/checked")) return renew(value);
    return typeof value === "string" && place.endsWith("/approved") ? withFingerprint(value, renew) : value;
  };
  if (await hub.rebuild(content, change)) hub.publish({ type: "output", output: id });
}

/** All translations that a quote may show, of layers that nobody may see too, and those that approved documents keep. */
async function wordsOfTranslations(store: Store, gone: VerdictId | null): Promise<{ place: string; text: string }[]> {
  const words = (await allFrozenWords(store))
    .filter(({ verdict }) => verdict !== gone)
    .map(({ place, text }) => ({ place, text }));
  for (const { id } of await store.verdicts.all())
    if (id !== gone) words.push(...(await translatedWords(store, id)).map(({ id: place, text }) => ({ place, text })));
  return words;
}

function withFingerprints<T extends OutputDocument | OutputNode>(node: T, next: (fingerprint: number) => number): T {
  const content = node.content?.map((each) => withFingerprints(each, next));
  const attrs = "attrs" in node ? node.attrs : undefined;
  const approved: unknown = isQuote(node.type) ? attrs?.["approved"] : null;
  return {
    ...node,
    ...(typeof approved === "string" ? { attrs: { ...attrs, approved: withFingerprint(approved, next) } } : {}),
    ...(content ? { content } : {}),
  };
}
