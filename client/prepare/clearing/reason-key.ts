import type { Finding } from "../../../schema/protocol/http/clearing.ts";

/** What a reason is given for. */
export function reasonKey({ code, place, words }: Pick<Finding, "code" | "place" | "words">): string {
  return `${code} ${JSON.stringify(place)} ${words}`;
}
