import { CategoryId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { FileProblem } from "../../../schema/protocol/http/methodology-files.ts";
import { newKey } from "../../../schema/rooms/draft/draft-acts.ts";
import { ImportFailure } from "../../import/failure.ts";
import { walkXml } from "../../import/office/xml-reader.ts";
import { describe, parts } from "./code-description.ts";
import { Codes, draftText, inTreeOrder, newCategory, type DraftHere, type FileRead } from "./draft-here.ts";
import { guidOf, keyOfGuid, plainGuid } from "./guids.ts";
import { codeName, originOf } from "./qdc.ts";

/** No methodology has so many categories. */
const MAX_CODES = 2000;

/** A code as a file has it. */
interface FileCode {
  name: string;
  guid: string;
  isCodable: boolean;
  description: string;
  children: FileCode[];
}

/**
 * A codebook of REFI-QDA, as ours or as other programs write it: with a byte order mark, under any namespace, inside a project,
 * without GUIDs. `language`: what its words are in, where it does not say so itself. Throws ImportFailure `broken`,
 * `too-complex`, `unknown-format`, or `empty` where it has no code.
 */
export function readQdc(bytes: Uint8Array, draft: DraftHere, language: UiLanguage): FileRead {
  const { origin, codes } = readCodes(bytes);
  const own = UI_LANGUAGES.find((each) => originOf(each) === origin);
  // Programs that know no tree write a list: it says nothing of where its codes belong.
  const hasTree = own !== undefined || codes.some(({ children }) => children.length > 0);
  const reading = new Reading(draft, own ?? language, own !== undefined, hasTree);
  reading.addAll(codes, null);
  return {
    content: { ...draft.content, categories: inTreeOrder(reading.categories) },
    problems: reading.problems,
    isOurs: own !== undefined,
    made: null,
  };
}

function readCodes(bytes: Uint8Array): { origin: string; codes: FileCode[] } {
  const top: FileCode[] = [];
  const open: FileCode[] = [];
  const path: string[] = [];
  let origin = "";
  let count = 0;
  walkXml(bytes, {
    open(name, attribute) {
      if (path.length === 0 && name !== "CodeBook" && name !== "Project") throw new ImportFailure("unknown-format");
      if (path.length === 0) origin = attribute("origin") ?? "";
      path.push(name);
      if (name !== "Code") return;
      if (++count > MAX_CODES) throw new ImportFailure("too-complex", "too many codes");
      const code: FileCode = {
        name: (attribute("name") ?? "").replace(/\s+/g, " ").trim(),
        guid: plainGuid(attribute("guid") ?? ""),
        isCodable: !/^(?:false|0)$/i.test(attribute("isCodable") ?? ""),
        description: "",
        children: [],
      };
      (open.at(-1)?.children ?? top).push(code);
      open.push(code);
    },
    close(name) {
      path.pop();
      if (name === "Code") open.pop();
    },
    text(text) {
      const code = open.at(-1);
      if (code && path.at(-1) === "Description" && path.at(-2) === "Code") code.description += text;
    },
  });
  if (count === 0) throw new ImportFailure("empty", "no codes");
  return { origin, codes: top };
}

class Reading {
  readonly categories: Category[] = [];
  readonly problems: FileProblem[] = [];
  readonly #draft: DraftHere;
  readonly #language: UiLanguage;
  readonly #isOurs: boolean;
  readonly #hasTree: boolean;
  readonly #codes: Codes;
  readonly #used = new Set<string>();
  readonly #byGuid: Map<string, CategoryId>;

  constructor(draft: DraftHere, language: UiLanguage, isOurs: boolean, hasTree: boolean) {
    const { categories } = draft.content;
    this.#draft = draft;
    this.#language = language;
    this.#isOurs = isOurs;
    this.#hasTree = hasTree;
    this.#codes = new Codes([...categories, ...draft.hidden].map(({ code }) => code));
    this.#byGuid = new Map([...draft.hidden, ...categories].map(({ id }) => [guidOf(id), id]));
  }

  addAll(codes: readonly FileCode[], parent: Category | null): void {
    for (const code of codes) {
      const category = this.#add(code, parent);
      this.addAll(code.children, category ?? parent);
    }
  }

  #add(code: FileCode, parent: Category | null): Category | null {
    const id = this.#idOf(code);
    this.#used.add(id);
    const before = this.#draft.content.categories.find((each) => each.id === id);
    const [, prefix, rest] = /^([A-Z][0-9]{0,3}) (.+)$/.exec(code.name) ?? [];
    // Only files of ours begin a name with its code, or files that went through another program on their way back.
    const hasCode = prefix !== undefined && (this.#isOurs || before?.code === prefix);
    const name = hasCode ? (rest ?? "") : code.name;
    if (name === "") {
      this.#problem("no-name", code.description);
      if (!before) return null;
    }
    const hidden = this.#draft.hidden.find((each) => each.id === id)?.code;
    const given = before?.code ?? hidden ?? (hasCode && this.#codes.take(prefix) ? prefix : null);
    const category = before ? { ...before } : newCategory(id, given ?? this.#codes.next(parent?.code ?? null), null);
    if (!before || this.#hasTree) category.parent = parent?.id ?? null;
    // Other programs know no headings and say that everything may be used.
    if (!before || this.#isOurs) category.onlyChildren = !code.isCodable;
    // What we would have written says nothing new, where it is in another language for want of this one.
    if (name !== "" && !(before && codeName(before, this.#language) === code.name))
      this.#write(category, "label", name);
    if (!(before && isSame(describe(before, this.#language), code.description))) this.#describe(category, code);
    this.categories.push(category);
    return category;
  }

  #describe(category: Category, { description }: FileCode): void {
    // Another program's description says what a definition says; one of ours that went through it keeps its parts.
    const said = parts(description, this.#language);
    for (const text of ["definition", "example", "nearMiss", "spanRule"] as const)
      if (this.#isOurs || said[text] !== undefined) this.#write(category, text, said[text] ?? "");
    for (const list of ["include", "exclude"] as const) {
      if (!this.#isOurs && said[list] === undefined) continue;
      const rules = said[list] ?? [];
      const { [this.#language]: _was, ...others } = category[list];
      category[list] = rules.length > 0 ? { ...others, [this.#language]: rules } : others;
    }
  }

  #write(category: Category, text: "label" | "definition" | "example" | "nearMiss" | "spanRule", value: string): void {
    const clean = draftText(value);
    if (clean === null) return this.#problem("bad-text", value);
    const { [this.#language]: _was, ...others } = category[text];
    category[text] = clean === "" ? others : { ...others, [this.#language]: clean };
  }

  /** By GUID, else by name where only one has it, else new: the same again when the same file comes again. */
  #idOf({ guid, name }: FileCode): CategoryId {
    const known = this.#byGuid.get(guid);
    if (known !== undefined && !this.#used.has(known)) return known;
    const key = guid === "" ? null : CategoryId.parse(keyOfGuid(guid));
    const isKnown = this.#draft.content.categories.some(({ id }) => id === key);
    if (key && isKnown && !this.#used.has(key)) return key;
    const alike = this.#draft.content.categories.filter(
      (each) =>
        !this.#used.has(each.id) &&
        UI_LANGUAGES.some((language) => each.label[language] === name || codeName(each, language) === name),
    );
    const [one] = alike;
    if (one && alike.length === 1) return one.id;
    return key && !this.#used.has(key) ? key : CategoryId.parse(newKey("c"));
  }

  #problem(code: FileProblem["code"], value: string): void {
    this.problems.push({ code, sheet: null, row: null, column: null, value: value.slice(0, 80) });
  }
}

function isSame(a: string, b: string): boolean {
  const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
  return plain(a) === plain(b);
}
