import type { Messages } from "../message.ts";

export const admin = {} as const satisfies Messages;
