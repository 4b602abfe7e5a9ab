import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { MINUTES, MINUTES_TEMPLATE } from "../minutes/minutes-template.ts";
import type { Template } from "./from-template.ts";

/** A kind of document by its id: of the methodology, or the minutes of workshops, which are of none. Null where there is no such kind. */
export function templateIn({ outputs }: Pick<MethodologyContent, "outputs">, id: string): Template | null {
  if (id === MINUTES) return MINUTES_TEMPLATE;
  return outputs.find((template) => template.id === id) ?? null;
}
