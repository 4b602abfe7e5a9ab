import { z } from "zod";
import type { MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { TranslationsRoom } from "../../schema/rooms/translations-room.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import type { Store } from "../store/store.ts";
import type { WriteFor } from "./write-for.ts";
import { DemoPerson } from "./demo-people.ts";

/** English of the demo: the beginning of one verdict as a whole, and some passages of it. */
export const DemoTranslations = z.object({
  verdict: z.string(),
  by: DemoPerson,
  source: z.string(),
  paragraphs: z.array(z.object({ number: z.string(), text: z.string() })),
  /** `quote`: the words of the verdict, which stand there once. */
  passages: z.array(z.object({ by: DemoPerson, quote: z.string(), text: z.string() })),
});
export type DemoTranslations = z.infer<typeof DemoTranslations>;

/** Writes them on a verdict of the demo, in its first revision. */
export async function addTranslations(
  store: Pick<Store, "verdicts" | "translations">,
  writeFor: WriteFor,
  { by, source, paragraphs, passages }: DemoTranslations,
  verdict: VerdictId,
  idOf: (person: DemoPerson) => MemberId,
  at: string,
): Promise<void> {
  const [revision, rooms] = await Promise.all([store.verdicts.revision(verdict, 1), store.verdicts.rooms(verdict)]);
  const internal = rooms.find(({ audience }) => audience === "internal");
  if (!revision || !internal) throw new Error("a verdict without a text or a discussion");
  const anchorOf = (start: number, end: number): Anchor => ({ revision: 1, ranges: [{ start, end }] });
  const blocks = new Map(contentBlocks(revision.blocks).map((block) => [block.number, block]));
  const rows = paragraphs.map(({ number, text }) => {
    const block = blocks.get(number);
    if (!block) throw new Error("a translation of a paragraph that is not there");
    return { number, body: text, anchor: anchorOf(block.start, block.end), author: idOf(by), writtenAt: at };
  });
  await store.translations.put({ verdict, language: "en", source, createdAt: at, createdBy: idOf(by) }, rows, null);
  for (const { by: author, quote, text } of passages) {
    const start = revision.text.indexOf(quote);
    if (start < 0) throw new Error("a translation of words that are not in the text");
    await writeFor(internal.id, idOf(author), (doc) => {
      const anchor = anchorOf(start, start + quote.length);
      new TranslationsRoom(doc).add({ anchor, language: "en", body: text }, at);
    });
  }
}
