import type { Translation } from "../message.ts";
import type { agreement as english } from "../en/agreement.ts";

export const agreement: Translation<typeof english> = {};
