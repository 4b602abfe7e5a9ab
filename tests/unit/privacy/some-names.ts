import { MemberId, newId } from "../../../schema/domain/ids.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { type NamesContext } from "../../../server/store/shapes/names-document.ts";

export const ANA = newId(MemberId);

export const BEN = newId(MemberId);

export const contextOf = ({ text }: Revision, by: MemberId): NamesContext => ({
  by,
  text,
  language: "sr",
  unitLabels: [],
});

export const TEXT = "Ana Savić i Marko. Savić je svedok.";

export const place = (text: string, from = 0) => {
  const start = TEXT.indexOf(text, from);
  return { start, end: start + text.length, text, sure: true };
};
