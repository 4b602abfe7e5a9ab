import type { imports as english } from "../en/import.ts";
import type { Translation } from "../message.ts";

export const imports: Translation<typeof english> = {};
