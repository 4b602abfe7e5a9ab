import { toLatin } from "../../../schema/language/script.ts";

/** What a file's name may be long, without the dot and the letters of its kind. */
export const LENGTH_MAX = 80 - ".docx".length;

/** Small Latin letters, figures and strokes: every mail program and every file system takes them. */
export function ascii(text: string): string {
  return toLatin(text)
    .replaceAll(/[đĐ]/g, "dj")
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}

/** As many whole words as there is room for. */
export function shortened(words: string, room: number): string {
  if (words.length <= room) return words;
  const cut = words.slice(0, room + 1);
  return cut.includes("-") ? cut.slice(0, cut.lastIndexOf("-")) : words.slice(0, room);
}
