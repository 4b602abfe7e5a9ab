import type { network as english } from "../en/network.ts";
import type { Translation } from "../message.ts";

export const network: Translation<typeof english> = {};
