import { METHODOLOGY_RULES } from "./methodology-rules.ts";
import { NETWORK_RULES } from "./network-rules.ts";
import { OUTPUT_RULES } from "./output-rules.ts";
import { PEOPLE_RULES } from "./people-rules.ts";
import { PREPARATION_RULES } from "./preparation-rules.ts";
import { ROUND_RULES } from "./round-rules.ts";
import { VERDICT_RULES } from "./verdict-rules.ts";
import type { Rule } from "./rule.ts";
import { WORKSHOP_RULES } from "../workshops/workshop-rules.ts";

/** Every route of the server and who may use it. `tests/realtime/http/http-routes.test.ts` asks each, and `docs/http.md` is made of it. */
export const RULES: Record<string, Rule> = {
  ...NETWORK_RULES,
  ...PEOPLE_RULES,
  ...VERDICT_RULES,
  ...PREPARATION_RULES,
  ...ROUND_RULES,
  ...METHODOLOGY_RULES,
  ...OUTPUT_RULES,
  ...WORKSHOP_RULES,
};
