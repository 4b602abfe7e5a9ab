import type { Translation } from "../message.ts";
import type { handbook as english } from "../en/handbook.ts";

export const handbook: Translation<typeof english> = {};
