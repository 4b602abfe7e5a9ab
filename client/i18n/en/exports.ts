import type { Messages } from "../message.ts";

export const exports = {} as const satisfies Messages;
