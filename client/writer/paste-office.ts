import { tell } from "../elements/announce.ts";
import { t } from "../i18n/t.ts";

/**
 * What Word and LibreOffice put on the clipboard, as plain HTML: lists that Word writes as paragraphs become lists, footnotes
 * stand where they are referred to, and nothing is left of styles, comments of the program or pictures. Whatever the schema does not know it leaves out by itself.
 */
export function cleanOfficeHtml(html: string): string {
  // A document of its own: nothing in it is loaded or run.
  const doc = new DOMParser().parseFromString(html, "text/html");
  for (const node of doc.querySelectorAll("style, script, meta, link, title, xml, img, v\\:shape, object"))
    node.remove();
  const notes = takeFootnotes(doc);
  for (const reference of doc.querySelectorAll<HTMLElement>("a[href^='#']")) placeFootnote(reference, notes);
  for (const paragraph of doc.querySelectorAll("o\\:p")) paragraph.replaceWith(...paragraph.childNodes);
  makeLists(doc);
  for (const table of doc.querySelectorAll("table")) headTable(table);
  for (const element of doc.body.querySelectorAll<HTMLElement>("[style], [class]")) {
    if (!element.closest("[data-node]")) element.removeAttribute("class");
    keepMarks(element);
  }
  return doc.body.innerHTML;
}

/** Whether such a program has written it. */
export function isOfficeHtml(html: string): boolean {
  return /class="?Mso|mso-|urn:schemas-microsoft-com|<meta[^>]+(?:LibreOffice|OpenOffice)|class="sdfootnote/i.test(
    html,
  );
}

/** Whether an image is all that is pasted: a document takes none, and says so. */
export function saidOfImage(clipboard: DataTransfer | null): boolean {
  const hasImage = [...(clipboard?.files ?? [])].some(({ type }) => type.startsWith("image/"));
  if (hasImage || /<img\b/i.test(clipboard?.getData("text/html") ?? "")) {
    tell(t("evidence.pasted-image"));
    return true;
  }
  return false;
}

/** A first row that is repeated on every page, or bold in every cell, is the table's head. */
function headTable({ rows }: HTMLTableElement): void {
  const [first, second] = rows;
  if (!first || !second) return;
  const isHead = (cell: Element): boolean => {
    const words = (cell.textContent ?? "").trim();
    const bold = [...cell.querySelectorAll("b, strong")].map((each) => each.textContent ?? "").join("");
    return words !== "" && bold.trim() === words;
  };
  if (first.parentElement?.tagName !== "THEAD" && ![...first.cells].every(isHead)) return;
  for (const cell of first.querySelectorAll(":scope > td")) {
    const head = cell.ownerDocument.createElement("th");
    for (const name of ["colspan", "rowspan"]) {
      const value = cell.getAttribute(name);
      if (value !== null) head.setAttribute(name, value);
    }
    head.append(...cell.childNodes);
    cell.replaceWith(head);
  }
}

/** Footnotes by the name that references have of them; they go from the end of the text. */
function takeFootnotes(doc: Document): Map<string, string> {
  const notes = new Map<string, string>();
  for (const note of doc.querySelectorAll<HTMLElement>(
    "[id^='ftn'], [id^='edn'], [id^='sdfootnote'], [id^='sdendnote']",
  )) {
    const { id } = note;
    if (!/^(?:ftn|edn|sdfootnote|sdendnote)\d+$/.test(id)) continue;
    for (const sign of note.querySelectorAll("a[href^='#']")) sign.remove();
    notes.set(id, (note.textContent ?? "").replace(/\s+/g, " ").trim());
    note.remove();
  }
  return notes;
}

function placeFootnote(reference: HTMLElement, notes: ReadonlyMap<string, string>): void {
  const name = /^#_?((?:ftn|edn|sdfootnote|sdendnote)\d+)(?:sym)?$/.exec(reference.getAttribute("href") ?? "")?.[1];
  const words = name === undefined ? undefined : notes.get(name);
  if (words !== undefined) {
    const note = reference.ownerDocument.createElement("span");
    note.setAttribute("data-node", "footnote");
    note.textContent = words;
    reference.replaceWith(note);
  } else reference.replaceWith(...reference.childNodes);
}

const LEVEL = /mso-list:\s*l\d+\s+level(\d+)/i;

/** Word writes an item as a paragraph with its sign in a span that is to be ignored. */
function makeLists(doc: Document): void {
  let lists: HTMLElement[] = [];
  for (const paragraph of doc.body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6")) {
    const level = Number(LEVEL.exec(paragraph.getAttribute("style") ?? "")?.[1] ?? 0);
    if (level === 0 || paragraph.tagName !== "P") {
      lists = [];
      continue;
    }
    const sign = [...paragraph.querySelectorAll<HTMLElement>("span")].find((span) =>
      /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
    );
    const isNumbered = /^\s*\(?[\p{L}\p{N}]{1,4}[.)]/u.test(sign?.textContent ?? "");
    sign?.remove();
    const isNext = lists[0] && previousElement(paragraph) === lists[0];
    if (!isNext) lists = [];
    lists = lists.slice(0, level);
    while (lists.length < level) {
      const list = doc.createElement(isNumbered ? "ol" : "ul");
      const host = lists.at(-1);
      if (!host) paragraph.before(list);
      else (host.lastElementChild ?? host.appendChild(doc.createElement("li"))).append(list);
      lists.push(list);
    }
    const item = doc.createElement("li");
    const inner = doc.createElement("p");
    inner.append(...paragraph.childNodes);
    item.append(inner);
    lists.at(-1)?.append(item);
    paragraph.remove();
  }
}

function previousElement(element: Element): Element | null {
  return element.previousElementSibling;
}

/** Of a style only what the schema has marks for. */
function keepMarks(element: HTMLElement): void {
  const { fontWeight, fontStyle, verticalAlign } = element.style;
  const kept = [
    /^(?:bold|[6-9]00)$/.test(fontWeight) ? `font-weight:${fontWeight}` : "",
    fontStyle === "italic" ? "font-style:italic" : "",
    verticalAlign === "super" ? "vertical-align:super" : "",
  ].filter((style) => style !== "");
  if (kept.length > 0) element.setAttribute("style", kept.join(";"));
  else element.removeAttribute("style");
}
