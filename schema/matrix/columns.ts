import { localise, UI_LANGUAGES, type UiLanguage, withoutScript } from "../domain/language.ts";
import { foldForSearch } from "../language/fold.ts";
import { answering, type SaidIn } from "../language/stem/word-search.ts";
import type { MatrixCategory, MatrixView } from "../protocol/http/matrix.ts";
import type { MatrixChoice } from "./choice.ts";

type Question = MatrixView["questions"][number];

/** One column: a category with its place in the tree, or a question. */
export interface CategoryColumn {
  kind: "category";
  id: string;
  category: MatrixCategory;
  label: string;
  /** Steps below the branch. */
  depth: number;
  /** The category and all below it. */
  below: ReadonlySet<string>;
  /** It may be unfolded. */
  hasChildren: boolean;
  isOpen: boolean;
}
export interface QuestionColumn {
  kind: "question";
  id: string;
  question: Question;
  label: string;
}
export type MatrixColumn = CategoryColumn | QuestionColumn;

/** The columns that a choice shows, in the order of the methodology; `matching` says whether its words, or its ids, found any. */
export function matrixColumns(
  view: Pick<MatrixView, "categories" | "questions">,
  choice: MatrixChoice,
  language: UiLanguage,
): { columns: MatrixColumn[]; matching: boolean } {
  const words = choice.text.trim();
  const isChosen = words !== "" || choice.only.length > 0;
  const tree = new Tree(view.categories);
  const columns = (isWhole: boolean): MatrixColumn[] =>
    choice.by === "questions" ? questionColumns(view, choice, language) : tree.columns(choice, language, isWhole);
  const found = isChosen ? chosen(columns(true), choice) : [];
  return found.length > 0 ? { columns: found, matching: true } : { columns: columns(false), matching: false };
}

/** Of columns those that a choice names: by its words, or by id. */
function chosen(columns: readonly MatrixColumn[], { text, only }: MatrixChoice): MatrixColumn[] {
  const words = text.trim();
  if (words === "") return columns.filter(({ id }) => only.includes(id));
  const needle = foldForSearch(words);
  const coded = columns.filter((column) => foldForSearch(codeOf(column)) === needle);
  const said = answering(columns, labelsOf, words);
  return columns.filter((column) => coded.includes(column) || said.has(column));
}

const codeOf = (column: MatrixColumn): string => (column.kind === "category" ? column.category.code : column.id);

function labelsOf(column: MatrixColumn): SaidIn[] {
  const { label } = column.kind === "category" ? column.category : column.question;
  return UI_LANGUAGES.flatMap((of) => (label[of] ? [{ text: label[of], languages: [withoutScript(of)] }] : []));
}

function questionColumns(
  { questions }: Pick<MatrixView, "questions">,
  { part }: MatrixChoice,
  language: UiLanguage,
): QuestionColumn[] {
  return questions
    .filter(({ group }) => part === null || group === part)
    .map((question) => ({ kind: "question", id: question.id, question, label: localise(question.label, language) }));
}

class Tree {
  readonly #categories: readonly MatrixCategory[];
  readonly #children = new Map<string | null, MatrixCategory[]>();

  constructor(categories: readonly MatrixCategory[]) {
    this.#categories = categories;
    const ids = new Set<string>(categories.map(({ id }) => id));
    for (const category of categories) {
      // One that is gone, and one whose parent is, stand by themselves.
      const parent = category.isGone || category.parent === null || !ids.has(category.parent) ? null : category.parent;
      const list = this.#children.get(parent) ?? [];
      list.push(category);
      this.#children.set(parent, list);
    }
  }

  columns(choice: MatrixChoice, language: UiLanguage, isWhole: boolean): CategoryColumn[] {
    const open = new Set<string>(choice.open);
    const columns: CategoryColumn[] = [];
    const add = (category: MatrixCategory, depth: number): void => {
      const children = this.#children.get(category.id) ?? [];
      const isOpen = isWhole || open.has(category.id);
      const label = localise(category.label, language) || category.id;
      const below = this.#below(category);
      const hasChildren = children.length > 0;
      columns.push({ kind: "category", id: category.id, category, label, depth, below, hasChildren, isOpen });
      if (isOpen) for (const child of children) add(child, depth + 1);
    };
    const roots = this.#children.get(null) ?? [];
    const part = this.#categories.find(({ id }) => id === choice.part);
    for (const root of part ? [part] : roots) add(root, 0);
    return columns;
  }

  #below(category: MatrixCategory): Set<string> {
    const below = new Set<string>();
    const waiting = [category];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (below.has(next.id)) continue;
      below.add(next.id);
      waiting.push(...(this.#children.get(next.id) ?? []));
    }
    return below;
  }
}
