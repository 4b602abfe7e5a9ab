import type { BlockId } from "../domain/output.ts";
import { nodesOf, printedOf, sectionsOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { beginsAt, cites, findingsOf, idOf } from "./findings.ts";
import { findingOf } from "./rests-on.ts";
import { isQuote, toAnchorText } from "./output-nodes.ts";
import type { OutputSection } from "../protocol/http/outputs.ts";
import type { OutputTray } from "../protocol/http/quotes.ts";

/** What of an output still wants something. Blocks are named by their ids, so that one can go there. */
export interface Coverage {
  /** Sections that verdicts feed, and that hold no quote and no figure. */
  bare: string[];
  /** Positions in the tray's passages that nobody quoted, by section. */
  unused: { section: string; passages: number[] }[];
  /** Findings in sections that verdicts feed, that cite nothing and count nothing, by where they begin. */
  uncited: { section: string; block: BlockId | null; words: string }[];
  /** Recommendations without a finding or an addressee. */
  incomplete: { block: BlockId | null; words: string; missing: ("finding" | "addressee")[] }[];
}

/** `sections` are the template's; `tray` null where it is not known, and nothing is then called unused. */
export function coverageOf(
  document: OutputDocument,
  sections: readonly Pick<OutputSection, "id" | "fromCategories" | "fromQuestions">[],
  tray: OutputTray | null,
): Coverage {
  const leftOut = new Set<string | null>(document.leftOut);
  const printed = printedOf(document);
  const fed = new Set(
    sections
      .filter(({ id }) => !leftOut.has(id))
      .filter(({ fromCategories, fromQuestions }) => fromCategories.length + fromQuestions.length > 0)
      .map(({ id }) => id),
  );
  const blocks = new Map<string, OutputNode[]>();
  for (const { section, blocks: found } of sectionsOf(printed))
    if (section !== null) blocks.set(section, [...(blocks.get(section) ?? []), ...found]);
  const quoted = quotedIn(document);
  return {
    bare: [...fed].filter((section) => !(blocks.get(section) ?? []).some(cites)),
    unused: (tray?.sections ?? [])
      .filter(({ section }) => !leftOut.has(section))
      .map(({ section, passages }) => ({
        section,
        passages: passages.filter((at) => {
          const passage = tray?.passages[at];
          return passage !== undefined && !isQuoted(passage, quoted);
        }),
      })),
    uncited: [...fed].flatMap((section) =>
      findingsOf(blocks.get(section) ?? [])
        // Of a recommendation it is told below.
        .filter((finding) => !finding.some((block) => cites(block) || block.type === "recommendation"))
        .flatMap(([first]) => (first ? [{ section, block: beginsAt(first), words: textOf(first).trim() }] : [])),
    ),
    incomplete: [...nodesOf(printed)].flatMap(({ node }) => {
      if (node.type !== "recommendation") return [];
      const missing = (["finding", "addressee"] as const).filter(
        (name) => !wordsOf(node, name) && !(name === "finding" && findingOf(document, node.attrs)),
      );
      return missing.length === 0 ? [] : [{ block: idOf(node), words: textOf(node), missing }];
    }),
  };
}

/** What a document quotes: tags by their ids, passages by verdict and anchor. */
export interface Quoted {
  annotations: ReadonlySet<string>;
  passages: ReadonlySet<string>;
}

/** Everything that a document quotes, in blocks and in sentences. */
export function quotedIn(document: OutputDocument): Quoted {
  const annotations = new Set<string>();
  const passages = new Set<string>();
  for (const { node } of nodesOf(document)) {
    if (!isQuote(node.type)) continue;
    const annotation = wordsOf(node, "annotation");
    if (annotation) annotations.add(annotation);
    passages.add(passageKey(wordsOf(node, "verdict"), wordsOf(node, "anchor")));
  }
  return { annotations, passages };
}

/** Whether a passage is among those that are quoted, as a tag or by its very words. */
export function isQuoted(
  {
    annotation,
    verdict,
    anchor,
  }: Pick<OutputTray["passages"][number], "verdict" | "anchor"> & {
    annotation: string | null;
  },
  { annotations, passages }: Quoted,
): boolean {
  return (
    (annotation !== null && annotations.has(annotation)) || passages.has(passageKey(verdict, toAnchorText(anchor)))
  );
}

/** What a passage is known by where no tag names it. */
export function passageKey(verdict: string, anchor: string): string {
  return `${verdict} ${anchor}`;
}

function wordsOf(node: OutputNode, name: string): string {
  const value = node.attrs?.[name];
  return typeof value === "string" ? value.trim() : "";
}
