import type { IdentifierKind } from "../domain/privacy.ts";
import {
  isMacedonian,
  isValidAlbanianNid,
  isValidIban,
  isValidImei,
  isValidJmbg,
  isValidKosovoNumber,
  isValidMacedonianAccount,
  isValidSerbianAccount,
  looksLikeAlbanianNid,
  looksLikeJmbg,
} from "./check-digits.ts";

/** What a pattern makes of one match; null if it is no identifier after all. */
export interface Verdict {
  kind: IdentifierKind;
  valid: boolean | null;
  sure: boolean;
}

/** One way to recognise an identifier. Earlier patterns win over later ones where they overlap. */
export interface IdentifierPattern {
  /** Group 1, where there is one, is the identifier; what stands before it is context. Flags `gu` or `giu`, with `d`. */
  pattern: RegExp;
  judge: (value: string, context: string) => Verdict | null;
  /** What it finds has a digit: nothing is looked for where there is none. */
  hasDigit?: true;
}

const always =
  (kind: IdentifierKind, sure = true) =>
  (): Verdict => ({ kind, valid: null, sure });

const NOT_IN_NUMBER = "(?<![\\p{L}\\d])";
const END_OF_NUMBER = "(?![\\p{L}\\d])";

const OPEN = "[„“”\"«‘’']";
const CLOSE = "[“”\"»’']";

const MONTHS =
  "jan[a-z]*|feb[a-z]*|mart?a?|apr[a-z]*|maj[a-z]*|jun[a-z]*|jul[a-z]*|avg[a-z]*|sep[a-z]*|okt[a-z]*|nov[a-z]*|dec[a-z]*|" +
  "јан[а-ш]*|феб[а-ш]*|мар[а-ш]*|апр[а-ш]*|мај[а-ш]*|јун[а-ш]*|јул[а-ш]*|авг[а-ш]*|сеп[а-ш]*|окт[а-ш]*|ное[а-ш]*|нов[а-ш]*|дек[а-ш]*|дец[а-ш]*|" +
  "shkurt[a-z]*|mars[a-z]*|prill[a-z]*|qershor[a-z]*|korrik[a-z]*|gusht[a-z]*|shtator[a-z]*|tetor[a-z]*|nëntor[a-z]*|dhjetor[a-z]*";
const YEAR = "(?:19|20)\\d{2}";
const BORN =
  "(?<!\\p{L})(?:rođen\\p{L}*|rodjen\\p{L}*|рођен\\p{L}*|роден\\p{L}*|раѓање|datum rođenja|датум рођења|dat[ëe]lindj\\p{L}*|dtl\\.|" +
  "i lindur|e lindur|të lindur|lindur|ka lindur|born)";
const FILLER =
  "(?:(?:\\s+|,\\s*|:\\s*)(?:je|jе|је|dana|дана|na|на|ден|u|у|во|më|me|në|datën|datë|date|datës|ditën|on|in|god\\.|год\\.|" +
  "\\p{Lu}\\p{L}+(?:-\\p{Lu}\\p{L}+)?)){0,10}[\\s:,]+";
// "Извод од матичната книга на родените за …, 15.09.2022": the register's name, and perhaps the day of its extract.
const REGISTER =
  /(?:knjig|књиг|книг|regist|регист|evidencij|евиденциј)\p{L}*\s+(?:на\s+)?(?:rođenih|rodjenih|рођених|родени(?:те)?)(?!\p{L})(?!.*(?:rođen|rodjen|рођен|роден|раѓање))/isu;
const birthDate = (_value: string, context: string): Verdict => ({
  kind: "birth-date",
  valid: null,
  sure: !REGISTER.test(context),
});
const NUMERIC_DATE = `\\d{1,2}[.\\/-]\\s?\\d{1,2}[.\\/-]\\s?${YEAR}`;
const WORD_DATE = `(?:\\d{1,2}\\.?|\\p{L}+)\\s+(?:${MONTHS})\\s+(?:${YEAR}|(?:\\p{L}+\\s+){2,5}(?=godine|године|година))`;

const NUMBER_WORD =
  "(?:br\\.?|broj\\p{L}*|бр\\.?|број\\p{L}*|nr\\.?|numër\\p{L}*|numri|no\\.?|:|me|со|sa|са|pod|под|serija|серија)";
