import * as Y from "yjs";
import { isFrozenStatus } from "../../schema/domain/output.ts";
import type { OutputId, RoomId } from "../../schema/domain/ids.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { holdsText, markRule, nodeRule } from "../../schema/editor/output-nodes.ts";
import type { OutputVersionInfo } from "../../schema/protocol/http/parts/output-versions.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import type { Hub } from "../rooms/hub.ts";
import { NODE, putBetweenIn } from "../rooms/log/put-between.ts";
import type { ValueChange } from "../rooms/log/renewal.ts";
import type { Store } from "../store/store.ts";
import type { Range } from "../../schema/text/revision.ts";
import { fitted, type Written } from "./words.ts";

/** `place`: of a node `<output>/<id of the node>/<attribute, "text" or "href">`, of a discussion the id of the entry. */
type Rewrite = (text: string, place: string, parted?: readonly Range[]) => string;

interface Erasing {
  rewrite: Rewrite;
  change: ValueChange;
}

/**
 * Whoever writes of a verdict writes what stands in it, and of others beside it: every output is looked at, approved ones too.
 * Gives their documents and discussions new ones, where they hold the words; where they held them once, a log without them.
 * `settled`: of documents in which nobody writes any more.
 */
export async function rebuildOutputs(
  store: Store,
  hub: Pick<Hub, "look" | "rebuild" | "forgetDeleted" | "publish">,
  typed: Erasing,
  settled: Erasing,
): Promise<void> {
  for (const { id, status } of await store.outputs.all()) {
    const { content, ...discussions } = await store.outputs.rooms(id);
    const written = isFrozenStatus(status) ? settled : typed;
    const holding: [RoomId, boolean, ValueChange][] = [
      [content, await hub.look(content, (doc) => holdsWords(id, new OutputRoom(doc), written.rewrite)), written.change],
    ];
    for (const room of Object.values(discussions))
      holding.push([
        room,
        await hub.look(room, (doc) => [...doc.share.keys()].some((root) => isInEntries(doc, root, typed.rewrite))),
        typed.change,
      ]);
    const rebuilt: (RoomId | null)[] = [];
    for (const [room, holds, change] of holding)
      if (holds) rebuilt.push(await hub.rebuild(room, change));
      else await hub.forgetDeleted(room);
    // Pages that show it ask for the new rooms.
    if (rebuilt.some((room) => room !== null)) hub.publish({ type: "output", output: id });
  }
}

/** The same of all versions: their names, titles and words. One may have been kept while somebody was typing. */
export async function rewriteVersions(store: Store, typed: Rewrite, settled: Rewrite): Promise<void> {
  const frozen = new Set<string>();
  for (const { id } of await store.outputs.all())
    for (const version of await store.outputs.versions(id))
      if (isSettled(version)) frozen.add(`${id}/${version.number}`);
  await store.outputs.rewriteVersions(settled, (doc, id) =>
    rewriteDocument(doc, within(outputOf(id), frozen.has(id) ? settled : typed)),
  );
}

/** Whether a version holds what was approved, or was to be. */
export function isSettled({ kind }: Pick<OutputVersionInfo, "kind">): boolean {
  return kind === "approved" || kind === "asked";
}

/** `parted`: what was put between letters of sentences, by what these say. */
export function within(output: string, rewrite: Rewrite, parted?: ReadonlyMap<string, Range[]>): Rewrite {
  return (text, place) => rewrite(text, `${output}/${place}`, parted?.get(text));
}

/** Of the id of a version, `<output>/<number>`. */
function outputOf(version: string): string {
  return version.slice(0, version.lastIndexOf("/"));
}

function holdsWords(output: OutputId, room: OutputRoom, rewrite: Rewrite): boolean {
  const title = room.title();
  const doc = room.document();
  const own = within(output, rewrite, putBetweenIn(room.content));
  return own(title, TITLE) !== title || rewriteDocument(doc, own) !== doc;
}

function isInEntries(doc: Y.Doc, root: string, rewrite: Rewrite): boolean {
  for (const [id, entry] of doc.getMap(root)) {
    if (!(entry instanceof Y.Map)) continue;
    for (const value of entry.values()) if (typeof value === "string" && rewrite(value, id) !== value) return true;
  }
  return false;
}

/** A document with its words rewritten; the very same where none were. Places without the output. */
export function rewriteDocument(doc: OutputDocument, rewrite: Rewrite): OutputDocument {
  const content = rewriteAll(doc.content, rewrite);
  const said = doc.subtitle ?? "";
  const subtitle = fitted(said, rewrite(said, SUBTITLE), (text) => text.length <= said.length);
  if (content === doc.content && subtitle === said) return doc;
  return { ...doc, content, ...(subtitle ? { subtitle } : {}) };
}

function rewriteAll(nodes: OutputNode[], rewrite: Rewrite): OutputNode[] {
  const next = nodes.map((node) => rewriteNode(node, rewrite));
  return next.some((node, i) => node !== nodes[i]) ? next : nodes;
}

