import type { Translation } from "../message.ts";
import type { translation as english } from "../en/translation.ts";

export const translation: Translation<typeof english> = {};