const LEAD = `(?:[\\s,(“”„"]+(?:${NUMBER_WORD}|je|е|është|identitet\\p{L}*|personale|elektronike|издад\\p{L}+|biometri\\p{L}+))*[\\s.:„“”"]+`;
const DOCUMENT_NUMBER = "(?:[A-ZА-ШЃЌЏ]{1,3}[ -]?)?\\d{6,10}";

const DOCUMENTS: [IdentifierKind, string][] = [
  [
    "id-card",
    "ličn\\p{L}* kart\\p{L}*|lk|личн\\p{L}* карт\\p{L}*|лк|letërnjoftim\\p{L}*|leternjoftim\\p{L}*|kart\\p{L}* (?:e )?identitet\\p{L}*|identity card|id card",
  ],
  [
    "passport",
    "pasoš\\p{L}*|putn\\p{L}* isprav\\p{L}*|пасош\\p{L}*|путн\\p{L}* исправ\\p{L}*|патн\\p{L}* исправ\\p{L}*|pasaport\\p{L}*|passport",
  ],
  [
    "driving-licence",
    "vozačk\\p{L}* dozvol\\p{L}*|возачк\\p{L}* дозвол\\p{L}*|patent\\p{L}*|lej\\p{L}* (?:e )?drejtimi\\p{L}*|driving licence",
  ],
];

const documents = DOCUMENTS.map(([kind, words]): IdentifierPattern => ({
  pattern: new RegExp(`(?<!\\p{L})(?:${words})${LEAD}(${DOCUMENT_NUMBER})${END_OF_NUMBER}`, "dgiu"),
  judge: (value) => (looksLikeJmbg(value) ? null : { kind, valid: null, sure: true }),
  hasDigit: true,
}));

