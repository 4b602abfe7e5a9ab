import type { Translation } from "../message.ts";
import type { outputs as english } from "../en/outputs.ts";

export const outputs: Translation<typeof english> = {};
