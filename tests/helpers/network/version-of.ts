import type { CategoryMap } from "../../../schema/domain/methodology/category-map.ts";
import { CategoryId, MethodologyId, newId } from "../../../schema/domain/ids.ts";
import type {
  Category,
  MethodologyContent,
  MethodologyVersion,
} from "../../../schema/domain/methodology/methodology.ts";

/** A category of a test by its key and code. */
export function aCategory(id: string, code: string, change: Partial<Category> = {}): Category {
  return {
    id: CategoryId.parse(id),
    code,
    parent: null,
    label: { en: id },
    definition: { en: `What ${id} is` },
    include: {},
    exclude: {},
    example: {},
    exampleFrom: null,
    nearMiss: {},
    digit: null,
    onlyChildren: false,
    spanRule: {},
    ...change,
  };
}

export function contentOf(categories: Category[], change: Partial<MethodologyContent> = {}): MethodologyContent {
  return { title: { en: "Test" }, groups: [], categories, questions: [], outputs: [], ...change };
}

/** A version with categories A1, A2, … of these keys. */
export function versionOf(keys: readonly string[], number = 1, maps: CategoryMap[] = []): MethodologyVersion {
  const content = contentOf(keys.map((key, i) => aCategory(key, `A${i + 1}`)));
  return {
    methodology: newId(MethodologyId),
    number,
    frozenAt: "2026-11-26T10:00:00.000Z",
    note: "",
    content,
    maps,
    gone: [],
    behind: [],
  };
}
