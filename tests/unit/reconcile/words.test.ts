import { describe, expect, it } from "vitest";
import { reconcile as en } from "../../../client/i18n/en/reconcile.ts";
import type { Message } from "../../../client/i18n/message.ts";
import { reconcile as mk } from "../../../client/i18n/mk/reconcile.ts";
import { reconcile as sq } from "../../../client/i18n/sq/reconcile.ts";
import { reconcile as srLatn } from "../../../client/i18n/sr-latn/reconcile.ts";
import { RULING_WORDS } from "../../../server/export/words/words.ts";

const formsOf = (message: Message): string[] =>
  Object.values(typeof message === "string" ? { other: message } : message);
const placeholders = (message: Message): string[] =>
  [...new Set(formsOf(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort();

describe("the words of disagreements", () => {
  it.each([
    ["Serbian", srLatn, ["few", "one", "other"]],
    ["Macedonian", mk, ["one", "other"]],
    ["Albanian", sq, ["one", "other"]],
  ] as const)(
    "are all there in %s, with the same placeholders and the language's plural forms",
    (_, words, plurals) => {
      const translated: Record<string, Message | undefined> = words;
      const shapes = (message: Message | undefined): unknown =>
        message === undefined
          ? "missing"
          : { placeholders: placeholders(message), plurals: typeof message === "string" ? [] : [...plurals] };
      for (const [key, english] of Object.entries<Message>(en)) {
        const message = translated[key];
        expect({ key, ...Object(shapes(message)) }).toEqual({ key, ...Object(shapes(english)) });
        expect(message === undefined || typeof message === "string" || Object.keys(message).sort().join()).toEqual(
          typeof english === "string" ? true : plurals.join(),
        );
      }
    },
  );

  it("of files keep their placeholders in Cyrillic", () => {
    expect(RULING_WORDS["sr-Cyrl"].entries).toBe("како каже: {who}");
    expect(RULING_WORDS["sr-Cyrl"].kinds.place).toBe("где почиње или се завршава");
  });
});
