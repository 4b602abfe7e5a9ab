import { toCyrillic } from "../../../../schema/language/script.ts";

/** Every text of a value in Cyrillic. Placeholders are in Latin letters, and stay so. */
export function inCyrillic<T>(value: T): T {
  if (typeof value === "string") return turned(value) as T;
  if (Array.isArray(value)) return value.map(inCyrillic) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [key, inCyrillic<unknown>(each)]),
  ) as T;
}

function turned(text: string): string {
  return text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith("{") ? part : toCyrillic(part)))
    .join("");
}
