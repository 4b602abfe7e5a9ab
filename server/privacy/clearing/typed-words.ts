import type { Actor } from "../../../schema/domain/can.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Store } from "../../store/store.ts";
import { visibleAudiences, visibleLayers } from "../../access/visible-layers.ts";
import type { TypedWords } from "./clearing.ts";
import { withNames } from "../../../schema/rooms/mentions.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

type Translations = Pick<Store, "translations">;

/**
 * What people have typed of a verdict, as far as the asker may read it. Deleted notes, comments and translations too: their rooms still hold
 * the words, and send them to whoever comes in.
 */
export async function typedWords(store: Store, actor: Actor, verdict: Verdict): Promise<TypedWords[]> {
  const [layers, round] = await Promise.all([
    visibleLayers(store, actor, verdict),
    store.verdicts.currentRound(verdict.id),
  ]);
  const audiences = await visibleAudiences(store, actor, verdict, round);
  const ofLayers = layers.map(({ id }) => id);
  const [tags, threads, comments, own, answers, translated] = await Promise.all([
    store.passages.annotations(ofLayers),
    store.passages.threads(verdict.id, audiences),
    store.passages.comments(verdict.id, audiences),
    store.passages.ownThreads(ofLayers),
    store.passages.answers(ofLayers),
    store.passages.translations(verdict.id, audiences, ofLayers),
  ]);
  const threadOf = new Map([...threads, ...own.threads].map((thread) => [thread.id, thread]));
  const words: TypedWords[] = tags.flatMap((tag) =>
    TAG_WORDS.map((word) => ({
      place: { in: "note", annotation: tag.id, ...ifDeleted(tag.deleted) },
      text: tag[word],
    })),
  );
  for (const { thread, body, deleted } of [...comments, ...own.comments]) {
    const of = threadOf.get(thread);
    // What coders wrote to themselves is read by whoever reads their layers: by guests too.
    const audience = of && (of.audience ?? "review");
    if (of && audience)
      words.push({
        place: { in: "comment", thread, audience, ...ifDeleted(deleted ?? of.deleted) },
        // A colleague's id stands for a name of the network's own people: nobody reads it, and it tells of nobody in the verdict.
        text: withNames(body, () => "…"),
      });
  }
  for (const { question, subject, value, note } of answers)
    for (const text of typeof value === "string" ? [value, note] : [note])
      words.push({ place: { in: "answer", question, subject }, text });
  for (const { language, body, deleted } of translated)
    words.push({ place: { in: "translation", language, number: null, ...ifDeleted(deleted) }, text: body });
  return [...words.filter(({ text }) => text !== ""), ...(await fullTranslations(store, verdict))];
}

function ifDeleted(deleted: string | null): { deleted?: true } {
  return deleted === null ? {} : { deleted: true };
}

async function fullTranslations({ translations }: Translations, { id }: Verdict): Promise<TypedWords[]> {
  const words: TypedWords[] = [];
  for (const { language, source } of await translations.list(id)) {
    words.push({ place: { in: "translation", language, number: null }, text: source });
    const { paragraphs } = (await translations.get(id, language)) ?? { paragraphs: [] };
    for (const { number, body } of paragraphs)
      words.push({ place: { in: "translation", language, number }, text: body });
  }
  return words;
}

/** What was taken away of translations of the whole verdict, and may be put back. */
export async function removedTranslations({ translations }: Translations, { id }: Verdict): Promise<TypedWords[]> {
  const [heads, paragraphs] = await Promise.all([translations.removed(id), translations.removedParagraphs(id)]);
  return [
    ...heads.map(({ id: removed, source, ...at }) => ({ removed, text: source, ...at })),
    ...paragraphs.map(({ body, ...at }) => ({ text: body, ...at })),
  ].map(({ removed, text, language, number }) => ({
    place: { in: "translation", language, number },
    text,
    removed,
  }));
}
