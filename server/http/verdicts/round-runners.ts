import { RoundRunnersChange } from "../../../schema/protocol/http/rounds.ts";
import { setRoundRunners } from "../../access/round-runners.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { createRoutes, mustBeAllowed, readBody } from "../route.ts";

/** Whose facilitators run rounds, of all verdicts. */
export function roundRunnersRoutes(deps: Pick<Deps, "clock" | "realtime" | "store">) {
  const { store, realtime } = deps;
  return createRoutes().put("/round-runners", async (c) => {
    const by = mustBeAllowed(c, "network.manage", null);
    const { runners } = await readBody(c, RoundRunnersChange);
    await setRoundRunners(store, runners);
    await audit(deps, by, "network.round-runners", { runners });
    realtime.publish({ type: "members" });
    for (const { id } of await store.verdicts.all()) realtime.publish({ type: "verdict", verdict: id });
    return c.body(null, 204);
  });
}
