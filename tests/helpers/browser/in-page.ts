// What is evaluated in a page: each function is sent there as text, and refers to nothing outside itself.

/** A tag as the text shows it. */
export interface PaintedTag {
  code: string;
  words: string;
  pending: boolean;
}

/** The tags that are painted, in the order of their words; parts of a passage are joined by " … ". */
export function paintedTags(): PaintedTag[] {
  const parts = new Map<string, { words: string[]; last: Element | null; pending: boolean }>();
  for (const segment of document.querySelectorAll<HTMLElement>("coram-verdict-text .vt-hl")) {
    for (const id of (segment.dataset["ids"] ?? "").split(" ")) {
      const part = parts.get(id) ?? { words: [""], last: null, pending: false };
      parts.set(id, part);
      // Letters that no tag covers stand between the parts of a passage; marks and handles have none.
      if (part.last && lettersBetween(part.last, segment)) part.words.push("");
      part.words[part.words.length - 1] += segment.textContent;
      part.last = segment;
      part.pending ||= /\bvt-p\d/.test(segment.className);
    }
  }
  const codes = new Map<string, string>();
  for (const mark of document.querySelectorAll<HTMLElement>("coram-verdict-text .vt-code"))
    for (const id of (mark.dataset["ids"] ?? "").split(" "))
      codes.set(id, (mark.dataset["code"] ?? "").replace("…", ""));
  return [...parts].map(([id, part]) => ({
    code: codes.get(id) ?? "?",
    words: part.words.join(" … "),
    pending: part.pending,
  }));

  function lettersBetween(from: Element, to: Element): boolean {
    const range = document.createRange();
    range.setStartAfter(from);
    range.setEndBefore(to);
    return range.toString() !== "";
  }
}

/** Everything a person or a script could read out of the page, fields and what CSS draws from attributes included. */
export function readableWords(): string {
  const seen: string[] = [];
  const read = (root: ParentNode): void => {
    for (const element of root.querySelectorAll("*")) {
      for (const { value } of element.attributes) seen.push(value);
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) seen.push(element.value);
      if (element.shadowRoot) {
        seen.push(element.shadowRoot.textContent);
        read(element.shadowRoot);
      }
    }
  };
  read(document);
  return `${document.title}\n${document.documentElement.textContent}\n${seen.join("\n")}`;
}
