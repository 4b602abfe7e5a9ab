import { CategoryId } from "../../../schema/domain/ids.ts";
import { Category } from "../../../schema/domain/methodology/methodology.ts";
import { newKey } from "../../../schema/rooms/draft/draft-acts.ts";
import { Codes, newCategory, type DraftHere } from "./draft-here.ts";
import type { SheetRow, SheetRows } from "./sheet-rows.ts";

/** The categories of a sheet, in the order of its rows; parents are set, and form no ring. */
export function readCategoryRows(sheet: SheetRows, draft: DraftHere): Category[] {
  const rows = sheet.rows.filter((row) => !row.isEmpty);
  const keys = keysOf(rows, draft);
  const codes = codesOf(rows, keys, draft);
  const read = rows.flatMap((row): { row: SheetRow; category: Category }[] => {
    const id = keys.get(row);
    const code = codes.get(row);
    if (!id) return [];
    const before = draft.content.categories.find((each) => each.id === id);
    const category = written(row, before ?? newCategory(id, code ?? "A", null));
    if (Object.keys(category.label).length > 0)
      return [{ row, category: { ...category, code: code ?? category.code } }];
    row.problem("no-name", "label", "");
    return before ? [{ row, category: { ...category, label: before.label, code: code ?? before.code } }] : [];
  });
  return withParents(read, codes, draft);
}

function written(row: SheetRow, { publish: published, ...before }: Category): Category {
  const publish = row.publishing(published);
  return {
    ...before,
    label: row.texts("label", before.label),
    definition: row.texts("definition", before.definition),
    include: row.lists("include", before.include),
    exclude: row.lists("exclude", before.exclude),
    example: row.texts("example", before.example),
    nearMiss: row.texts("nearMiss", before.nearMiss),
    spanRule: row.texts("spanRule", before.spanRule),
    digit: digitOf(row, before.digit),
    onlyChildren: row.yesNo("onlyChildren", before.onlyChildren),
    ...(publish ? { publish } : {}),
  };
}

function digitOf(row: SheetRow, before: number | null): number | null {
  const text = row.get("digit");
  if (text === null) return before;
  if (text === "") return null;
  if (/^[1-9]$/.test(text)) return Number(text);
  row.problem("bad-digit", "digit", text);
  return before;
}

/** The key of each row: the one that it has, else that of the category with its code where the sheet has no keys at all, else a new one. */
function keysOf(rows: readonly SheetRow[], { content }: DraftHere): Map<SheetRow, CategoryId> {
  const keys = new Map<SheetRow, CategoryId>();
  const used = new Set<string>();
  for (const row of rows) {
    const text = row.get("id");
    const parsed = CategoryId.safeParse(text);
    const byCode = text === null ? content.categories.find(({ code }) => code === row.get("code"))?.id : undefined;
    const key = parsed.data ?? byCode;
    if (text && !parsed.success) row.problem("bad-key", "id", text);
    else if (key && used.has(key)) row.problem("key-twice", "id", key);
    const own = key && !used.has(key) ? key : CategoryId.parse(newKey("c"));
    used.add(own);
    keys.set(row, own);
  }
  return keys;
}

/** The code of each row. Categories keep theirs where the sheet has no codes; of two that claim one, the one that had it has it. */
function codesOf(
  rows: readonly SheetRow[],
  keys: ReadonlyMap<SheetRow, CategoryId>,
  { content, hidden }: DraftHere,
): Map<SheetRow, string> {
  const codes = new Map<SheetRow, string>();
  const now = new Map([...hidden, ...content.categories].map(({ id, code }) => [id, code]));
  const rowOf = new Set(keys.values());
  // Those that are not in the file may yet be kept.
  const given = new Codes(
    [...hidden, ...content.categories].filter(({ id }) => !rowOf.has(id)).map(({ code }) => code),
  );
  const wanted = (row: SheetRow): string | null => row.get("code")?.toUpperCase() ?? null;
  const own = (row: SheetRow): string | undefined => now.get(keys.get(row) ?? ("" as CategoryId));
  for (const row of rows) {
    const code = wanted(row) ?? own(row);
    if (code !== undefined && code === own(row) && given.take(code)) codes.set(row, code);
  }
  for (const row of rows) {
    const code = wanted(row);
    if (codes.has(row) || !code) continue;
    if (Category.shape.code.safeParse(code).success && given.take(code)) codes.set(row, code);
    else row.problem("bad-code", "code", row.get("code") ?? "");
  }
  for (const row of rows) {
    if (codes.has(row)) continue;
    const before = own(row);
    codes.set(
      row,
      before !== undefined && given.take(before) ? before : given.next(row.get("parent")?.toUpperCase() || null),
    );
  }
  return codes;
}

function withParents(
  read: readonly { row: SheetRow; category: Category }[],
  codes: ReadonlyMap<SheetRow, string>,
  { content }: DraftHere,
): Category[] {
  // By the codes that stand in the file first, for there a person reads them; then by those of the draft.
  const byCode = new Map<string, CategoryId>(content.categories.map(({ code, id }) => [code, id]));
  for (const { category } of read) byCode.set(category.code, category.id);
  for (const { row, category } of read.toReversed()) {
    const printed = row.printed("code")?.toUpperCase();
    if (printed && codes.get(row) === printed) byCode.set(printed, category.id);
  }
  const categories = read.map(({ row, category }) => {
    const text = row.get("parent");
    if (text === null) return category;
    const parent = text === "" ? null : (byCode.get(text.toUpperCase()) ?? null);
    if (text !== "" && parent === null) row.problem("parent-missing", "parent", text);
    return { ...category, parent };
  });
  return cutRings(read, categories);
}

/** The first row of each ring goes to the top. */
function cutRings(read: readonly { row: SheetRow }[], categories: readonly Category[]): Category[] {
  const byId = new Map(categories.map((each) => [each.id, { ...each }]));
  return categories.map(({ id }, place) => {
    const category = byId.get(id);
    const isRing = category !== undefined && reaches(category, id, byId);
    if (isRing) {
      read[place]?.row.problem("parent-ring", "parent", read[place].row.get("parent") ?? "");
      category.parent = null;
    }
    return category ?? newCategory(id, "A", null);
  });
}

function reaches(from: Category, id: CategoryId, byId: ReadonlyMap<CategoryId, Category>): boolean {
  const seen = new Set<string>();
  for (let at = from.parent; at !== null && !seen.has(at); at = byId.get(at)?.parent ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
