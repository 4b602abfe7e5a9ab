import { createHmac, randomBytes } from "node:crypto";
import { OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import { isQuote, withFingerprint } from "../../../schema/editor/output-nodes.ts";
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
