import type { Messages } from "../message.ts";

/** Rounds of a verdict: coding blind, handing in, the reveal. */
export const rounds = {
  "rounds.waiting-code": "Read and tag this verdict alone",
  "rounds.waiting-code-due": "Read and tag this verdict alone, until {date}",
  "rounds.waiting-act": "Code",
} as const satisfies Messages;
