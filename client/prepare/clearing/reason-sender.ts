import type { PassReason } from "../../../schema/domain/clearing.ts";
import type { Stage, Verdict } from "../../../schema/domain/verdict.ts";
import type { Finding } from "../../../schema/protocol/http/clearing.ts";
import { keepClearingWork } from "../../api/clearing.ts";
import { mayPass, ProblemError } from "../../api/http.ts";
import { serverReach } from "../../api/reach.ts";
import { reasonKey } from "./reason-key.ts";

/** Between two tries while the server does not take anything. */
const REST_MS = 3_000;

export interface GivenReason {
  finding: Finding;
  /** Null takes back the one before. */
  reason: PassReason | null;
}

/** Brings to the server why what was found may stay at a verdict's stage: at once, or when it is in reach again. */
export class ReasonSender {
  private readonly of: Pick<Verdict, "id" | "stage">;
  private readonly refused: (problem: unknown) => void;
  private readonly unsent = new Map<string, GivenReason>();
  private isSending = false;

  /** `refused`: the server takes no more of them, since one has signed, with others. */
  constructor(of: Pick<Verdict, "id" | "stage">, refused: (problem: unknown) => void) {
    this.of = of;
    this.refused = refused;
  }

  get stage(): Stage {
    return this.of.stage;
  }

  give(reasons: readonly GivenReason[]): void {
    for (const each of reasons) this.unsent.set(reasonKey(each.finding), each);
    serverReach.whenReached(this.send);
  }

  private readonly send = (): void => {
    if (!this.isSending && this.unsent.size > 0) void this.bring();
  };

  private async bring(): Promise<void> {
    const going = [...this.unsent];
    const reasons = going.map(([, { finding, reason }]) => {
      const { code, place, words } = finding;
      return { code, place, words, reason };
    });
    this.isSending = true;
    let isTaken = true;
    try {
      await keepClearingWork(this.of.id, { stage: this.of.stage, reasons });
    } catch (error) {
      // What was refused once is refused again; the page has it still, and signs with it.
      isTaken = !mayPass(error);
      if (error instanceof ProblemError && error.code === "clearing-second-reader") this.refused(error);
    }
    this.isSending = false;
    if (isTaken) for (const [key, each] of going) if (this.unsent.get(key) === each) this.unsent.delete(key);
    if (this.unsent.size > 0) setTimeout(() => serverReach.whenReached(this.send), isTaken ? 0 : REST_MS);
  }
}
