import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { ChangeVerdicts, type OutputVerdicts } from "../../../schema/protocol/http/parts/output-verdicts.ts";
import type { Deps } from "../../deps.ts";
import { changeVerdicts, verdictsToChange } from "../../outputs/change-verdicts.ts";
import { createRoutes, readBody } from "../route.ts";
import { mustBeAbleTo } from "./output-commands.ts";
import { mustSeeOutput, viewOf } from "./outputs.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** Which verdicts a document is about, which may be changed while it is a draft. */
export function outputVerdictRoutes(deps: Needs) {
  return createRoutes()
    .get("/:id/verdicts", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      await mustBeAbleTo(deps, signedIn, row, "output.write");
      return c.json<OutputVerdicts>(await verdictsToChange(deps, signedIn, row));
    })
    .post("/:id/verdicts", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const command = await readBody(c, ChangeVerdicts);
      await mustBeAbleTo(deps, signedIn, row, "output.write");
      await changeVerdicts(deps, signedIn, row, command);
      return c.json<OutputView>(await viewOf(deps, signedIn, row.id));
    });
}
