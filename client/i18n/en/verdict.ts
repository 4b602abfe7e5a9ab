import type { Messages } from "../message.ts";

/** The verdict page: reading, tags, threads. Keys `verdict.…`. */
export const verdict = {} as const satisfies Messages;
