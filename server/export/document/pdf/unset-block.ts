import { TypesetError } from "../../files/typst.ts";
import { UnsetBlock } from "../../unset-block.ts";
import { type Block, isPagePart, type Manuscript } from "../manuscript/manuscript.ts";
import { textOf } from "../typography/lengths.ts";

/** So much of a block's words tells it from others. */
const WORDS_MAX = 60;

/**
 * Which block the typesetter trips over, of manuscripts of which it makes no pages: the first at which it does, what stands before that
 * can be set. Halved again and again: ten times for a paper of a thousand blocks. Null where it is none that somebody wrote.
 */
export async function findUnset(
  manuscripts: readonly Manuscript[],
  set: (manuscripts: readonly Manuscript[]) => Promise<unknown>,
): Promise<UnsetBlock | null> {
  const isSet = async (manuscript: Manuscript): Promise<boolean> => {
    try {
      await set([manuscript]);
      return true;
    } catch (error) {
      if (error instanceof TypesetError) return false;
      throw error;
    }
  };
  for (const manuscript of manuscripts) {
    if (manuscripts.length > 1 && (await isSet(manuscript))) continue;
    const { blocks } = manuscript;
    let [fits, falls] = [0, blocks.length];
    while (falls - fits > 1) {
      const middle = (fits + falls) >> 1;
      if (await isSet({ ...manuscript, blocks: blocks.slice(0, middle) })) fits = middle;
      else falls = middle;
    }
    const block = blocks[fits];
    if (block && !isPagePart(block)) return new UnsetBlock(nameOf(block));
  }
  return null;
}

/** What stands at it, and its first words. */
function nameOf(block: Block): string {
  const words = textOf([block]).replaceAll(/\s+/gu, " ").trim();
  const first = words.length > WORDS_MAX ? `${words.slice(0, words.lastIndexOf(" ", WORDS_MAX))}…` : words;
  return [signOf(block), first].filter(Boolean).join(": ");
}

function signOf(block: Block): string {
  switch (block.kind) {
    case "heading":
      return block.number;
    case "paragraph":
      return block.number && `¶ ${block.number}`;
    case "recommendation":
      return `${block.label} ${block.number}`.trim();
    case "table":
    case "facts":
      return block.label;
    case "evidence":
      return block.verdict;
    default:
      return "";
  }
}