const PHONE_SEPARATOR = "[ \\u00a0./\u2011-]";
// 06.11.2019, 03.2014 and 08.30-16.00 are written with the same signs: days, months and hours of two digits with a full stop.
const MOMENT = /^\(?0\d\.\s?(?:\d{1,2}(?:\D|$)|(?:19|20)\d{2}(?!\d))/;
const isPhone = (value: string): Verdict | null => {
  const digits = value.replace(/\D/g, "");
  return digits.length >= 8 && digits.length <= 15 && !MOMENT.test(value)
    ? { kind: "phone", valid: null, sure: true }
    : null;
};

const ACCOUNT_CONTEXT =
  "(?:račun\\p{L}*|рачун\\p{L}*|сметк\\p{L}*|llogari\\p{L}*|partij\\p{L}*|партиј\\p{L}*|kredit\\p{L}*|кредит\\p{L}*|account)";

/** From the surest to the least sure. */
export const PATTERNS: readonly IdentifierPattern[] = [
  {
    pattern:
      /(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/dgu,
    judge: always("email"),
  },
  {
    pattern:
      /(?<![\p{L}\p{N}])(?:(?:https?:\/\/|www\.)[^\s"”“„<>()]*[\p{L}\p{N}/]|(?:facebook|instagram|tiktok|vk|t|x|twitter|onlyfans|badoo|tinder|telegram)\.(?:com|me|ru)\/[^\s"”“„<>()]*[\p{L}\p{N}/])/dgiu,
    judge: always("url"),
  },
  {
    pattern: /(?<![\p{L}\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/dgu,
    judge: (value) =>
      value.split(".").every((part) => Number(part) < 256 && String(Number(part)) === part)
        ? { kind: "ip", valid: null, sure: true }
        : null,
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d:])(?:[0-9a-f]{1,4}:){2,7}(?::[0-9a-f]{1,4}){0,6}[0-9a-f]{0,4}(?![\p{L}\d:])/dgiu,
    judge: (value) =>
      value.includes("::") || (/[a-f]/i.test(value) && value.split(":").length === 8)
        ? { kind: "ip", valid: null, sure: true }
        : null,
  },
  {
    pattern: /(?<![\p{L}\d])\d{13}(?![\p{L}\d])/dgu,
    judge: (value, context) => {
      const named = /(?:jmbg|јмбг|embg|ембг)\P{L}*$/iu.test(context);
      if (!looksLikeJmbg(value) && !named) return null;
      return { kind: isMacedonian(value) ? "embg" : "jmbg", valid: isValidJmbg(value), sure: true };
    },
    hasDigit: true,
  },
  {
    // Typed in groups, after the word.
    pattern: /(?:jmbg|јмбг|embg|ембг)[\s.:]*(?:br\.?|broj|бр\.?|број)?[\s:]*(\d(?:[ \u00a0.-]?\d){12})(?!\d)/dgiu,
    judge: (value) => {
      const digits = value.replace(/\D/g, "");
      return { kind: isMacedonian(digits) ? "embg" : "jmbg", valid: isValidJmbg(digits), sure: true };
    },
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d])[0-9A-Z]\d{8}[A-W](?![\p{L}\d])/dgu,
    judge: (value) =>
      looksLikeAlbanianNid(value) ? { kind: "nid", valid: isValidAlbanianNid(value), sure: true } : null,
    hasDigit: true,
  },
  {
    pattern:
      /(?:num(?:[ëe]r|ri|rin|rit) personal\p{L}*|nr\. personal|nip|lični broj|лични број|матични број|матичен број|matični broj)[\s.:]*(?:nr\.?|br\.?)?[\s:]*([0-9A-Z]?\d{8,12}[A-Z]?)(?![\p{L}\d])/dgiu,
    judge: (value) => ({ kind: "nid", valid: /^\d{10}$/.test(value) ? isValidKosovoNumber(value) : null, sure: true }),
    hasDigit: true,
  },
  ...documents,
  {
    pattern: /(?<![\p{L}\d])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?![\p{L}\d])/dgu,
    judge: (value) =>
      isValidIban(value)
        ? { kind: "account", valid: true, sure: true }
        : /^[A-Z]{2}\d{14,}$/.test(value.replaceAll(" ", ""))
          ? { kind: "account", valid: false, sure: true }
          : null,
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d-])\d{3}-\d{1,13}-\d{2}(?![\d-]|\/\d)/dgu,
    judge: (value, context) => {
      const valid = isValidSerbianAccount(value);
      if (valid) return { kind: "account", valid, sure: true };
      // A phone (064-123-45) has the same shape.
      return value.replace(/\D/g, "").length > 10 || new RegExp(`${ACCOUNT_CONTEXT}[^.;]{0,20}$`, "iu").test(context)
        ? { kind: "account", valid, sure: true }
        : null;
    },
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d])\d{15}(?![\p{L}\d])/dgu,
    judge: (value, context) => {
      if (/imei\P{L}*$/iu.test(context)) return { kind: "number", valid: isValidImei(value), sure: true };
      if (isValidMacedonianAccount(value)) return { kind: "account", valid: true, sure: true };
      return new RegExp(`${ACCOUNT_CONTEXT}[^.;]{0,20}$`, "iu").test(context)
        ? { kind: "account", valid: false, sure: true }
        : { kind: "number", valid: isValidImei(value), sure: true };
    },
    hasDigit: true,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})${ACCOUNT_CONTEXT}(?:\\s+(?:br\\.|broj\\p{L}*|бр\\.|број\\p{L}*|nr\\.|numër|numri|bankare|kredita|кредита|\\p{L}{1,12}))?[\\s:]+(\\d[\\d./ -]{6,22}\\d)(?![\\d,])`,
      "dgiu",
    ),
    judge: (value) => {
      const isDate = /^\d{1,2}\.\s?\d{1,2}\.\s?\d{4}/.test(value);
      // 1.260.000 is a sum.
      const isSum = /^\d{1,3}(?:\.\d{3})+$/.test(value);
      const digits = value.replace(/\D/g, "");
      if (isDate || isSum || digits.length < 8 || looksLikeJmbg(value)) return null;
      return {
        kind: "account",
        valid: digits.length === 18 ? isValidSerbianAccount(digits) : null,
        sure: true,
      };
    },
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d])\d{18}(?![\p{L}\d])/dgu,
    judge: (value) => ({ kind: "account", valid: isValidSerbianAccount(value), sure: true }),
    hasDigit: true,
  },
  {
    pattern: new RegExp(`${BORN}${FILLER}(${NUMERIC_DATE}\\.?|${WORD_DATE}\\.?)`, "dgiu"),
    judge: birthDate,
  },
  {
    pattern: new RegExp(`${BORN}${FILLER}(${YEAR})(?=\\.?\\s?(?:god|год)|[.,;)])`, "dgiu"),
    judge: birthDate,
    hasDigit: true,
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,/-])\\+\\s?\\d{1,3}${PHONE_SEPARATOR}?(?:\\(0?\\)${PHONE_SEPARATOR}?)?\\d{1,4}(?:${PHONE_SEPARATOR}?\\d{2,4}){1,4}(?![\\d.,]*\\d)`,
      "dgu",
    ),
    judge: isPhone,
    hasDigit: true,
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,/-]|\\d[ ])\\(?0[1-9]\\d?\\)?${PHONE_SEPARATOR}{1,2}\\d{2,4}(?:${PHONE_SEPARATOR}?\\d{1,4}){0,4}(?![\\d]|[.,/-]\\d|\\p{L})`,
      "dgu",
    ),
    judge: isPhone,
    hasDigit: true,
  },
  { pattern: /(?<![\p{L}\d.,/-])0[67]\d{7,8}(?![\p{L}\d])/dgu, judge: always("phone"), hasDigit: true },
  {
    // 00381 63 …: the country's code without its plus.
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,/-]|\\d[ ])00${PHONE_SEPARATOR}?[1-9]\\d{1,2}${PHONE_SEPARATOR}?\\d{1,4}(?:${PHONE_SEPARATOR}?\\d{2,4}){1,4}(?![\\d.,]*\\d)`,
      "dgu",
    ),
    judge: isPhone,
    hasDigit: true,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:tel\\.?|telefon\\p{L}*|тел\\.?|телефон\\p{L}*|mob\\.?|моб\\.?|cel\\.?)[\\s.:]*(?:br\\.?|broj|бр\\.?|број|nr\\.?)?[\\s:]*(\\+?\\d[\\d ./-]{6,16}\\d)(?!\\d)`,
      "dgiu",
    ),
    judge: isPhone,
    hasDigit: true,
  },
  {
    pattern: /(?<![\p{L}\d])\p{Lu}{2}(?:[ -]\d{3,4}[ -]?|\d{3,4}-)\p{Lu}{2}(?![\p{L}\d])/dgu,
    judge: always("plate"),
    hasDigit: true,
  },
  {
    pattern:
      /(?<!\p{L})(?:tablic\p{L}*|таблиц\p{L}*|oznak\p{L}*|ознак\p{L}*|targ\p{L}*|registracij\p{L}*|регистрациј\p{L}*)\s+(?:nr\.\s*)?(\p{Lu}{2}\s?-?\d{3,4}\s?-?\p{Lu}{2})(?![\p{L}\d])/dgiu,
    judge: always("plate"),
    hasDigit: true,
  },
  {
    pattern:
      /(?<![\p{L}\d@._])(?=[a-z0-9._]*[a-z])[a-z0-9]+(?:\.[a-z0-9]+)*(?:_+[a-z0-9.]*[a-z0-9])+(?![\p{L}\d@_])/dgiu,
    judge: always("handle"),
  },
  { pattern: /(?<![\p{L}\d@.])@[a-z0-9_][a-z0-9_.]{2,}/dgiu, judge: always("handle") },
  {
    pattern: new RegExp(
      `(?:nalog\\p{L}*|налог\\p{L}*|profil\\p{L}*|профил\\p{L}*|llogari\\p{L}*|korisničk\\p{L}+ im\\p{L}+|nadimk\\p{L}+ na mreži|username|nick)[^.;„“”"]{0,30}${OPEN}([\\p{L}\\d][\\p{L}\\d._-]*(?:[._-]|\\d)[\\p{L}\\d._-]*)${CLOSE}`,
      "dgiu",
    ),
    judge: always("handle"),
  },
  {
    // Documents without their word beside them.
    pattern: new RegExp(`${NOT_IN_NUMBER}[A-Z]{2}\\d{7}${END_OF_NUMBER}`, "dgu"),
    judge: always("id-card", false),
    hasDigit: true,
  },
  { pattern: /(?<![\p{L}\d.,/-])\d{11,20}(?![\p{L}\d/-])/dgu, judge: always("number", false), hasDigit: true },
];
