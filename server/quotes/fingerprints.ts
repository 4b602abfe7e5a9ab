import { createHmac, randomBytes } from "node:crypto";
import { BlockId } from "../../schema/domain/output.ts";
import {
  nodesOf,
  printedOf,
  sectionsOf,
  type OutputDocument,
  type OutputNode,
} from "../../schema/editor/output-document.ts";
import { saysAnything } from "../../schema/editor/pairs/pair-rows.ts";
import type { SectionStates } from "../../schema/protocol/http/outputs.ts";
import type { Store } from "../store/store.ts";

const SETTING = "fingerprint-key";

/** What no words have: of words that are forgotten it says that they were others, and nothing else. */
export const OTHER_WORDS = 0;

/**
 * Numbers that differ where words do: by them a pair of languages is compared, and a translation with the one that was approved.
 * 32 bits under a key that the server keeps to itself and every erasure renews: without it a number confirms no guess at words.
 */
export class Fingerprints {
  readonly #key: string;

  private constructor(key: string) {
    this.#key = key;
  }

  static async read(store: Pick<Store, "setting" | "setSetting">): Promise<Fingerprints> {
    const key = await store.setting(SETTING);
    return key === null ? Fingerprints.renew(store) : new Fingerprints(key);
  }

  /** From here on the key before is gone. */
  static async renew(store: Pick<Store, "setSetting">): Promise<Fingerprints> {
    const key = randomBytes(32).toString("base64url");
    await store.setSetting(SETTING, key);
    return new Fingerprints(key);
  }

  ofWords(words: string): number {
    return this.#of([words]);
  }

  /** One a section, as a page compares a pair by: its words, quotes and figures, without what blocks are known by and approvals. */
  ofSections(doc: OutputDocument): SectionStates["sections"] {
    const blocks = new Map<string, OutputDocument["content"]>();
    for (const part of sectionsOf(doc)) {
      if (part.section === null) continue;
      blocks.set(part.section, [...(blocks.get(part.section) ?? []), ...part.blocks]);
    }
    return [...blocks].map(([section, all]) => ({ section, fingerprint: this.#of(saidIn(all)) }));
  }

  /** One a block of the top level that has an id, by the same. */
  ofBlocks(doc: OutputDocument): SectionStates["blocks"] {
    const below = new Map(
      sectionsOf(printedOf(doc)).flatMap(({ section, blocks }) =>
        blocks.flatMap((node): [OutputNode, string][] =>
          section !== null && node.attrs?.["section"] !== section && saysAnything(node) ? [[node, section]] : [],
        ),
      ),
    );
    return doc.content.flatMap((node) => {
      const block = BlockId.safeParse(node.attrs?.["id"]);
      const section = below.get(node);
      const state = { fingerprint: this.#of(saidIn([node])), ...(section === undefined ? {} : { section }) };
      return block.success ? [{ block: block.data, ...state }] : [];
    });
  }

  #of(parts: readonly unknown[]): number {
    return createHmac("sha256", this.#key).update(JSON.stringify(parts)).digest().readUInt32BE(0) || 1;
  }
}

function saidIn(blocks: readonly OutputNode[]): unknown[] {
  return [...nodesOf({ type: "doc", content: [...blocks] })].map(({ node: { type, text = "", attrs = {} } }) => {
    const counted = Object.keys(attrs).filter(
      (name) => !["id", "was", "pair", "approved"].includes(name) && attrs[name] !== null,
    );
    return [type, text, ...counted.sort().map((name) => [name, attrs[name]])];
  });
}
