import { createHmac, randomBytes } from "node:crypto";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { nodesOf, OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { isQuote, toQuote, withFingerprint } from "../../../schema/editor/output-nodes.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { EditMap, Range } from "../../../schema/text/revision.ts";
import type { CandidateContent, KeyedDigest } from "../../store/shapes/approvals.ts";
import { FrozenContent } from "../../store/shapes/frozen-table.ts";
import type { Store } from "../../store/store.ts";
import { OTHER_WORDS } from "../../quotes/fingerprints.ts";

/**
 * What signatures stand under: typed words, tables and translations as they are frozen, and the house. Words of quotes are in it by the
 * places that they are read from. Under a random key, so that without it nobody can try whether words stood there. All is put into the
 * form in which it is kept and read again, where fields stand in another order than they were made in.
 */
export function digestOf({ house, documents }: CandidateContent, key: Uint8Array): string {
  const said = [...documents]
    .sort((a, b) => (a.output < b.output ? -1 : 1))
    .map(({ output, title, document, tables }) => [
      output,
      title,
      withoutFingerprints(OutputDocument.parse(document)),
      tables
        .map(({ block, verdict, content }) => JSON.stringify([block, verdict, FrozenContent.parse(content)]))
        .sort(),
    ]);
  return createHmac("sha256", key)
    .update(JSON.stringify([house, said]))
    .digest("hex");
}

/** Under a new key. */
export function newDigest(content: CandidateContent): KeyedDigest {
  const key = randomBytes(32);
  return { key, digest: digestOf(content, key) };
}

/**
 * After words went: new keys and digests for all, so that none of before confirms a guess. Where words of a candidate went it is noted;
 * its signatures stand. Done twice, it may note more, never less.
 */
export async function renewDigests(store: Pick<Store, "approvals">, at: string): Promise<void> {
  for (const { id, key, digest, ...content } of await store.approvals.contents()) {
    const isAltered = digestOf(content, key) !== digest;
    await store.approvals.renew(id, newDigest(content), isAltered ? at : null);
  }
}

/** Ranges of a revision of a verdict that an erasure takes words out of. */
export interface Redaction {
  verdict: VerdictId;
  revision: number;
  /** All of the verdict. */
  maps: readonly EditMap[];
  ranges: readonly Range[];
}

/** Before words go: notes it of the candidates that quote them. Their digests are of where a quote stands, and not of what is read there. */
export async function noteRedacted(
  store: Pick<Store, "approvals">,
  { verdict, revision, maps, ranges }: Redaction,
  at: string,
): Promise<void> {
  const isMet = (attrs: OutputNode["attrs"]): boolean => {
    const { verdict: quoted, anchor } = toQuote(attrs ?? {});
    if (quoted !== verdict || !anchor || anchor.revision > revision) return false;
    const stands = resolveAnchor(anchor, maps, revision).ranges;
    return stands.some((of) => ranges.some(({ start, end }) => start < of.end && of.start < end));
  };
  for (const { id, key, digest, documents } of await store.approvals.contents())
    if (
      documents.some(({ document }) =>
        [...nodesOf(document)].some(({ node }) => isQuote(node.type) && isMet(node.attrs)),
      )
    )
      await store.approvals.renew(id, { key, digest }, at);
}

/** Every erasure renews them, whatever they are of. */
function withoutFingerprints<T extends OutputDocument | OutputNode>(node: T): T {
  const attrs = "attrs" in node ? node.attrs : undefined;
  const approved: unknown = attrs && "type" in node && isQuote(node.type) ? attrs["approved"] : null;
  return {
    ...node,
    ...(typeof approved === "string"
      ? { attrs: { ...attrs, approved: withFingerprint(approved, () => OTHER_WORDS) } }
      : {}),
    ...(node.content ? { content: node.content.map((each) => withoutFingerprints(each)) } : {}),
  };
}
