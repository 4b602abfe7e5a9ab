import type { Plugin } from "rolldown";

export const lazyShapes: Plugin & { enforce: "pre" };
