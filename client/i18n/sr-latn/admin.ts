import type { admin as english } from "../en/admin.ts";
import type { Translation } from "../message.ts";

export const admin: Translation<typeof english> = {};
