import type { verdict as english } from "../en/verdict.ts";
import type { Translation } from "../message.ts";

export const verdict: Translation<typeof english> = {};
