import { franc } from "franc";
import type { Script, VerdictLanguage } from "../../../schema/domain/language.ts";

const SAMPLE = 40_000;
/** Below this many letters nobody could tell Serbian from Macedonian with confidence. */
const ENOUGH = 40;
const FROM_FRANC: Readonly<Record<string, VerdictLanguage>> = {
  srp: "sr",
  hrv: "sr",
  bos: "sr",
  mkd: "mk",
  als: "sq",
  eng: "en",
};

/** The language and script of a text; `certain` is false where letters and trigrams disagree or are too few. */
export function detectLanguage(text: string): { language: VerdictLanguage; script: Script; certain: boolean } {
  const sample = text.slice(0, SAMPLE);
  const cyrillic = count(sample, /\p{Script=Cyrillic}/gu);
  const latin = count(sample, /\p{Script=Latin}/gu);
  const script: Script = cyrillic > latin ? "Cyrl" : "Latn";
  const enough = cyrillic + latin >= ENOUGH;
  const byLetters = script === "Cyrl" ? cyrillicLetters(sample) : latinLetters(sample, latin);
  const code = franc(sample, { only: Object.keys(FROM_FRANC), minLength: 10 });
  let byTrigrams = FROM_FRANC[code] ?? null;
  if (script === "Cyrl" && byTrigrams !== "mk") byTrigrams = byTrigrams === null ? null : "sr";
  const language = byLetters ?? byTrigrams ?? (script === "Cyrl" ? "sr" : "en");
  const agree = byLetters === null || byTrigrams === null || byLetters === byTrigrams;
  return { language, script, certain: enough && agree && (byLetters ?? byTrigrams) !== null };
}

/**
 * Ђ and ћ are Serbian only; ѓ, ќ and ѕ Macedonian only. Names cross the border with their letters, so the small words
 * that no sentence does without count more.
 */
function cyrillicLetters(text: string): VerdictLanguage | null {
  const serbian = count(text, /[ђћЂЋ]/g) + 3 * count(text, /(?<!\p{L})(?:је|у|су|који|која|јер)(?!\p{L})/giu);
  const macedonian =
    count(text, /[ѓќѕЃЌЅѐѝ]/g) + 3 * count(text, /(?<!\p{L})(?:во|е|дека|го|ги|со|кој|која)(?!\p{L})/giu);
  if (serbian === macedonian) return null;
  return serbian > macedonian ? "sr" : "mk";
}

function latinLetters(text: string, letters: number): VerdictLanguage | null {
  const serbian = count(text, /[šđčćžŠĐČĆŽ]/g);
  const albanian = count(text, /[ëçËÇ]/g);
  if (Math.max(serbian, albanian) < letters * 0.005) return null;
  return serbian > albanian ? "sr" : "sq";
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
