import { Refusal } from "./problems.ts";
import { createRoutes, mustBeAllowed, type Deps } from "./route.ts";

/** The version in force; not-found before the first freeze. */
export function methodologyRoutes(deps: Deps) {
  return createRoutes().get("/current", async (c) => {
    mustBeAllowed(c, "methodology.read", null);
    const version = await deps.store.methodologies.current();
    if (!version) throw new Refusal("not-found");
    return c.json(version);
  });
}
