import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import { captionsIn, entriesOf } from "../../../../schema/editor/wired-rows.ts";
import { inlineText } from "../typography/lengths.ts";
import type { Inline, Run } from "./manuscript.ts";

/** Whether these words end as a sentence does. */
export function endsSentence(words: readonly Inline[] | undefined): boolean {
  return /[.!?…]["“”»’‘\])]*$/u.test(inlineText(words ?? []));
}

/**
 * Whether what follows these words begins a sentence. Not behind a short word with a full stop: "cf.", "čl." and "p.sh." end none; a
 * sentence that does end in one goes on small.
 */
export function beginsSentence(before: readonly Inline[]): boolean {
  return /^\s*$|[\p{L}\])]{4,}["“”»’‘)\]]*[.!?…]["“”»’‘)\]]*\s+$/u.test(inlineText(before));
}

export function run(text: string, marks: OutputNode["marks"] = [], lang: string | null = null): Run {
  const has = (name: string): boolean => marks.some(({ type }) => type === name);
  const valueOf = (name: string, attribute: string): string | null => {
    const value = marks.find(({ type }) => type === name)?.attrs?.[attribute];
    return typeof value === "string" && value !== "" ? value : null;
  };
  return {
    kind: "run",
    text,
    strong: has("strong"),
    em: has("em"),
    superscript: has("superscript"),
    lang: lang ?? valueOf("language", "lang"),
    href: valueOf("link", "href"),
    isQuote: false,
  };
}

export function wordsOf(node: OutputNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === "string" ? value : "";
}

export function numberOf(value: unknown, missing: number): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : missing;
}

/** Without blanks at its beginning, which would be an indent: who types on behind a quote begins with one. */
export function unindented(content: readonly Inline[]): Inline[] {
  const [first, ...rest] = content;
  if (first?.kind !== "run") return [...content];
  const text = first.text.trimStart();
  return text === "" ? unindented(rest) : [{ ...first, text }, ...rest];
}

const SIGNS = /^[.,;:!?]+/;
/** Words between marks that end with a full stop. */
const STOPPED = /(?<!\.)\.["“”»’‘\s]+$/u;

/** The number of a quote's source stands behind the sign that follows its words, which is none where they end with a full stop of their own. */
export function behindSigns(content: readonly Inline[]): Inline[] {
  const moved = [...content];
  for (let i = 1; i + 1 < moved.length; i++) {
    const [words, source, next] = moved.slice(i - 1);
    if (words?.kind !== "run" || !words.isQuote || source?.kind !== "note" || next?.kind !== "run") continue;
    const signs = SIGNS.exec(next.text)?.[0] ?? "";
    if (signs === "") continue;
    const rest = next.text.slice(signs.length);
    const isTwice = signs === "." && STOPPED.test(words.text);
    const behind = [...(isTwice ? [] : [{ ...next, text: signs }]), source, ...(rest ? [{ ...next, text: rest }] : [])];
    moved.splice(i, 2, ...behind);
  }
  return moved;
}

/** What is written above a node that is read from answers. */
export function captionOf(node: OutputNode): string {
  return captionsIn(entriesOf(node))
    .map(({ words }) => words.trim())
    .join(" / ");
}
