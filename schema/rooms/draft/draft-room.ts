import type * as Y from "yjs";
import type { CategoryFate } from "../../domain/methodology/category-map.ts";
import { CategoryId, type QuestionId, type VerdictId } from "../../domain/ids.ts";
import { UI_LANGUAGES, type Localised, type LocalisedLists } from "../../domain/language.ts";
import type { Publishing, Question, VerdictFact } from "../../domain/methodology/methodology.ts";
import type { Anchor } from "../../text/revision.ts";
import { DRAFT_FIELDS } from "./draft-fields.ts";
import { Entries, type RawEntry } from "../entries.ts";

/** What every entry of a draft has. */
interface DraftEntry {
  /** Id of the entry in the room. */
  entry: string;
  order: string;
  createdAt: string;
  deleted: string | null;
  /** Yjs client id that last wrote each field. */
  writers: Record<string, number>;
}

/** A category as the draft has it. */
export interface DraftCategory extends DraftEntry {
  id: CategoryId;
  code: string;
  /** Entry of the parent as it was written: it may be gone, or below this one (`draftTree` puts that right). */
  parentEntry: string | null;
  label: Localised;
  definition: Localised;
  include: LocalisedLists;
  exclude: LocalisedLists;
  example: Localised;
  nearMiss: Localised;
  spanRule: Localised;
  digit: number | null;
  onlyChildren: boolean;
  publish: Publishing | null;
  fate: CategoryFate | null;
  exampleFrom: { verdict: VerdictId; anchor: Anchor } | null;
}

export interface DraftAbout extends DraftEntry {
  title: Localised;
}

export interface DraftGroup extends DraftEntry {
  id: string;
  label: Localised;
}

export interface DraftQuestion extends DraftEntry {
  id: QuestionId;
  group: string;
  label: Localised;
  help: Localised;
  type: Question["type"];
  level: Question["perUnit"];
  evidenceExpected: boolean;
  shownIf: Question["shownIf"];
  from: VerdictFact | null;
  publish: Publishing | null;
}

export interface DraftChoice extends DraftEntry {
  question: QuestionId;
  id: string;
  label: Localised;
}

export interface DraftOutput extends DraftEntry {
  id: string;
  title: Localised;
}

export interface DraftSection extends DraftEntry {
  output: string;
  id: string;
  title: Localised;
  prompt: Localised;
  fromCategories: CategoryId[];
  fromQuestions: QuestionId[];
}

export const DRAFT_ROOTS = ["about", "categories", "groups", "questions", "choices", "outputs", "sections"] as const;
export type DraftRoot = (typeof DRAFT_ROOTS)[number];

/**
 * Typed access to the document of a methodology's draft. Lists come in their order, deleted entries too; where two entries
 * carry one key, the one with the smaller entry id counts, at every peer.
 */
export class DraftRoom {
  readonly roots: Readonly<Record<DraftRoot, Entries>>;

  constructor(doc: Y.Doc) {
    const rooted = DRAFT_ROOTS.map((root) => [root, new Entries(doc, root, DRAFT_FIELDS[root] ?? {})] as const);
    this.roots = Object.fromEntries(rooted) as Record<DraftRoot, Entries>;
  }

  /** Of the methodology, by language. */
  title(): Localised {
    return this.about()[0]?.title ?? {};
  }

