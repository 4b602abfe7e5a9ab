import type { z } from "zod";
import { langOf } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { parseAnchorText } from "../../../schema/editor/output-nodes.ts";
import {
  LongerQuery,
  PassageTranslationAdd,
  type LongerTranslations,
} from "../../../schema/protocol/http/translations.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { type PassageTranslation, TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { quote } from "../../../schema/text/quote.ts";
import type { Anchor, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { VerdictSource } from "../../quotes/verdict-source.ts";
import { mustNotBeErased } from "../network/erasures.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { createRoutes, mustBeAllowed, mustSeeVerdict, parseBody, readBody } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { verdictAccess } from "../../access/verdict-access.ts";

/**
 * Translations of passages for whoever writes a document: the words of a quote are taken from the translation of a longer stretch by a
 * person, never cut by us. On the verdict's page they go by the rooms.
 */
export function passageTranslationRoutes(deps: Pick<Deps, "clock" | "realtime" | "screens" | "store">) {
  const { store } = deps;
  return createRoutes()
    .get("/:id/passage-translations", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const { actor } = mustBeAllowed(c, "translation.write", verdict);
      const { language, anchor: packed } = parseBody(c.req.query(), LongerQuery);
      const source = new VerdictSource(store, actor, verdict);
      const { revision, ranges } = await placeOf(source, parseAnchorText(packed));
      const translations = await source.translations();
      const longer = translations.around(ranges, language);
      return c.json<LongerTranslations>({
        revision: revision.number,
        words: quote(revision, ranges),
        lang: langOf(verdict.language, verdict.script),
        own: translations.own(ranges).find((each) => each.language === language)?.text ?? null,
        longer: longer.map(({ isOfEarlierWords, ranges: of, text, author }) => ({
          isOfEarlierWords,
          paragraph: blockAt(revision.blocks, of[0]?.start ?? 0)?.number ?? null,
          original: quote(revision, of),
          text,
          author,
        })),
      });
    })
    .post("/:id/passage-translations", async (c) => {
      const { verdict } = await mustSeeVerdict(c, deps);
      const by = mustBeAllowed(c, "translation.write", verdict);
      const asked = await readBody(c, PassageTranslationAdd);
      mustNotBeErased(deps, verdict.id, [asked.text]);
      await writeWords(deps, by, verdict, asked);
      await audit(deps, by, "translation.passage", { verdict: verdict.id, language: asked.language });
      return c.json({});
    });
}

/** Writes the translation of exactly these words, or corrects the one that was shown. */
async function writeWords(
  { store, realtime, clock }: Pick<Deps, "clock" | "realtime" | "store">,
  by: SignedIn,
  verdict: Verdict,
  asked: z.output<typeof PassageTranslationAdd>,
): Promise<void> {
  const source = new VerdictSource(store, by.actor, verdict);
  const { revision, ranges } = await placeOf(source, asked.anchor);
  const { maps } = await source.text();
  if (!isAsShown(asked, maps, revision.number)) throw new Refusal("translation-moved");
  const room = await discussionOf({ store }, by.actor, verdict);
  const anchor: Anchor = { revision: revision.number, ranges: [...ranges] };
  const { language, text: body, corrects } = asked;
  const ofTheseWords = (all: TranslationsRoom): PassageTranslation[] =>
    all
      .translations()
      .filter(
        (each) =>
          each.deleted === null &&
          each.language === language &&
          isEqual(resolveAnchor(each.anchor, maps, revision.number).ranges, ranges),
      );
  // Before it is read what is shown: whatever is written here from now on, its corrector has not seen.
  const before = await realtime.look(room, (doc) => saidIn(ofTheseWords(new TranslationsRoom(doc))));
  const shown = (await source.translations()).own(ranges).find((each) => each.language === language);
  if (corrects !== undefined && shown?.text !== corrects) throw new Refusal("translation-moved");
  await realtime.write(room, by.member.id, (doc) => {
    const translations = new TranslationsRoom(doc);
    const now = ofTheseWords(translations);
    if (corrects !== undefined && saidIn(now) !== before) throw new Refusal("translation-moved");
    // One that stands elsewhere, as a paragraph of the whole, stays there: what is written of these very words goes before it.
    const corrected = now.find((each) => each.body === corrects);
    if (corrected) translations.entries.set(corrected.id, { body, anchor: packAnchor(anchor) });
    else translations.add({ anchor, language, body }, clock().toISOString());
  });
}

/** Whether the words are still those that were shown: the text may have been corrected elsewhere. */
function isAsShown(
  { anchor, revision: shown }: Pick<z.output<typeof PassageTranslationAdd>, "anchor" | "revision">,
  maps: readonly EditMap[],
  now: number,
): boolean {
  if (shown > now || anchor.revision > shown) return false;
  const { ranges } = resolveAnchor(anchor, maps, shown);
  return resolveAnchor({ revision: shown, ranges }, maps, now).state === "same";
}

function saidIn(translations: readonly PassageTranslation[]): string {
  return JSON.stringify(translations.map(({ id, body }) => [id, body]));
}

function isEqual(a: readonly Range[], b: readonly Range[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end);
}

/** Where words lie in the newest text; refuses those that are not there. */
async function placeOf(
  source: VerdictSource,
  anchor: Anchor | null,
): Promise<{ revision: Revision; ranges: readonly Range[] }> {
  const { revision, maps } = await source.text();
  if (!anchor) throw new Refusal("bad-request", { field: "anchor" });
  if (anchor.revision > revision.number) throw new Refusal("revision-newer");
  const { ranges } = resolveAnchor(anchor, maps, revision.number);
  if (ranges.length === 0 || ranges.some(({ end }) => end > revision.text.length))
    throw new Refusal("bad-request", { field: "anchor" });
  return { revision, ranges };
}

/** The members' own discussion, where one may write in it, else the one with guests: where the verdict's page puts them, too. */
async function discussionOf(
  { store }: Pick<Deps, "store">,
  actor: Parameters<typeof verdictAccess>[1],
  verdict: Verdict,
) {
  const { rooms } = await verdictAccess(store, actor, verdict);
  for (const audience of ["internal", "review"] as const)
    for (const room of rooms)
      if (room.kind === "discussion" && room.audience === audience && room.right === "write") return room.room;
  throw new Refusal("not-allowed");
}
