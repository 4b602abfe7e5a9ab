import { can } from "../../../schema/domain/can.ts";
import { type DocumentNumber, seriesOf } from "../../../schema/domain/house.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, type RequestContext } from "../route.ts";
import { mustSeeOutput } from "./outputs.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** What a document is cited by. */
export function numberRoutes(deps: Needs) {
  return createRoutes().post("/:id/number", (c) => giveNumber(c, deps));
}

async function giveNumber(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, realtime, clock } = deps;
  const { signedIn, row } = await mustSeeOutput(c, deps);
  const subject = await new OutputSubjects(store).of(signedIn.actor, row);
  if (!can(signedIn.actor, "output.make", subject)) throw new Refusal("not-allowed");
  const series = seriesOf(row.template);
  if (!series) throw new Refusal("output-no-series");
  const had = await store.house.documentNumber(row.id);
  if (had) return c.json<DocumentNumber>(had);
  const now = clock();
  const act = { by: signedIn.member.id, at: now.toISOString() };
  const given = await store.house.giveNumber(row.id, { series, year: now.getUTCFullYear() }, act);
  await audit(deps, signedIn, "output.number", { output: row.id, ...given });
  for (const { id } of await store.outputs.inLanguages(row.id)) realtime.publish({ type: "output", output: id });
  return c.json<DocumentNumber>(given);
}
