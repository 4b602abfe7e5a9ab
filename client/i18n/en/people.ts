import type { Messages } from "../message.ts";

export const people = {} as const satisfies Messages;
