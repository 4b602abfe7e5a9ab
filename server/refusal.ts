import type { Problem, ProblemCode } from "../schema/protocol/http/problem.ts";

/** A refusal on its way to the asker. Thrown anywhere below a route; HTTP answers it with its status. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly problem: Problem;
  constructor(code: ProblemCode, params: Problem["params"] = {}) {
    super(code);
    this.problem = { code, params };
  }
}
