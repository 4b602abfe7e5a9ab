import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { CATEGORY_TEXTS } from "../../../schema/rooms/draft/draft-fields.ts";
import { FORMER_NAMES, HANDBOOK_WORDS, type HandbookWords } from "./handbook-words.ts";

export const SHEETS = ["categories", "questions", "choices", "groups"] as const;
export type SheetKind = (typeof SHEETS)[number];

/** A column of a sheet; `isText`: one a language. */
export interface SheetColumn {
  field: string;
  isText: boolean;
  width: number;
  nameOf: (words: HandbookWords) => string;
}

const plain = (field: string, width: number, nameOf: SheetColumn["nameOf"]): SheetColumn => ({
  field,
  isText: false,
  width,
  nameOf,
});
const text = (field: string, width: number, nameOf: SheetColumn["nameOf"]): SheetColumn => ({
  field,
  isText: true,
  width,
  nameOf,
});

const ID = plain("id", 22, (words) => words.id);
const PUBLISH = plain("publish", 16, (words) => words.publish);
const TEXT_WIDTHS = { label: 30, definition: 46, include: 38, exclude: 38, example: 46, nearMiss: 38, spanRule: 26 };

/** The columns of each sheet, as they stand from left to right. Readers find them by their names in any of the languages. */
export const SHEET_COLUMNS: Record<SheetKind, readonly SheetColumn[]> = {
  categories: [
    ID,
    plain("parent", 12, (words) => words.parentCode),
    plain("code", 8, (words) => words.code),
    ...CATEGORY_TEXTS.map((name) => text(name, TEXT_WIDTHS[name], (words) => words.texts[name])),
    plain("digit", 8, (words) => words.digit),
    plain("onlyChildren", 16, (words) => words.onlyChildren),
    PUBLISH,
  ],
  questions: [
    ID,
    plain("group", 18, (words) => words.group),
    text("label", 44, (words) => words.question),
    text("help", 40, (words) => words.help),
    plain("type", 22, (words) => words.type),
    plain("level", 18, (words) => words.level),
    plain("evidenceExpected", 12, (words) => words.evidence),
    plain("shownIf", 34, (words) => words.shownIf),
    plain("from", 22, (words) => words.fromData),
    PUBLISH,
  ],
  choices: [plain("question", 30, (words) => words.question), ID, text("label", 40, (words) => words.name)],
  groups: [ID, text("label", 40, (words) => words.name)],
};

/** What a sheet is called. */
export function sheetTitle(kind: SheetKind, language: UiLanguage): string {
  return HANDBOOK_WORDS[language][kind];
}

/** What a heading names, in whatever language it is; null for a column of nobody's. */
export function columnOf(kind: SheetKind, heading: string): { field: string; language: UiLanguage | null } | null {
  const [, name = heading, tag] = /^(.*?)\s*\(([A-Za-z-]+)\)\s*$/s.exec(heading) ?? [];
  const language = UI_LANGUAGES.find((each) => each.toLowerCase() === tag?.toLowerCase()) ?? null;
  const folded = foldForSearch(name.trim());
  const found = SHEET_COLUMNS[kind].find(({ field, nameOf, isText }) => {
    if (isText !== (language !== null)) return false;
    const names = [...UI_LANGUAGES.map((each) => nameOf(HANDBOOK_WORDS[each])), ...(FORMER_NAMES.get(field) ?? [])];
    return names.some((each) => foldForSearch(each) === folded);
  });
  return found ? { field: found.field, language } : null;
}

/** The sheet that a name stands for, in whatever language. */
export function sheetKindOf(name: string): SheetKind | null {
  const folded = foldForSearch(name.trim());
  return SHEETS.find((kind) => UI_LANGUAGES.some((each) => foldForSearch(sheetTitle(kind, each)) === folded)) ?? null;
}
