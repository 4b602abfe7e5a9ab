import type { UiLanguage } from "../../schema/domain/language.ts";
import type { CaseKind } from "../../schema/domain/case.ts";
import type { StandingAct } from "../../schema/domain/standing-change.ts";
import { toCyrillic } from "../../schema/language/script.ts";

/** Words of a file of rulings, in the reader's language. */
export interface RulingWords {
  rulings: string;
  round: string;
  number: string;
  kind: string;
  kinds: Record<Exclude<CaseKind, "agreed">, string>;
  about: string;
  coders: string;
  stands: string;
  words: string;
  reason: string;
  panel: string;
  at: string;
  earlier: string;
  open: string;
  none: string;
  /** `{who}` */
  entries: string;
  span: string;
  /** What was done to what is settled, outside agreement. */
  changes: string;
  /** Head of the column that says why a tag or an answer was added. */
  added: string;
  acts: Record<StandingAct["kind"], string>;
}

const en: RulingWords = {
  rulings: "Rulings",
  round: "Round",
  number: "No.",
  kind: "Disagreement",
  kinds: {
    category: "which category",
    place: "where it starts or ends",
    missed: "missed by some",
    answer: "answer differs",
  },
  about: "About",
  coders: "What the coders say",
  stands: "What stands",
  words: "Words",
  reason: "Reason",
  panel: "Decided by",
  at: "Decided on",
  earlier: "Earlier rulings",
  open: "not ruled on yet",
  none: "nothing stands",
  entries: "as {who} says",
  span: "another span",
  changes: "Added or withdrawn since",
  added: "Added because",
  acts: {
    "add-tag": "tag added",
    "withdraw-tag": "tag withdrawn",
    "sort-tag": "tag sorted",
    answer: "answered",
    "withdraw-answer": "answer withdrawn",
    unsettle: "settlement taken back",
  },
};

const srLatn: RulingWords = {
  rulings: "Odluke",
  round: "Krug",
  number: "Br.",
  kind: "Neslaganje",
  kinds: {
    category: "koja kategorija",
    place: "gde počinje ili se završava",
    missed: "neko je propustio",
    answer: "različiti odgovori",
  },
  about: "O čemu",
  coders: "Šta kažu koderi",
  stands: "Šta stoji",
  words: "Reči",
  reason: "Razlog",
  panel: "Odlučili",
  at: "Odlučeno",
  earlier: "Ranije odluke",
  open: "još nije odlučeno",
  none: "ništa ne stoji",
  entries: "kako kaže: {who}",
  span: "drugi odlomak",
  changes: "Naknadno dodato ili povučeno",
  added: "Razlog dodavanja",
  acts: {
    "add-tag": "oznaka dodata",
    "withdraw-tag": "oznaka povučena",
    "sort-tag": "oznaka razvrstana",
    answer: "odgovoreno",
    "withdraw-answer": "odgovor povučen",
    unsettle: "usaglašenost povučena",
  },
};

const mk: RulingWords = {
  rulings: "Одлуки",
  round: "Круг",
  number: "Бр.",
  kind: "Несогласување",
  kinds: {
    category: "која категорија",
    place: "каде почнува или завршува",
    missed: "некој пропуштил",
    answer: "различни одговори",
  },
  about: "За што",
  coders: "Што велат кодерите",
  stands: "Што останува",
  words: "Зборови",
  reason: "Причина",
  panel: "Одлучиле",
  at: "Одлучено",
  earlier: "Претходни одлуки",
  open: "сѐ уште не е одлучено",
  none: "ништо не останува",
  entries: "како што вели: {who}",
  span: "друг извадок",
  changes: "Дополнително додадено или повлечено",
  added: "Причина за додавањето",
  acts: {
    "add-tag": "ознака додадена",
    "withdraw-tag": "ознака повлечена",
    "sort-tag": "ознака распределена",
    answer: "одговорено",
    "withdraw-answer": "одговор повлечен",
    unsettle: "усогласеноста повлечена",
  },
};

const sq: RulingWords = {
  rulings: "Vendimet",
  round: "Raundi",
  number: "Nr.",
  kind: "Mospërputhja",
  kinds: {
    category: "cila kategori",
    place: "ku fillon ose mbaron",
    missed: "lënë pas nga dikush",
    answer: "përgjigje të ndryshme",
  },
  about: "Për çfarë",
  coders: "Çfarë thonë koduesit",
  stands: "Çfarë qëndron",
  words: "Fjalët",
  reason: "Arsyeja",
  panel: "Vendosën",
  at: "Vendosur më",
  earlier: "Vendime të mëparshme",
  open: "ende pa vendim",
  none: "asgjë nuk qëndron",
  entries: "siç thotë: {who}",
  span: "pasazh tjetër",
  changes: "Shtuar ose tërhequr më pas",
  added: "Arsyeja e shtimit",
  acts: {
    "add-tag": "etiketë e shtuar",
    "withdraw-tag": "etiketë e tërhequr",
    "sort-tag": "etiketë e klasifikuar",
    answer: "u përgjigj",
    "withdraw-answer": "përgjigje e tërhequr",
    unsettle: "zgjidhja e tërhequr",
  },
};

/** The placeholders are in Latin letters, and stay so. */
function inCyrillic(words: RulingWords): RulingWords {
  const turn = (text: string): string =>
    text
      .split(/(\{\w+\})/)
      .map((part) => (part.startsWith("{") ? part : toCyrillic(part)))
      .join("");
  const turned = Object.entries(words).map(([key, value]: [string, string | RulingWords["kinds"]]) => [
    key,
    typeof value === "string"
      ? turn(value)
      : Object.fromEntries(Object.entries(value).map(([kind, name]) => [kind, turn(name)])),
  ]);
  return Object.fromEntries(turned) as RulingWords;
}

export const RULING_WORDS: Record<UiLanguage, RulingWords> = {
  en,
  "sr-Latn": srLatn,
  "sr-Cyrl": inCyrillic(srLatn),
  mk,
  sq,
};
