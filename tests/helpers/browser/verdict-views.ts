import axe from "axe-core";
import "../../../client/styles/base.css";
import "../../../client/styles/reading.css";
import "../../../client/styles/tokens.css";
import "../../../client/verdict/cards/verdict.css";
import { AnnotationId, CategoryId, CommentId, MemberId, OrganisationId, ThreadId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { CategoryView } from "../../../client/verdict/model/view-model.ts";
import type { CommentView, ThreadView } from "../../../client/discussion/thread-view.ts";
import type { TagView } from "../../../client/reader/text-views.ts";
import { tagWords } from "../../../schema/rooms/tag-words.ts";

let count = 0;
const nextId = (): string => `id${String(++count).padStart(20, "0")}`;

/** A member as others see them. */
export function memberCard(name: string, initials: string, over: Partial<MemberCard> = {}): MemberCard {
  return {
    id: MemberId.parse(nextId()),
    name,
    initials,
    role: "lawyer",
    organisation: OrganisationId.parse("o".repeat(22)),
    isGuest: false,
    isRemoved: false,
    ...over,
  };
}

export const MIRA = memberCard("Mira Jovanović", "MJ");
export const ELIRA = memberCard("Elira Kola", "EK");

/** A category of a small methodology. */
export function categoryView(code: string, label: string, over: Partial<CategoryView> = {}): CategoryView {
  return {
    id: CategoryId.parse(`c.${code.toLowerCase()}`),
    code,
    parent: null,
    label,
    labels: [label],
    definition: `Definition of ${code}.`,
    include: [`what belongs to ${code}`],
    exclude: ["use B1 for that"],
    example: "An example.",
    said: [],
    nearMiss: "",
    spanRule: "",
    onlyChildren: false,
    digit: null,
    count: { min: 1, max: 1 },
    total: { min: 3, max: 3 },
    isBranch: code.length === 1,
    ...over,
  };
}

const ACT = CategoryId.parse("c.a");
const MEANS = CategoryId.parse("c.b");

/** Two branches with leaves, labels in three scripts, digits 1, 2 and 3. */
export const CATEGORIES: readonly CategoryView[] = [
  categoryView("A", "Act", { labels: ["Act", "Radnja", "Радња", "Дејствие", "Veprimi"] }),
  categoryView("A1", "Recruitment", {
    parent: ACT,
    digit: 3,
    labels: ["Recruitment", "Vrbovanje", "Врбовање", "Врбување", "Rekrutimi"],
  }),
  categoryView("A2", "Transport", {
    parent: ACT,
    labels: ["Transport", "Prevoz", "Превоз", "Превезување", "Transportimi"],
  }),
  categoryView("B", "Means", { labels: ["Means", "Sredstvo", "Средство", "Средства", "Mjetet"] }),
  categoryView("B1", "Force", { parent: MEANS, digit: 2, labels: ["Force", "Sila", "Сила", "Forca"] }),
  categoryView("B3", "Abuse of vulnerability", {
    parent: MEANS,
    digit: 1,
    labels: [
      "Abuse of vulnerability",
      "Zloupotreba teškog položaja",
      "Злоупотреба тешког положаја",
      "Abuzimi i cenueshmërisë",
    ],
  }),
];

export function tagView(code: string, over: Partial<TagView> = {}): TagView {
  const category = CATEGORIES.find((each) => each.code === code);
  if (!category) throw new Error(`no category ${code}`);
  return {
    id: AnnotationId.parse(nextId()),
    category: category.id,
    code,
    label: category.label,
    ranges: [{ start: 10, end: 40 }],
    state: "same",
    ...tagWords({}),
    author: MIRA,
    changedBy: null,
    mine: true,
    canChange: true,
    pending: false,
    deleted: false,
    createdAt: "2026-03-12T13:48:00Z",
    version: 3,
    ...over,
  };
}

export function commentView(body: string, over: Partial<CommentView> = {}): CommentView {
  return {
    id: CommentId.parse(nextId()),
    author: ELIRA,
    body,
    mentioned: [],
    createdAt: "2026-03-12T13:51:00Z",
    edited: false,
    mine: false,
    pending: false,
    deleted: false,
    ...over,
  };
}

export function threadView(comments: CommentView[], over: Partial<ThreadView> = {}): ThreadView {
  return {
    id: ThreadId.parse(nextId()),
    audience: "internal",
    ranges: [{ start: 10, end: 40 }],
    state: "same",
    tag: null,
    suggestion: null,
    comments,
    author: ELIRA,
    resolved: false,
    canReply: true,
    canResolve: true,
    canApply: false,
    ...over,
  };
}

/** Puts elements on an empty page. */
export function mount<Item extends HTMLElement>(element: Item, width = "22rem"): Item {
  const place = document.createElement("main");
  place.style.width = width;
  place.append(element);
  document.body.replaceChildren(place);
  return element;
}

/** Events of one name in the order in which they come. */
export function heard<Name extends keyof HTMLElementEventMap>(name: Name): HTMLElementEventMap[Name][] {
  const events: HTMLElementEventMap[Name][] = [];
  document.body.addEventListener(name, (event) => events.push(event));
  return events;
}

/** What axe finds against WCAG 2.2 AA and good practice in this element, and of its colours in the dark too: rule and markup. */
export async function violationsOf(element: Element): Promise<string[]> {
  const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const light = await violationsNow(element, { type: "tag", values: all });
  document.documentElement.dataset["theme"] = "dark";
  const dark = await violationsNow(element, { type: "rule", values: ["color-contrast", "link-in-text-block"] });
  document.documentElement.dataset["theme"] = "light";
  return [...light.map((words) => `light: ${words}`), ...dark.map((words) => `dark: ${words}`)];
}

async function violationsNow(element: Element, runOnly: axe.RunOnly): Promise<string[]> {
  const { violations } = await axe.run(element, {
    runOnly,
    resultTypes: ["violations"],
    preload: false,
    // Rules about whole pages: an element alone has no landmarks or headings of a page.
    rules: {
      region: { enabled: false },
      "page-has-heading-one": { enabled: false },
      "heading-order": { enabled: false },
    },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
