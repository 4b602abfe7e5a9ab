import { AnnotationMode, OPS, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

const SOFT = "\u00ad";

interface Run {
  text: string;
  width: number;
  size: number;
}

/**
 * Runs of text of a page with the hyphens that pdf.js leaves out: fonts often have one letter for the hyphen and the soft
 * hyphen, programs write the latter as what it means, and pdf.js takes all soft hyphens for invisible. Nothing that is drawn is.
 * The runs come in the order in which the page draws them, and keep it.
 */
export async function withHyphens<T extends Run>(page: PDFPageProxy, runs: readonly T[]): Promise<T[]> {
  // Asking what is drawn decodes the pictures of a scan, and pdf.js turns those that are stored as negatives at each time.
  if (runs.length === 0) return [];
  const glyphs = await glyphsDrawnOn(page);
  if (!glyphs.some(({ unicode }) => unicode.includes(SOFT))) return [...runs];
  const drawn = glyphs.flatMap(({ unicode, width }) => plain(unicode).map((sign) => ({ sign, width: width / 1000 })));
  const kept = runs.flatMap(({ text }, run) =>
    Array.from(text, (sign, at) => plain(sign).map((each) => ({ sign: each, run, at }))).flat(),
  );
  const out = runs.map((run) => ({ ...run }));
  const missing: { run: number; at: number; width: number }[] = [];
  let next = 0;
  for (const { sign, width } of drawn) {
    const last = kept[next - 1];
    if (sign === kept[next]?.sign) next++;
    else if (sign === SOFT && last) missing.push({ ...last, width });
    // Here the two lists part, and places say nothing any more.
    else if (sign !== SOFT) break;
  }
  // From the end on, so that places before stay what they are.
  for (const { run: at, at: place, width } of missing.toReversed()) {
    const run = out[at];
    if (!run) continue;
    const signs = Array.from(run.text);
    run.text = signs.toSpliced(place + 1, 0, "-").join("");
    run.width += width * run.size;
  }
  return out;
}

/**
 * Without the soft hyphens where nothing was broken: some programs write them as signs of the letter beside them, and one
 * before the hyphen that they draw.
 */
export function withoutHidden(text: string): string {
  return text.replace(/\u00ad(?=.)/gsu, "");
}

/** No picture is decoded for this where the document was opened with a small `maxImageSize`. `width` in thousandths of the size. */
async function glyphsDrawnOn(page: PDFPageProxy): Promise<{ unicode: string; width: number }[]> {
  const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
  return fnArray.flatMap((operation, i) => {
    const glyphs: unknown = operation === OPS.showText ? argsArray[i]?.[0] : [];
    return Array.isArray(glyphs) ? glyphs.filter(isGlyph) : [];
  });
}

function isGlyph(glyph: unknown): glyph is { unicode: string; width: number } {
  return typeof glyph === "object" && glyph !== null && "unicode" in glyph && typeof glyph.unicode === "string";
}

/** Signs as pdf.js may have changed them on one of the two ways, without white space, which it makes and drops. */
function plain(text: string): string[] {
  return Array.from(text.normalize("NFKC")).filter((sign) => sign === SOFT || !/[\s\p{Cf}]/u.test(sign));
}
