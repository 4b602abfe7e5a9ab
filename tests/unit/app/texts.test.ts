import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { en } from "../../../client/i18n/en.ts";
import type { Message } from "../../../client/i18n/message.ts";
import { mk } from "../../../client/i18n/mk.ts";
import { sq } from "../../../client/i18n/sq.ts";
import { srCyrl } from "../../../client/i18n/sr-cyrl.ts";
import { srLatn } from "../../../client/i18n/sr-latn.ts";
import { matrixWords } from "../../../schema/matrix/words.ts";
import { agreementWords } from "../../../schema/agreement/words/words.ts";
import { ANSWER_WORDS, EXPORT_WORDS, OUTPUT_WORDS, RULING_WORDS } from "../../../server/export/words/words.ts";
import { CERTIFICATE_WORDS } from "../../../server/erasure/certificate/certificate-words.ts";

/** Texts that are the same as in English: names of formats and products, and words that the language has too. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  "sr-Latn": [
    "exports.format",
    "handbook.format",
    "people.link",
    "outputs.link",
    "translation.original",
    "translation.phone-original",
    "word.role.facilitator",
  ],
  sq: ["outputs.status-draft", "word.country.rs", "word.role.facilitator"],
};
const FORMAT = /^(?:exports\.format\.|import\.encoding\.|papers\.format-|names\.kind-(?:jmbg|embg)$)/;

type Texts = Readonly<Record<string, Message>>;
const LANGUAGES: readonly (readonly [string, Texts])[] = [
  ["sr-Latn", srLatn],
  ["sr-Cyrl", srCyrl],
  ["mk", mk],
  ["sq", sq],
];
const textsOf = (message: Message | undefined): string[] =>
  message === undefined ? [] : typeof message === "string" ? [message] : Object.values(message);
const hasWords = (text: string): boolean => /\p{L}{3}/u.test(text.replace(/\{\w+\}/g, ""));

describe.each(LANGUAGES)("what the interface says in %s", (language, texts) => {
  test("is nowhere left in English", () => {
    // A form of a plural may be the same in both ("1 person"); all of them are not.
    const isLeft = (english: Message, other: Message | undefined): boolean => {
      const own = textsOf(other);
      return textsOf(english).some(hasWords) && textsOf(english).every((text) => own.includes(text));
    };
    const left = Object.entries<Message>(en).filter(
      ([key, english]) => !FORMAT.test(key) && !SAME[language]?.includes(key) && isLeft(english, texts[key]),
    );
    expect(left.map(([key]) => key)).toEqual([]);
  });

  test("calls no button that does something as the one that leaves its dialog", () => {
    const acts = Object.keys(en).filter((key) => key.endsWith("-now"));
    expect(acts).toContain("rounds.call-off-now");
    expect(acts.filter((key) => texts[key] === texts["shell.cancel"])).toEqual([]);
  });

  test("fills in what English fills in, and nothing else", () => {
    const placeholders = (message: Message | undefined): Set<string> =>
      new Set(textsOf(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []));
    const other = Object.entries<Message>(en).filter(([key, english]) => {
      const wanted = placeholders(english);
      const given = placeholders(texts[key]);
      return [...given].some((each) => !wanted.has(each)) || [...wanted].some((each) => !given.has(each));
    });
    expect(other.map(([key]) => key)).toEqual([]);
  });

  test("has the forms of its plurals, each with its number", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    // In Serbian and Macedonian what is said of one is said of 21 too.
    const isOneOnly = new Intl.PluralRules(language).select(21) !== "one";
    const isWhole = (english: Message, other: Message | undefined): boolean => {
      if (typeof english === "string" || other === undefined) return true;
      if (typeof other === "string" || Object.keys(other).toSorted().join() !== forms.join()) return false;
      return isOneOnly || other.one === undefined || !/\{\w+\}/.test(other.other) || /\{\w+\}/.test(other.one);
    };
    const lacking = Object.entries<Message>(en).filter(([key, english]) => !isWhole(english, texts[key]));
    expect(lacking.map(([key]) => key)).toEqual([]);
  });

  test("says the polite you", () => {
    const familiar =
      /(?<!\p{L})(?:tvoj\p{L}*|твој\p{L}*|твои\p{L}*|tënd\p{L}*|jot|sate|(?:mož|mora|ima|želi|sme)š|(?:може|мора|има|сака|смее|чека)ш)(?!\p{L})/iu;
    // A letter writes it large; of pages it would be the one way in some sentences and the other in most.
    const large =
      /[\p{L},] (?:Ви|Ве|Вас|Вам|Вама|Ваш\p{L}*|Вие|Vi|Vas|Vam|Vama|Vaš\p{L}*|(?:t[’'])?Ju|Juve|Juaj\p{L}*|Tuaj\p{L}*)(?!\p{L})/u;
    const found = Object.entries(texts).filter(([, message]) =>
      textsOf(message).some((text) => familiar.test(text) || large.test(text)),
    );
    expect(found.map(([key]) => key)).toEqual([]);
  });
});

/** What has one name in English has one in each language: by a piece of the English text, and the stem that every such text holds. */
const ONE_NAME: readonly (readonly [string, Readonly<Record<string, RegExp>>])[] = [
  ["case sheet", { "sr-Latn": /upitni[kc]/i, "sr-Cyrl": /упитни[кц]/i, mk: /прашални[кц]/i, sq: /flet/i }],
];

