import type { Translation } from "../message.ts";
import type { reconcile as english } from "../en/reconcile.ts";

export const reconcile: Translation<typeof english> = {};
