import type { Stage } from "../../../schema/domain/verdict.ts";
import { t } from "../../i18n/t.ts";
import { tell } from "../announce.ts";
import { textSelectedIn } from "./selected-text.ts";

/*
 * Real names stand in a verdict in preparation. Words that are copied, cut or dragged out of such a page bear a marker, which says of which
 * verdict they are and nothing else; no field of Coram takes what bears it, but those in which that verdict is prepared.
 */

/** The clipboard's own type, which other programs leave alone; its data is the id of the verdict. */
const TYPE = "application/x-coram-uncleared";
/** The same within HTML, for what goes through a program that keeps HTML only. */
const IN_HTML = /\sdata-coram-uncleared="([^"]*)"/u;

/** Words that were copied last, as they are without their blanks, and of which verdict: what is pasted as plain text bears no marker. */
interface Copied {
  verdict: string;
  words: string;
}
const CHANNEL = "coram-uncleared";
/** In memory alone, and told to the other tabs of this browser, so that it is nowhere once they are closed. */
let copied: Copied | null = null;
let tabs: BroadcastChannel | null = null;

/** As `data-takes-uncleared`: of any verdict. */
export const ANY = "any";

/** The verdict that a page shows, while it is in preparation; null for any other. */
export function unclearedOf(view: { verdict: { id: string; stage: Stage } } | null | undefined): string | null {
  return view?.verdict.stage === "in-preparation" ? view.verdict.id : null;
}

/** Says of an element that all words in it are of a verdict in preparation; null once it is cleared. */
export function holdsUncleared(element: HTMLElement, verdict: string | null): void {
  if (verdict === null) delete element.dataset["uncleared"];
  else element.dataset["uncleared"] = verdict;
}

/** Says of an element that its fields take such words: those of one verdict, or of any (null). */
export function takesUncleared(element: HTMLElement, verdict: string | null): void {
  element.dataset["takesUncleared"] = verdict ?? ANY;
}

/** Watches over everything that is copied and pasted on the page. Gives what ends it. */
export function watchUncleared(): () => void {
  const watching = new AbortController();
  const { signal } = watching;
  tabs = new BroadcastChannel(CHANNEL);
  tabs.addEventListener("message", ({ data }: MessageEvent<unknown>) => hearTab(data), { signal });
  // A tab that is opened now asks the others.
  tabs.postMessage(null);
  // Behind what the page puts on the clipboard itself, and before any editor reads what comes from it.
  for (const type of ["copy", "cut"] as const) addEventListener(type, onCopy, { signal });
  addEventListener("dragstart", onDrag, { signal });
  for (const type of ["paste", "drop"] as const) addEventListener(type, onTake, { signal, capture: true });
  return () => {
    watching.abort();
    tabs?.close();
    [tabs, copied] = [null, null];
  };
}

function hearTab(data: unknown): void {
  if (data === null) {
    if (copied) tabs?.postMessage(copied);
  } else if (typeof data === "object" && "verdict" in data && "words" in data)
    copied = { verdict: String(data.verdict), words: String(data.words) };
}

function remember(verdict: string, words: string): void {
  copied = { verdict, words: withoutBlanks(words) };
  tabs?.postMessage(copied);
}

/** Programs and fields break lines in their own ways. */
function withoutBlanks(words: string): string {
  return words.normalize("NFC").replace(/\s+/gu, "");
}

function onCopy(event: ClipboardEvent): void {
  const { clipboardData: data, defaultPrevented: isWritten } = event;
  const verdict = unclearedAt(event.target);
  if (verdict === null || !data) return;
  const words = isWritten ? data.getData("text/plain") : textSelectedIn(event.target);
  if (words === "") return;
  event.preventDefault();
  data.setData("text/plain", words);
  data.setData("text/html", markedHtml(words, verdict));
  data.setData(TYPE, verdict);
  remember(verdict, words);
  // What the browser would have done, in a step that can be undone.
  if (event.type === "cut" && !isWritten && isField(event.target)) document.execCommand("delete");
  tell(t("shell.uncleared-copied"));
}

function onDrag(event: DragEvent): void {
  const verdict = unclearedAt(event.target);
  const { dataTransfer: data } = event;
  if (verdict === null || !data?.types.includes("text/plain")) return;
  data.setData(TYPE, verdict);
  remember(verdict, data.getData("text/plain"));
  tell(t("shell.uncleared-copied"));
}

function onTake(event: ClipboardEvent | DragEvent): void {
  const data = "clipboardData" in event ? event.clipboardData : event.dataTransfer;
  const verdict = data && markOf(data);
  if (verdict === null || mayTake(event.target, verdict)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tell(t("shell.uncleared-refused"));
}

function markOf(data: DataTransfer): string | null {
  const [, inHtml] = IN_HTML.exec(data.getData("text/html")) ?? [];
  if (data.types.includes(TYPE)) return data.getData(TYPE);
  const words = withoutBlanks(data.getData("text/plain"));
  return inHtml ?? (copied && words !== "" && words === copied.words ? copied.verdict : null);
}

/** What is looked for is written nowhere. */
function mayTake(target: EventTarget | null, verdict: string): boolean {
  if (!(target instanceof Node)) return true;
  const element = target instanceof Element ? target : target.parentElement;
  if (element?.matches('input[type="search"]')) return true;
  const takes = element?.closest<HTMLElement>("[data-takes-uncleared]")?.dataset["takesUncleared"];
  return takes === ANY || takes === verdict;
}

/** The verdict in preparation whose words are selected where something is copied; null for none. */
function unclearedAt(target: EventTarget | null): string | null {
  const own = target instanceof Element ? target.closest<HTMLElement>("[data-uncleared]") : null;
  if (own || isField(target)) return own?.dataset["uncleared"] ?? null;
  const selection = getSelection();
  const held = [...document.querySelectorAll<HTMLElement>("[data-uncleared]")];
  return held.find((each) => selection?.containsNode(each, true))?.dataset["uncleared"] ?? null;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function markedHtml(words: string, verdict: string): string {
  const holder = document.createElement("div");
  holder.dataset["coramUncleared"] = verdict;
  for (const line of words.split(/\n+/u)) holder.append(paragraphOf(line));
  return holder.outerHTML;
}

function paragraphOf(line: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.textContent = line;
  return paragraph;
}
