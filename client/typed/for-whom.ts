import type { Audience } from "../../schema/domain/room.ts";

/**
 * Whom a thread is for: an audience of the verdict's discussions; `own`: who codes blind, alone, in their layer; `coding`: what
 * a coder so wrote, in a layer that is revealed.
 */
export type ForWhom = Audience | "own" | "coding";
