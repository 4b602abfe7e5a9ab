import type { Translation } from "../message.ts";
import type { sheet as english } from "../en/sheet.ts";

export const sheet: Translation<typeof english> = {};
