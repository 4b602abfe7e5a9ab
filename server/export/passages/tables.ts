import type { MatrixCategory, MatrixVerdict, MatrixView } from "../../../schema/protocol/http/matrix.ts";

/** What the tables by categories and by questions of a workbook are made of. */
export interface Tables {
  /** What stands; of a verdict of which nothing is settled the range of what its coders found. */
  verdicts: MatrixVerdict[];
  categories: MatrixCategory[];
  groups: MatrixView["groups"];
  questions: MatrixView["questions"];
  /** The file holds what stands: tables of anything else there are none. */
  isOfStanding: boolean;
  /** It holds a part of it, of some persons or words: what is not there says nothing. */
  isPart: boolean;
  /** Passages were asked for by category or words, which answers have not. */
  isOfPassages: boolean;
  /** Verdicts that are in no table, by why. */
  left: Record<LeftOut, number>;
}

/** `being-coded`: nothing stands yet, and others code it blind; `nothing`: nothing of what was asked for stands there; `unsettled`: nothing is settled, and a part of it would be no range. */
export const LEFT_OUT = ["in-preparation", "blind", "being-coded", "nothing", "unsettled"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];
