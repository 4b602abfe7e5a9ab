import type { Node } from "prosemirror-model";
import { Decoration, DecorationSet } from "prosemirror-view";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { Offsets } from "../../schema/editor/offsets.ts";
import type { FoundWords } from "../../schema/language/stem/word-search.ts";
import type { Range, ResolvedAnchor } from "../../schema/text/revision.ts";
import type { PersonHere, TextThread, TextTranslation } from "./text-views.ts";
import type { TextWords } from "./words.ts";

/** The current selection with its two handles; while edges are moved by keys it says so by its look. */
export function selectionDecorations(
  doc: Node,
  offsets: Offsets,
  ranges: readonly Range[],
  { handles, moving }: { handles: boolean; moving: boolean },
): DecorationSet {
  const first = ranges[0];
  const last = ranges.at(-1);
  if (!first || !last) return DecorationSet.empty;
  const out = ranges.map(({ start, end }) =>
    Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), {
      class: moving ? "vt-sel vt-sel-moving" : "vt-sel",
    }),
  );
  if (handles) {
    // Inside what it bounds: before the first letter after what else stands there, after the last before any mark.
    out.push(
      Decoration.widget(offsets.toPosition(first.start), () => handle("start"), {
        side: 2,
        ignoreSelection: true,
        key: "edge start",
      }),
    );
    out.push(
      Decoration.widget(offsets.toPosition(last.end), () => handle("end"), {
        side: -2,
        ignoreSelection: true,
        key: "edge end",
      }),
    );
  }
  return DecorationSet.create(doc, out);
}

// An inline border: an inline-block would open a place to break the line before the full stop.
function handle(edge: "start" | "end"): HTMLElement {
  const element = document.createElement("i");
  element.className = "vt-edge";
  element.dataset["edge"] = edge;
  element.ariaHidden = "true";
  return element;
}

/** Live selections of colleagues, each with a name flag in the number gutter of its first line. */
export function peopleDecorations(doc: Node, offsets: Offsets, people: readonly PersonHere[]): DecorationSet {
  const out: Decoration[] = [];
  for (const { member, selection } of people) {
    if (!selection || selection.start >= selection.end || selection.end > offsets.length) continue;
    const from = offsets.toPosition(selection.start);
    out.push(Decoration.inline(from, offsets.toPosition(selection.end), { class: "vt-remote" }));
    out.push(
      Decoration.widget(from, () => flag(member), {
        side: 1,
        ignoreSelection: true,
        key: `flag ${member.id} ${member.name}`,
      }),
    );
  }
  return out.length > 0 ? DecorationSet.create(doc, out) : DecorationSet.empty;
}

function flag({ name, initials }: MemberCard): HTMLElement {
  const element = document.createElement("span");
  element.className = "vt-flag";
  element.dataset["name"] = shortName(name);
  // Where the gutter is narrow.
  element.dataset["initials"] = initials;
  element.title = name;
  return element;
}

/** "Ana Gashi" → "Ana G.": what fits into the gutter and still tells people apart. */
function shortName(name: string): string {
  const [first = "", ...rest] = name.trim().split(/\s+/u);
  const initial = /^./u.exec(rest.at(-1) ?? "")?.[0];
  return initial ? `${first} ${initial}.` : first;
}

/** A passage that has no tag, and that an answer rests on or a document quotes. */
export interface RestedOn {
  ranges: readonly Range[];
  /** What became of the words. */
  state: ResolvedAnchor["state"];
  /** Where it is quoted, in words; undefined where an answer rests on it. */
  quotedIn?: string;
}

/** Passages that answers rest on or documents quote, where no tag shows them. */
export function evidenceDecorations(doc: Node, offsets: Offsets, passages: readonly RestedOn[]): DecorationSet {
  const out = passages.flatMap(({ ranges, state, quotedIn }) =>
    ranges
      // Ranges beyond the text are of a revision that is not shown yet.
      .filter(({ end }) => end <= offsets.length)
      .map(({ start, end }) =>
        Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), {
          class: quotedIn ? "vt-quoted" : state === "changed" ? "vt-evidence vt-changed" : "vt-evidence",
          ...(quotedIn ? { title: quotedIn } : {}),
        }),
      ),
  );
  return out.length > 0 ? DecorationSet.create(doc, out) : DecorationSet.empty;
}

