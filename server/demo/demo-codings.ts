import { z } from "zod";
import { CodingFile } from "../../schema/protocol/http/codings.ts";
import { DemoPerson } from "./demo-people.ts";

/**
 * What people of the demo made of a verdict, each alone or in the layer that all share. Those of `al-individual` and `rs-individual`
 * are made by scripts/demo-codings.ts, and are in the first methodology as that of `mk-individual`; the others are in the second.
 */
export const DemoCodings = z.array(z.object({ by: DemoPerson, file: CodingFile }));
