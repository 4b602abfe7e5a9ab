import { onceFor } from "../../../../schema/once-for.ts";

/** All words of a version, wherever they stand; the lines of a list as the one text that they are in the draft, too. */
export const textsOf = onceFor((content: unknown): ReadonlySet<string> => {
  const texts = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === "string") texts.add(value);
    if (Array.isArray(value) && value.every((each) => typeof each === "string")) texts.add(value.join("\n"));
    if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(content);
  return texts;
});