/** Passages that are discussed, and after each paragraph (shown where there is no margin) how many threads it has. */
export function threadDecorations(
  doc: Node,
  offsets: Offsets,
  threads: readonly TextThread[],
  words: TextWords,
): DecorationSet {
  const out: Decoration[] = [];
  const perBlock = new Map<number, { ids: string[]; comments: number }>();
  for (const thread of threads) {
    const last = thread.ranges.at(-1);
    if (!last || thread.state === "removed" || thread.resolved) continue;
    const said = thread.comments.filter((comment) => !comment.deleted).length;
    // Everything in it is deleted: its author alone can see it, to take that back.
    if (said === 0 && thread.comments.length > 0) continue;
    // A thread on a tag has the tag's own highlight.
    if (thread.tag === null)
      for (const { start, end } of thread.ranges)
        out.push(
          Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), {
            class: thread.state === "changed" ? "vt-thread vt-changed" : "vt-thread",
            "data-threads": thread.id,
          }),
        );
    const block = offsets.blockAt(last.end - 1);
    const there = perBlock.get(block) ?? { ids: [], comments: 0 };
    there.ids.push(thread.id);
    there.comments += said;
    perBlock.set(block, there);
  }
  for (const [block, { ids, comments }] of perBlock) {
    const label = words.comments(comments);
    out.push(
      Decoration.widget(offsets.toPosition(offsets.endOf(block)), () => chip(ids, comments, label), {
        side: 3,
        ignoreSelection: true,
        stopEvent: (event) => event.type.startsWith("key"),
        key: `chip ${ids.join(" ")} ${comments} ${label}`,
      }),
    );
  }
  return out.length > 0 ? DecorationSet.create(doc, out) : DecorationSet.empty;
}

function chip(threads: readonly string[], count: number, label: string): HTMLElement {
  const button = chipOf(String(count), label);
  button.dataset["threads"] = threads.join(" ");
  return button;
}

function chipOf(shown: string, label: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "vt-chip";
  button.dataset["shown"] = shown;
  button.ariaLabel = label;
  return button;
}

/** Words that are translated, underlined, and after each paragraph (shown where there is no margin) into which languages. */
export function passageTranslations(
  doc: Node,
  offsets: Offsets,
  translations: readonly TextTranslation[],
  words: TextWords,
): DecorationSet {
  const out: Decoration[] = [];
  const perBlock = new Map<number, TextTranslation[]>();
  for (const translation of translations) {
    const last = translation.ranges.at(-1);
    // Ranges beyond the text are of a revision that is not shown yet.
    if (!last || last.end > offsets.length) continue;
    for (const { start, end } of translation.ranges)
      out.push(
        Decoration.inline(offsets.toPosition(start), offsets.toPosition(end), {
          class: "vt-tr-passage",
          "data-translation": translation.id,
        }),
      );
    const block = offsets.blockAt(last.end - 1);
    perBlock.set(block, [...(perBlock.get(block) ?? []), translation]);
  }
  for (const [block, [first, ...more]] of perBlock) {
    if (!first) continue;
    const languages = [...new Set([first, ...more].map(({ language }) => language))];
    const label = words.translations(languages);
    const draw = (): HTMLElement => {
      const button = chipOf(languages.map((each) => each.slice(0, 2)).join(" "), label);
      button.classList.add("vt-chip-tr");
      button.dataset["translation"] = first.id;
      return button;
    };
    out.push(
      Decoration.widget(offsets.toPosition(offsets.endOf(block)), draw, {
        side: 4,
        ignoreSelection: true,
        stopEvent: (event) => event.type.startsWith("key"),
        key: `chip ${first.id} ${label}`,
      }),
    );
  }
  return out.length > 0 ? DecorationSet.create(doc, out) : DecorationSet.empty;
}

/** How words that are found are marked: in another form than they are typed, less loud. */
export const foundClass = ({ isForm }: FoundWords): string => (isForm ? "vt-found vt-found-form" : "vt-found");

/** Matches of a search; the current one stands out. */
export function findDecorations(
  doc: Node,
  offsets: Offsets,
  matches: readonly FoundWords[],
  current: number,
): DecorationSet {
  if (matches.length === 0) return DecorationSet.empty;
  return DecorationSet.create(
    doc,
    matches.map((found, i) =>
      Decoration.inline(offsets.toPosition(found.start), offsets.toPosition(found.end), {
        class: i === current ? `${foundClass(found)} vt-found-now` : foundClass(found),
      }),
    ),
  );
}
