import { describe, expect, it } from "vitest";
import { verdict as en } from "../../../client/i18n/en/verdict.ts";
import { verdict as mk } from "../../../client/i18n/mk/verdict.ts";
import { verdict as sq } from "../../../client/i18n/sq/verdict.ts";
import { verdict as srLatn } from "../../../client/i18n/sr-latn/verdict.ts";
import type { Message } from "../../../client/i18n/message.ts";

const formsOf = (message: Message): string[] =>
  Object.values(typeof message === "string" ? { other: message } : message);
const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

describe("the verdict page's words", () => {
  it.each([
    ["Serbian", srLatn, ["few", "one", "other"]],
    ["Macedonian", mk, ["one", "other"]],
    ["Albanian", sq, ["one", "other"]],
  ] as const)(
    "are all there in %s, with the same placeholders and the language's plural forms",
    (_, words, plurals) => {
      const translated: Record<string, Message> = words;
      for (const [key, english] of Object.entries<Message>(en)) {
        const message = translated[key];
        expect({ key, isThere: message !== undefined }).toEqual({ key, isThere: true });
        if (message === undefined) continue;
        const wanted = placeholders(formsOf(english).join(" "));
        for (const form of formsOf(message)) expect({ key, has: placeholders(form) }).toEqual({ key, has: wanted });
        expect({ key, forms: typeof message === "string" ? [] : Object.keys(message).sort() }).toEqual({
          key,
          forms: typeof english === "string" ? [] : [...plurals],
        });
      }
    },
  );
});
