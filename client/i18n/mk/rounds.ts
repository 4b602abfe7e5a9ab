import type { Translation } from "../message.ts";
import type { rounds as english } from "../en/rounds.ts";

export const rounds: Translation<typeof english> = {};
