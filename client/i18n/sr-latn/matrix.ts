import type { Translation } from "../message.ts";
import type { matrix as english } from "../en/matrix.ts";

export const matrix: Translation<typeof english> = {};
