import { RecordsInsert } from "../../../schema/protocol/http/parts/record-state.ts";
import type { Deps } from "../../deps.ts";
import { insertRecords } from "../../minutes/insert-records.ts";
import { createRoutes, readBody } from "../route.ts";
import { mustBeAbleTo } from "./output-commands.ts";
import { mustSeeOutput } from "./outputs.ts";

/** What happened in a workshop, put into minutes in which it stands nowhere. */
export function recordRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  return createRoutes().post("/:id/records", async (c) => {
    const { signedIn, row } = await mustSeeOutput(c, deps);
    const { records } = await readBody(c, RecordsInsert);
    await mustBeAbleTo(deps, signedIn, row, "output.write");
    await insertRecords(deps, signedIn, row, new Set(records));
    return c.body(null, 204);
  });
}
