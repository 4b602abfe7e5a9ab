/** A process or a thread did not start, or was ended at a limit. */
export class WorkerFailure extends Error {
  readonly why: "time" | "memory" | "start";

  constructor(why: WorkerFailure["why"]) {
    super({ time: "took too long", memory: "took too much memory", start: "did not start" }[why]);
    this.why = why;
  }
}