function rewriteNode(plain: OutputNode, rewrite: Rewrite): OutputNode {
  const id = idOf(plain);
  const attrs = Object.entries(plain.attrs ?? {}).map(([name, value]): [string, unknown] => {
    if (typeof value !== "string") return [name, value];
    const rule = nodeRule(plain.type)?.attributes[name];
    const next = rewrite(value, `${id}/${name}`);
    return [name, fitted(value, next, (text) => rule?.value.safeParse(text).success === true)];
  });
  const isChanged = attrs.some(([name, value]) => value !== plain.attrs?.[name]);
  const rule = nodeRule(plain.type);
  const linked = plain.content && rewriteLinks(plain.content, (href) => rewrite(href, `${id}/href`));
  const inner = linked && rewriteAll(linked, rewrite);
  const content =
    inner && rule && holdsText(rule) ? rewriteSentence(inner, (text) => rewrite(text, `${id}/text`)) : inner;
  if (!isChanged && content === plain.content) return plain;
  return {
    ...plain,
    ...(plain.attrs ? { attrs: Object.fromEntries(attrs) } : {}),
    ...(content ? { content } : {}),
  };
}

function idOf({ attrs }: OutputNode): string {
  return typeof attrs?.["id"] === "string" ? attrs["id"] : "";
}

/** Where a link leads may be somebody's name. The very same nodes where none did. */
function rewriteLinks(nodes: OutputNode[], rewrite: (href: string) => string): OutputNode[] {
  const fits = (text: string): boolean => markRule("link")?.["href"]?.value.safeParse(text).success === true;
  const next = nodes.map((node) => {
    const marks = node.marks?.map((mark) => {
      const href: unknown = mark.attrs?.["href"];
      const led = typeof href === "string" ? fitted(href, rewrite(href), fits) : href;
      return led === href ? mark : { ...mark, attrs: { ...mark.attrs, href: led } };
    });
    return marks?.some((mark, i) => mark !== node.marks?.[i]) ? { ...node, marks } : node;
  });
  return next.some((node, i) => node !== nodes[i]) ? next : nodes;
}

/** Places of the title and of what stands below it, as their keys in the room. */
const TITLE = "output/title";
const SUBTITLE = "output/subtitle";
/** What takes these is typed text: no id, no place in a text, no closed word. */
const ANY_WORDS = "any words";

/** The texts of a sentence, in which a name may begin in one and end in another: its words then stand in the first. */
function rewriteSentence(nodes: OutputNode[], rewrite: (text: string) => string): OutputNode[] {
  const before = nodes.map((node) => (node.type === "text" ? (node.text ?? "") : NODE)).join("");
  const after = rewrite(before);
  if (after === before) return nodes;
  const single = nodes.map((node) => (node.type === "text" ? { ...node, text: rewrite(node.text ?? "") } : node));
  const joined = single.map((node) => (node.type === "text" ? (node.text ?? "") : NODE)).join("");
  if (joined === after) return single.filter((node) => node.type !== "text" || node.text);
  // Across marks or nodes: what is between them is kept, the marks are not.
  const others = nodes.filter((node) => node.type !== "text");
  const texts = after.split(NODE);
  const texted = texts.flatMap((text, i): OutputNode[] => [
    ...(text ? [{ type: "text" as const, text }] : []),
    ...others.slice(i, i + 1),
  ]);
  return texts.length <= others.length ? [...texted, ...others.slice(texts.length)] : texted;
}

/** Typed words with the place where they stand. */
export interface PlacedWords {
  place: string;
  text: string;
  written?: Written;
  parted?: readonly Range[] | undefined;
}

/** What people typed into an output's document: title, subtitle, the sentences of each block and note, fields, and where links lead. */
export function* wordsIn(output: OutputId, title: string, doc: OutputDocument): Iterable<PlacedWords> {
  yield { place: `${output}/${TITLE}`, text: title };
  if (doc.subtitle) yield { place: `${output}/${SUBTITLE}`, text: doc.subtitle };
  for (const { node } of nodesOf(doc)) {
    const rule = nodeRule(node.type);
    const at = (part: string): string => `${output}/${idOf(node)}/${part}`;
    if (rule && holdsText(rule)) {
      const letters = (node.content ?? []).map((child) => (child.type === "text" ? (child.text ?? "") : NODE));
      yield { place: at("text"), text: letters.join("") };
      for (const { marks } of node.content ?? [])
        for (const { attrs } of marks ?? [])
          if (typeof attrs?.["href"] === "string") yield { place: at("href"), text: attrs["href"] };
    }
    for (const [name, value] of Object.entries(node.attrs ?? {}))
      if (typeof value === "string" && rule?.attributes[name]?.value.safeParse(ANY_WORDS).success)
        yield { place: at(name), text: value };
  }
}

/** Of a discussion: comments, and the wordings that threads propose. */
export function* wordsSaid(doc: Y.Doc): Iterable<PlacedWords> {
  for (const root of doc.share.keys())
    for (const [place, entry] of doc.getMap(root))
      if (entry instanceof Y.Map)
        for (const value of entry.values()) if (typeof value === "string") yield { place, text: value };
}
