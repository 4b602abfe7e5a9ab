import { needsEachReason } from "../../../schema/domain/clearing.ts";
import type { Finding } from "../../../schema/protocol/http/clearing.ts";

/** What a reason is given for: all of a code, or a place. */
export function reasonKey({ code, place }: Pick<Finding, "code" | "place">): string {
  return needsEachReason(code) ? `${code} ${JSON.stringify(place)}` : code;
}
