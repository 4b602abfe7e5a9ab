import type { Recognised } from "../../../schema/protocol/http/imports.ts";
import { recogniseFile } from "../../../server/import/recognise/recognise.ts";
import { makePdf, type Paper, type Placed } from "./make-pdf.ts";

export const read = (pages: readonly (readonly Placed[])[], paper: Paper = {}): Promise<Recognised> =>
  recogniseFile(makePdf(pages, paper), "a.pdf");
export const linesOf = ({ text }: Recognised): string[] => text.split("\n");
export const flat = ({ text }: Recognised): string => text.replace(/\s+/g, " ");

/** Two paragraphs in full lines; the last line of each is short. */
export const FIRST = [
  "Sud je u dokaznom postupku izveo sve predlozene dokaze i ocenio ih zajedno, pa je",
  "na osnovu takve ocene utvrdio da je okrivljeni u navedenom periodu preuzimao sve",
  "radnje koje su mu stavljene na teret.",
];
export const SECOND = [
  "Odbrana okrivljenog nije prihvacena, jer je u suprotnosti sa iskazima svedoka i sa",
  "materijalnim dokazima u spisima predmeta.",
];
export const PARAGRAPHS = [FIRST.join(" "), SECOND.join(" ")];
