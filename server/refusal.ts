import type { Problem, ProblemCode } from "../schema/protocol/http/problem.ts";

/** A refusal on its way to the asker. Thrown anywhere below a route; HTTP answers it with its status. */
export class Refusal extends Error {
  override name = "Refusal";
  readonly problem: Problem;
  constructor(code: ProblemCode, params: Problem["params"] = {}, findings?: Problem["findings"]) {
    super(code);
    this.problem = { code, params, ...(findings && { findings }) };
  }

  /** The same, of one part of what was sent. */
  within(part: string): Refusal {
    const { code, params } = this.problem;
    const field = [part, params?.["field"]].filter((each) => each !== undefined).join(".");
    return new Refusal(code, { ...params, field });
  }
}
