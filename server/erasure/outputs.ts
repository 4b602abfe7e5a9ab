import * as Y from "yjs";
import type { RoomId } from "../../schema/domain/ids.ts";
import { nodesOf, type OutputDocument, type OutputNode } from "../../schema/editor/output-document.ts";
import { holdsText, markRule, nodeRule } from "../../schema/editor/output-nodes.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import type { Hub } from "../rooms/hub.ts";
import type { ValueChange } from "../rooms/renewal.ts";
import type { Store } from "../store/store.ts";
import { fitted } from "./words.ts";

type Rewrite = (text: string) => string;

/**
 * Whoever writes of a verdict writes what stands in it, and of others beside it: every output is looked at, approved ones too.
 * Gives their documents and discussions new ones, where they hold the words; where they held them once, a log without them.
 */
export async function rebuildOutputs(
  store: Store,
  hub: Pick<Hub, "look" | "rebuild" | "forgetDeleted" | "publish">,
  rewrite: Rewrite,
  change: ValueChange,
): Promise<void> {
  for (const { id } of await store.outputs.all()) {
    const { content, ...discussions } = await store.outputs.rooms(id);
    const holding: [RoomId, boolean][] = [
      [content, await hub.look(content, (doc) => holdsWords(new OutputRoom(doc), rewrite))],
    ];
    for (const room of Object.values(discussions))
      holding.push([
        room,
        await hub.look(room, (doc) => [...doc.share.keys()].some((root) => isInEntries(doc, root, rewrite))),
      ]);
    const rebuilt: (RoomId | null)[] = [];
    for (const [room, holds] of holding)
      if (holds) rebuilt.push(await hub.rebuild(room, change));
      else await hub.forgetDeleted(room);
    // Pages that show it ask for the new rooms.
    if (rebuilt.some((room) => room !== null)) hub.publish({ type: "output", output: id });
  }
}

/** The same of all versions: their names, titles and words. */
export async function rewriteVersions(store: Store, rewrite: Rewrite): Promise<void> {
  await store.outputs.rewriteVersions(
    (text) => rewrite(text),
    (doc) => rewriteDocument(doc, rewrite),
  );
}

function holdsWords(room: OutputRoom, rewrite: Rewrite): boolean {
  const title = room.title();
  const doc = room.document();
  return rewrite(title) !== title || rewriteDocument(doc, rewrite) !== doc;
}

function isInEntries(doc: Y.Doc, root: string, rewrite: Rewrite): boolean {
  for (const entry of doc.getMap(root).values()) {
    if (!(entry instanceof Y.Map)) continue;
    for (const value of entry.values()) if (typeof value === "string" && rewrite(value) !== value) return true;
  }
  return false;
}

/** A document with its words rewritten; the very same where none were. */
export function rewriteDocument(doc: OutputDocument, rewrite: Rewrite): OutputDocument {
  const content = rewriteAll(doc.content, rewrite);
  return content === doc.content ? doc : { ...doc, content };
}

function rewriteAll(nodes: OutputNode[], rewrite: Rewrite): OutputNode[] {
  const next = nodes.map((node) => rewriteNode(node, rewrite));
  return next.some((node, i) => node !== nodes[i]) ? next : nodes;
}

function rewriteNode(plain: OutputNode, rewrite: Rewrite): OutputNode {
  const node = rewriteMarks(plain, rewrite);
  const attrs = Object.entries(node.attrs ?? {}).map(([name, value]): [string, unknown] => {
    if (typeof value !== "string") return [name, value];
    const rule = nodeRule(node.type)?.attributes[name];
    return [name, fitted(value, rewrite(value), (text) => rule?.value.safeParse(text).success === true)];
  });
  const isChanged = attrs.some(([name, value]) => value !== node.attrs?.[name]);
  const rule = nodeRule(node.type);
  const inner = node.content && rewriteAll(node.content, rewrite);
  const content = inner && rule && holdsText(rule) ? rewriteSentence(inner, rewrite) : inner;
  if (!isChanged && content === node.content) return node;
  return {
    ...node,
    ...(node.attrs ? { attrs: Object.fromEntries(attrs) } : {}),
    ...(content ? { content } : {}),
  };
}

/** Where a link leads may be somebody's name. */
function rewriteMarks(node: OutputNode, rewrite: Rewrite): OutputNode {
  const marks = node.marks?.map((mark) => {
    const href: unknown = mark.attrs?.["href"];
    const fits = (text: string): boolean => markRule("link")?.["href"]?.value.safeParse(text).success === true;
    const next = typeof href === "string" ? fitted(href, rewrite(href), fits) : href;
    return next === href ? mark : { ...mark, attrs: { ...mark.attrs, href: next } };
  });
  return marks?.some((mark, i) => mark !== node.marks?.[i]) ? { ...node, marks } : node;
}

const NODE = "\ufffc";
/** What takes these is typed text: no id, no place in a text, no closed word. */
const ANY_WORDS = "any words";

/** The texts of a sentence, in which a name may begin in one and end in another: its words then stand in the first. */
function rewriteSentence(nodes: OutputNode[], rewrite: Rewrite): OutputNode[] {
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

/** What people typed into a document, for counts: the sentences of each block and note, fields, and where links lead. */
export function* wordsIn(doc: OutputDocument): Iterable<string> {
  for (const { node } of nodesOf(doc)) {
    const rule = nodeRule(node.type);
    if (rule && holdsText(rule))
      yield (node.content ?? []).map((child) => (child.type === "text" ? (child.text ?? "") : NODE)).join("");
    for (const [name, value] of Object.entries(node.attrs ?? {}))
      if (typeof value === "string" && rule?.attributes[name]?.value.safeParse(ANY_WORDS).success) yield value;
    for (const { attrs } of node.marks ?? []) if (typeof attrs?.["href"] === "string") yield attrs["href"];
  }
}