test.each(ONE_NAME)("%s has one name in each language, wherever it is spoken of", (name, stems) => {
  const keys = Object.entries<Message>(en).flatMap(([key, message]) =>
    textsOf(message).some((text) => text.toLowerCase().includes(name)) ? [key] : [],
  );
  expect(keys.length).toBeGreaterThan(3);
  const others = LANGUAGES.flatMap(([language, texts]) =>
    keys.flatMap((key) =>
      textsOf(texts[key]).flatMap((text) => (stems[language]?.test(text) ? [] : [`${language} ${key}: ${text}`])),
    ),
  );
  expect(others).toEqual([]);
});

test("no word mixes Latin and Cyrillic letters, on pages and in files", () => {
  const files = [
    ANSWER_WORDS,
    CERTIFICATE_WORDS,
    EXPORT_WORDS,
    OUTPUT_WORDS,
    RULING_WORDS,
    LANGUAGES.map(([, texts]) => texts),
    (["mk", "sr-Cyrl"] as const).map((language) => [agreementWords(language), matrixWords(language)]),
  ];
  const mixed = JSON.stringify(files).match(
    /\p{Script=Cyrillic}\p{Script=Latin}|\p{Script=Latin}\p{Script=Cyrillic}/gu,
  );
  expect(mixed ?? []).toEqual([]);
});

test("Serbian in Cyrillic letters leaves in Latin ones what is typed so, and names of products", () => {
  expect(srCyrl["outputs.link-wrong"]).toMatch(/https:\/\/.*mailto:/);
  expect(srCyrl["sheet.bad-money"]).toContain("EUR");
  expect(srCyrl["import.encoding.windows-1251"]).toBe("Windows-1251, ћирилица");
  expect(srCyrl["import.encoding.utf-16le"]).toBe("Unicode (UTF-16 LE)");
  expect(srCyrl["exports.format.jsonld"]).toBe("Web Annotation (JSON-LD)");
});

test("dots that say that more is asked or waited for follow their word without a blank", () => {
  const texts: readonly (readonly [string, Texts])[] = [["en", en], ...LANGUAGES];
  const apart = texts.flatMap(([language, messages]) =>
    Object.entries(messages).flatMap(([key, message]) =>
      textsOf(message).some((text) => /\s…|\.{3}/.test(text)) ? [`${language} ${key}`] : [],
    ),
  );
  expect(apart).toEqual([]);
});

test("a number before its noun is a plural: no other message of English has one", () => {
  const found = Object.entries<Message>(en).filter(
    ([, message]) =>
      typeof message === "string" &&
      /\{count\} (?!(?:of|in|at|are|used|left|open)\b)\p{L}|\{(\w+s)\} \1\b/u.test(message),
  );
  expect(found.map(([key]) => key)).toEqual([]);
});

test("who reads a date is told it by the table of the languages: no text cuts one out of the clock's", () => {
  const folder = new URL("../../../", import.meta.url);
  const byHand =
    /toLocale(?:Date|Time)?String\(\)|\bget(?:UTC)?Month\(|\.slice\(0, 1[069]\)\.(?:split|replace)\(|\$\{[^}]*\.slice\(0, 1[069]\)\}/;
  const found = ["client", "server"].flatMap((part) =>
    globSync("**/*.ts", { cwd: new URL(part, folder), exclude: ["dist/**", "node_modules/**"] })
      .map((file) => `${part}/${file}`)
      .filter((file) => byHand.test(readFileSync(new URL(file, folder), "utf8"))),
  );
  // The formats of the languages themselves, and names of files, which sort by their day.
  expect(found.toSorted()).toEqual([
    "client/i18n/formats.ts",
    "client/i18n/t.ts",
    "server/export/formats.ts",
    "server/http/verdicts/agreement.ts",
    "server/methodology/files/write-file.ts",
  ]);
});
