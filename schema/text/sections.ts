import type { VerdictLanguage } from "../domain/language.ts";
import { foldForSearch } from "../language/fold.ts";
import type { Block, RevisionText, Section } from "./revision.ts";

/**
 * A line as headings are compared: letters only, folded to lower-case Latin without diacritics. Thirteen spellings of
 * "O b r a z l o ž e nj e" were counted in real judgments; with this rule they are one.
 */
export function headingKey(line: string): string {
  return foldForSearch(line).replace(/[^a-z]/g, "");
}

interface Line {
  text: string;
  key: string;
  /** Place in the blocks. */
  block: number;
}

/** Where each part begins, as an index of a line; -1 where it was not found. */
type Starts = Partial<Record<Section, number>>;

/**
 * The blocks with their sections recognised, by the rule of each country: Slavic verdicts decide first and reason
 * after; Albanian ones reason first and close with VENDOSI. A part that was not found is not invented: its blocks
 * belong to the part before, or to none (null) when there is none.
 */
export function recogniseSections({ text, blocks }: RevisionText, language: VerdictLanguage): Block[] {
  const lines = blocks.flatMap((block, index): Line[] => {
    if (block.kind === "page") return [];
    const line = text.slice(block.start, block.end);
    return [{ text: line, key: headingKey(line.slice(0, 400)), block: index }];
  });
  const starts = language === "sq" ? albanian(lines) : language === "en" ? {} : slavic(lines);
  const order = Object.entries(starts)
    .filter((entry): entry is [Section, number] => entry[1] >= 0)
    .sort((a, b) => a[1] - b[1]);
  const sections = new Map<number, Section | null>();
  let next = 0;
  let section: Section | null = null;
  for (const [i, line] of lines.entries()) {
    for (; (order[next]?.[1] ?? Infinity) <= i; next++) section = order[next]?.[0] ?? null;
    sections.set(line.block, section);
  }
  // A page mark belongs where the block after it does.
  const out: Block[] = [];
  for (const [index, block] of [...blocks.entries()].reverse()) {
    if (block.kind !== "page") section = sections.get(index) ?? null;
    out.push({ ...block, section });
  }
  return out.reverse();
}

const SLAVIC = {
  formula: /^(?:uime(?:naroda|republike|crnegore|federacije|bosneihercegovine)|voime(?:to)?na)/,
  kind: /^(?:presud[ua]|r(?:j)?esen(?:je|ie)|odluk[ua])$/,
  kindInLine:
    /(?:objavio|doneo|donio|donese|objavi|donesuva)(?:presudu|presuda|resenje|resenie|rjesenje|odluku|odluka)$/,
  operative:
    /^(?:(?:i|ii|iii|iv|v)?(?:krivje|krivaje|krivisu|krivesu|vinovene|vinovnae|vinovnise|osudjuje|oslobadjaseod|seosloboduva|odbijase|seodbiva|uvazavase|seuvazuva|preinacavase|sepreinacuva|ukidase|seukinuva|gosudi|goosuduva|jaosuduva|gi?osuduva))/,
  reasoning: /^(?:obrazlozenje|obrazlozenie)(?:presude|napresudata)?$/,
  remedyHeading: /^(?:pravnapouka|poukaopravnomli?j?eku|poukazapravenlek|upatstvozapravenlek|pouka)(?:$|protiv)/,
  remedyLine: /^protiv(?:ov(?:e|aa|og)|ova)?(?:presud|resen|rjesen)/,
  signature: /^(?:zapisnicar|predsedni[kc]|predsjednik|pretsedatel|clanovi|sudija|sudijapojedinac|sudijata)/,
  dispatch:
    /^(?:dostaviti|dostavljeno|dostavitise|dasedostavi|dostaveno|dostavenodo|dna$|dn$|zatacnost|zatocnost|otpravak|tacnostotpravka)/,
};