  /** What is said of the methodology as a whole: at most one. */
  about(): DraftAbout[] {
    return this.#list(
      "about",
      () => "",
      (entry) => ({ ...common(entry), title: text(entry, "title") }),
    );
  }

  /** By order key among all, deleted ones too; `draft-tree.ts` makes the tree. */
  categories(): DraftCategory[] {
    return this.#list("categories", ({ id }) => id, toCategory);
  }

  /** In their order, deleted ones too. */
  groups(): DraftGroup[] {
    return this.#list(
      "groups",
      ({ id }) => id,
      (entry) => {
        return { ...common(entry), id: entry.fields["group"] as string, label: text(entry, "label") };
      },
    );
  }

  /** In their order, of all groups; deleted ones too. */
  questions(): DraftQuestion[] {
    return this.#list("questions", ({ id }) => id, toQuestion);
  }

  /** Of all questions. */
  choices(): DraftChoice[] {
    return this.#list(
      "choices",
      ({ question, id }) => `${question}/${id}`,
      (entry) => {
        const { question, choice } = entry.fields;
        return {
          ...common(entry),
          question: question as QuestionId,
          id: choice as string,
          label: text(entry, "label"),
        };
      },
    );
  }

  /** Templates of documents, in their order; deleted ones too. */
  outputs(): DraftOutput[] {
    return this.#list(
      "outputs",
      ({ id }) => id,
      (entry) => {
        return { ...common(entry), id: entry.fields["output"] as string, title: text(entry, "title") };
      },
    );
  }

  /** Of all outputs. */
  sections(): DraftSection[] {
    return this.#list(
      "sections",
      ({ output, id }) => `${output}/${id}`,
      (entry) => {
        const { output, section, fromCategories, fromQuestions } = entry.fields;
        return {
          ...common(entry),
          output: output as string,
          id: section as string,
          title: text(entry, "title"),
          prompt: text(entry, "prompt"),
          fromCategories: (fromCategories as CategoryId[] | undefined) ?? [],
          fromQuestions: (fromQuestions as QuestionId[] | undefined) ?? [],
        };
      },
    );
  }

  #list<T extends DraftEntry>(root: DraftRoot, keyOf: (each: T) => string, read: (entry: RawEntry) => T): T[] {
    const byKey = new Map<string, T>();
    for (const entry of this.roots[root].all()) {
      const each = read(entry);
      const other = byKey.get(keyOf(each));
      if (!other || each.entry < other.entry) byKey.set(keyOf(each), each);
    }
    return [...byKey.values()].sort(inOrder);
  }
}

/** By order key, then by entry id: the same everywhere, whatever arrived first. */
export function inOrder(a: Pick<DraftEntry, "order" | "entry">, b: Pick<DraftEntry, "order" | "entry">): number {
  if (a.order !== b.order) return a.order < b.order ? -1 : 1;
  return a.entry < b.entry ? -1 : 1;
}

function common({ id, fields, writers }: RawEntry): DraftEntry {
  return {
    entry: id,
    order: fields["order"] as string,
    createdAt: fields["createdAt"] as string,
    deleted: (fields["deleted"] as string | null | undefined) ?? null,
    writers,
  };
}

function toCategory(entry: RawEntry): DraftCategory {
  const { fields } = entry;
  const verdict = fields["exampleVerdict"] as VerdictId | null | undefined;
  const anchor = fields["exampleAnchor"] as Anchor | null | undefined;
  return {
    ...common(entry),
    id: fields["category"] as CategoryId,
    code: fields["code"] as string,
    parentEntry: fields["parent"] as string | null,
    label: text(entry, "label"),
    definition: text(entry, "definition"),
    include: lines(entry, "include"),
    exclude: lines(entry, "exclude"),
    example: text(entry, "example"),
    nearMiss: text(entry, "nearMiss"),
    spanRule: text(entry, "spanRule"),
    digit: (fields["digit"] as number | null | undefined) ?? null,
    onlyChildren: fields["onlyChildren"] === true,
    publish: (fields["publish"] as Publishing | null | undefined) ?? null,
    fate: (fields["fate"] as CategoryFate | null | undefined) ?? null,
    exampleFrom: verdict && anchor ? { verdict, anchor } : null,
  };
}

function toQuestion(entry: RawEntry): DraftQuestion {
  const { fields } = entry;
  return {
    ...common(entry),
    id: fields["question"] as QuestionId,
    group: fields["group"] as string,
    label: text(entry, "label"),
    help: text(entry, "help"),
    type: fields["type"] as Question["type"],
    level: fields["level"] as Question["perUnit"],
    evidenceExpected: fields["evidenceExpected"] === true,
    shownIf: (fields["shownIf"] as Question["shownIf"] | undefined) ?? null,
    from: (fields["from"] as VerdictFact | null | undefined) ?? null,
    publish: (fields["publish"] as Publishing | null | undefined) ?? null,
  };
}

/** A text's languages; an empty one counts as missing. */
function text({ fields }: RawEntry, name: string): Localised {
  const found = UI_LANGUAGES.map((language) => [language, fields[`${name}:${language}`]] as const);
  return Object.fromEntries(found.filter(([, value]) => typeof value === "string" && value.trim() !== ""));
}

/** A list's languages: one item a line. */
function lines(entry: RawEntry, name: string): LocalisedLists {
  const split = (value: string): string[] =>
    value
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return Object.fromEntries(Object.entries(text(entry, name)).map(([language, value]) => [language, split(value)]));
}
