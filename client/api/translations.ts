import type { VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { z } from "zod";
import { toAnchorText } from "../../schema/editor/output-nodes.ts";
import {
  Alignment,
  FullTranslation,
  LongerTranslations,
  TranslationHead,
  Translations,
  type PassageTranslationAdd,
  type RemovedTranslation,
  type ParagraphPut,
  type TranslationPut,
} from "../../schema/protocol/http/translations.ts";
import type { Anchor } from "../../schema/text/revision.ts";
import { command, request, upload } from "./http.ts";

const pathOf = (verdict: VerdictId, language: UiLanguage): string =>
  `/api/verdicts/${verdict}/translations/${language}`;

export const readTranslation = (
  verdict: VerdictId,
  language: UiLanguage,
  signal?: AbortSignal,
): Promise<FullTranslation> => request("GET", pathOf(verdict, language), FullTranslation, undefined, signal);
/** Lays pasted text beside the blocks of the newest revision; nothing is kept. */
export const alignText = (verdict: VerdictId, text: string, signal?: AbortSignal): Promise<Alignment> =>
  request("POST", `/api/verdicts/${verdict}/translations/align`, Alignment, { text }, signal);
/** The same with a file. Throws the importer's `import-…` problems. */
export const alignFile = (verdict: VerdictId, file: File, signal?: AbortSignal): Promise<Alignment> =>
  upload(`/api/verdicts/${verdict}/translations/align`, file, Alignment, () => undefined, signal);
/** Throws translation-moved where somebody was quicker. */
export const putTranslation = (
  verdict: VerdictId,
  language: UiLanguage,
  whole: TranslationPut,
): Promise<TranslationHead> => request("PUT", pathOf(verdict, language), TranslationHead, whole);
/** The same of one paragraph; an empty text takes it away. */
export const putParagraph = (
  verdict: VerdictId,
  language: UiLanguage,
  number: string,
  paragraph: ParagraphPut,
): Promise<TranslationHead> =>
  request("PATCH", `${pathOf(verdict, language)}/paragraphs/${encodeURIComponent(number)}`, TranslationHead, paragraph);
/** What was taken away and may be put back, newest first. */
export const readRemoved = async (verdict: VerdictId, signal?: AbortSignal): Promise<RemovedTranslation[]> =>
  (await request("GET", `/api/verdicts/${verdict}/translations`, Translations, undefined, signal)).removed;
export const restoreTranslation = (verdict: VerdictId, id: RemovedTranslation["id"]): Promise<TranslationHead> =>
  request("POST", `/api/verdicts/${verdict}/translations/restore`, TranslationHead, { id });
/** Keeps it as removed. */
export const removeTranslation = (verdict: VerdictId, language: UiLanguage): Promise<void> =>
  command("DELETE", pathOf(verdict, language));
/** Translations that the words of a passage can be taken from. */
export const readLonger = (
  verdict: VerdictId,
  anchor: Anchor,
  language: UiLanguage,
  signal?: AbortSignal,
): Promise<LongerTranslations> => {
  const query = new URLSearchParams({ language, anchor: toAnchorText(anchor) });
  return request(
    "GET",
    `/api/verdicts/${verdict}/passage-translations?${query}`,
    LongerTranslations,
    undefined,
    signal,
  );
};
/** Keeps the translation of exactly these words. */
export const addPassageTranslation = (verdict: VerdictId, added: PassageTranslationAdd): Promise<unknown> =>
  request("POST", `/api/verdicts/${verdict}/passage-translations`, z.object({}), added);
