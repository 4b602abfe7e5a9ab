import type { Messages } from "../message.ts";

export const network = {} as const satisfies Messages;