function slavic(lines: readonly Line[]): Starts {
  const formula = lines.findIndex((line) => SLAVIC.formula.test(line.key));
  const reasoning = findFrom(lines, Math.max(0, formula), (line) => SLAVIC.reasoning.test(line.key));
  const limit = reasoning < 0 ? lines.length : reasoning;
  const upToReasoning = lines.slice(0, limit);
  const isKind = (line: Line): boolean => SLAVIC.kind.test(line.key);
  // A title PRESUDA may stand over the formula: the one that decides comes after it.
  let operative = findFrom(upToReasoning, formula + 1, isKind);
  if (operative < 0 && formula < 0) operative = upToReasoning.findLastIndex(isKind);
  if (operative < 0) {
    const inLine = findFrom(upToReasoning, formula + 1, (line) => SLAVIC.kindInLine.test(tailKey(line.text)));
    if (inLine >= 0 && inLine + 1 < lines.length) operative = inLine + 1;
  }
  if (operative < 0) operative = findFrom(upToReasoning, formula + 1, (line) => SLAVIC.operative.test(line.key));

  const body = Math.max(reasoning, operative);
  if (body < 0) return formula < 0 ? {} : { introduction: 0 };
  let remedy = findFrom(lines, body + 1, (line) => SLAVIC.remedyHeading.test(line.key));
  if (remedy < 0) {
    remedy = lines.findLastIndex((line) => SLAVIC.remedyLine.test(line.key) && /zalb/.test(line.key));
    if (remedy <= body) remedy = -1;
  }
  const isShort = (line: Line): boolean => line.text.length <= 120;
  const closing = findFrom(
    lines,
    Math.max(body, remedy) + 1,
    (line) => (SLAVIC.signature.test(line.key) && isShort(line)) || SLAVIC.dispatch.test(line.key),
  );
  return { ...(operative > 0 || formula >= 0 ? { introduction: 0 } : {}), operative, reasoning, remedy, closing };
}

const ALBANIAN = {
  formula: /^neemerte(?:republikes|popullit)/,
  kosovoKind: /^(?:aktgjykim|aktvendim)$/,
  kosovoReasoning: /^arsyetim(?:i)?$/,
  reasoning: /^(?:veren|verejti|vereren|konstaton)$/,
  reasoningElse:
    /^[ivx]*(?:rrethanatecheshtjes|rrethanatefaktit|ecuriaeprocedimit|vleresimiigjykates|arsyetimiigjykates)$/,
  operative: /^(?:vendosi|vendos)$/,
  operativeInLine: /V\s*E\s*N\s*D\s*O\s*S\s*I?\s*:?\s*$/,
  remedy: /^[ivx]*(?:(?:kunder|ndaj)(?:ketij)?(?:vendimi|aktgjykimi)|keshille?juridike|keshillajuridike|mjetiankimit)/,
  closing: /^(?:ushpall|udha|dhenesot|sekretar|kryesues|kryetar|gjyqtar|anetar|perniesine|pernjesine)/,
};

function albanian(lines: readonly Line[]): Starts {
  const formula = lines.findIndex((line) => ALBANIAN.formula.test(line.key));
  const kosovoKind = lines.findIndex((line) => ALBANIAN.kosovoKind.test(line.key));
  const kosovoReasoning = findFrom(lines, kosovoKind + 1, (line) => ALBANIAN.kosovoReasoning.test(line.key));
  // Kosovo's judgments are built as the Slavic ones: AKTGJYKIM, then the operative part, then Arsyetim.
  const isKosovo = kosovoKind >= 0 && kosovoReasoning >= 0;

  let operative = kosovoKind;
  let reasoning = kosovoReasoning;
  if (!isKosovo) {
    operative = lines.findLastIndex((line) => ALBANIAN.operative.test(line.key));
    if (operative < 0) {
      const inLine = lines.findLastIndex((line) => ALBANIAN.operativeInLine.test(line.text));
      if (inLine >= 0 && inLine + 1 < lines.length) operative = inLine + 1;
    }
    const limit = operative < 0 ? lines.length : operative;
    reasoning = lines.slice(0, limit).findIndex((line) => ALBANIAN.reasoning.test(line.key));
    if (reasoning < 0) reasoning = lines.slice(0, limit).findIndex((line) => ALBANIAN.reasoningElse.test(line.key));
  }
  const body = Math.max(reasoning, operative);
  if (body < 0) return formula < 0 ? {} : { introduction: 0 };
  const remedy = findFrom(lines, body + 1, (line) => ALBANIAN.remedy.test(line.key));
  const closing =
    operative < 0
      ? -1
      : findFrom(
          lines,
          Math.max(body, remedy) + 1,
          (line) => ALBANIAN.closing.test(line.key) && line.text.length <= 200,
        );
  return { ...(reasoning > 0 || formula >= 0 ? { introduction: 0 } : {}), operative, reasoning, remedy, closing };
}

function tailKey(text: string): string {
  return headingKey(text.slice(-120));
}

function findFrom(lines: readonly Line[], from: number, test: (line: Line) => boolean): number {
  for (let i = Math.max(0, from); i < lines.length; i++) {
    const line = lines[i];
    if (line && test(line)) return i;
  }
  return -1;
}
