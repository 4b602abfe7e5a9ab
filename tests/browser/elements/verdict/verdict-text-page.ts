import { page, userEvent } from "vitest/browser";
import type { AnnotationId, CategoryId, MemberId, OrganisationId, ThreadId } from "../../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../../schema/domain/member.ts";
import type { Range, Revision } from "../../../../schema/text/revision.ts";
import type { CoramVerdictText } from "../../../../client/verdict/text/coram-verdict-text.ts";
import type { TagView } from "../../../../client/reader/text-views.ts";
import type { ThreadView } from "../../../../client/discussion/thread-view.ts";
import "../../../../client/styles/tokens.css";
import "../../../../client/styles/base.css";
import "../../../../client/verdict/text/coram-verdict-text.ts";
import { tagWords } from "../../../../schema/rooms/tag-words.ts";

/** A colleague with a name. */
export function member(name: string): MemberCard {
  return {
    id: name as MemberId,
    name,
    initials: "XX",
    role: "lawyer",
    organisation: "o" as OrganisationId,
    isGuest: false,
    isRemoved: false,
  };
}

/** A tag on the first place, or places, where words stand. */
export function tagOn(
  revision: Revision,
  id: string,
  code: string,
  words: string | string[],
  more: Partial<TagView> = {},
): TagView {
  return {
    id: id as AnnotationId,
    category: "means.threat" as CategoryId,
    code,
    label: "Threat",
    ranges: [words].flat().map((part) => rangeOf(revision, part)),
    state: "same",
    ...tagWords({}),
    author: member("Mirjana Jović"),
    changedBy: null,
    mine: true,
    canChange: true,
    pending: false,
    deleted: false,
    createdAt: "2026-11-25T10:00:00Z",
    version: 1,
    ...more,
  };
}

export function threadOn(revision: Revision, id: string, words: string): ThreadView {
  return {
    id: id as ThreadId,
    audience: "internal",
    ranges: [rangeOf(revision, words)],
    state: "same",
    tag: null,
    suggestion: null,
    comments: [],
    author: member("Elira Kola"),
    resolved: false,
    canReply: true,
    canResolve: true,
    canApply: false,
  };
}

/** Where words stand in a revision, the first time. */
export function rangeOf({ text }: Pick<Revision, "text">, words: string): Range {
  const start = text.indexOf(words);
  if (start < 0) throw new RangeError(`"${words}" is not in the text`);
  return { start, end: start + words.length };
}

/** The element inside a page as high as the window, in a scroll container of its own. */
export async function showText(
  revision: Revision,
  properties: Partial<CoramVerdictText> = {},
): Promise<CoramVerdictText> {
  await page.viewport(1280, 720);
  document.body.replaceChildren();
  document.title = "Verdict";
  document.documentElement.lang = "en";
  const scroller = document.createElement("main");
  scroller.style.cssText = "height: 700px; overflow: auto; padding-left: 80px";
  const column = document.createElement("div");
  column.style.cssText = "width: 576px";
  const element = document.createElement("coram-verdict-text");
  element.lang = "sr-Latn";
  Object.assign(element, { revision, ...properties });
  column.append(element);
  scroller.append(column);
  document.body.append(scroller);
  await element.updateComplete;
  return element;
}

/** The next event of a name that the element sends. */
export function next<K extends keyof HTMLElementEventMap>(
  element: HTMLElement,
  name: K,
): Promise<HTMLElementEventMap[K]> {
  return new Promise((resolve) => element.addEventListener(name, resolve, { once: true }));
}

/** The words of some ranges. */
export function wordsOf({ text }: Pick<Revision, "text">, ranges: readonly Range[]): string[] {
  return ranges.map(({ start, end }) => text.slice(start, end));
}

/** Puts the caret in the text by a click before the words, and nothing is selected. */
export async function caretBefore(element: CoramVerdictText, words: string): Promise<void> {
  const revision = element.revision as Revision;
  const { start } = rangeOf(revision, words);
  element.focus();
  element.selectRanges([{ start, end: start + 1 }]);
  element.clearSelection();
  await userEvent.keyboard("{ArrowLeft}");
  while (element.caretOffset < start) await userEvent.keyboard("{ArrowRight}");
}

/** Everything that is in the text as a reader's browser holds it, without what CSS draws. */
export function textOf(element: CoramVerdictText): string {
  return [...element.querySelectorAll(".vt-block")].map((block) => block.textContent).join("\n");
}
