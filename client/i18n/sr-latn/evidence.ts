import type { evidence as english } from "../en/evidence.ts";
import type { Translation } from "../message.ts";

export const evidence: Translation<typeof english> = {};
