import { BorderStyle, HeadingLevel, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import { pairRows, type PairBlock } from "../../../../schema/editor/pairs/pair-rows.ts";
import { type DocumentPart, IN_SECTION, TEXT_WIDTH } from "../../files/docx-parts.ts";
import { STYLE } from "../../files/docx-styles.ts";
import { type Block, isPagePart, type Manuscript } from "../manuscript/manuscript.ts";
import { run } from "../manuscript/words-of-nodes.ts";
import { runningTitle } from "../typography/typeset.ts";
import { BlockWriter, type Child, type InFile } from "./docx-blocks.ts";
import { PageParts } from "./docx-page-parts.ts";

/** Blocks that one block of the document is written as. */
interface Unit {
  pair: PairBlock;
  blocks: Block[];
}

interface Side {
  manuscript: Manuscript;
  writer: BlockWriter;
  parts: PageParts;
  units: Unit[];
}

const GAP = 300;
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_LINES = {
  top: NO_LINE,
  bottom: NO_LINE,
  left: NO_LINE,
  right: NO_LINE,
  insideHorizontal: NO_LINE,
  insideVertical: NO_LINE,
};

/** Two languages of a document in two columns, row by row: what says the same stands beside it. The first leads. */
export function sideBySide(leading: Manuscript, other: Manuscript, filesOf: (i: number) => InFile): DocumentPart[] {
  const sides = [leading, other].map((manuscript, i): Side => {
    const writer = new BlockWriter(manuscript, filesOf(i));
    return { manuscript, writer, parts: new PageParts(manuscript, writer), units: unitsIn(manuscript) };
  });
  const [first, second] = sides;
  if (!first || !second) return [];
  const rows = pairRows(first.units, second.units, ({ pair }) => pair);
  const table = new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [TEXT_WIDTH / 2, TEXT_WIDTH / 2],
    margins: { top: 30, bottom: 30, left: 0, right: GAP },
    borders: NO_LINES,
    rows: [
      rowOf(sides.map(headOf)),
      ...rows.map((row) => rowOf([written(first, row.leading ? [row.leading] : []), written(second, row.others)])),
    ],
  });
  const { mark } = leading;
  const imprints = sides.flatMap(({ manuscript, parts }) =>
    manuscript.blocks.flatMap((block) => (block.kind === "imprint" ? parts.part({ ...block, atFoot: false }) : [])),
  );
  const head = [runningTitle(leading), IN_SECTION] as const;
  return [{ children: [table, ...imprints], head, foot: mark, isCover: true }];
}

function headOf({ manuscript, writer }: Side): Child[] {
  const { mark, title } = manuscript;
  return [
    ...(mark ? [writer.line(mark, STYLE.remark)] : []),
    new Paragraph({ heading: HeadingLevel.TITLE, children: [writer.run(title)] }),
  ];
}

/** What stands together comes of one block of the document; what the product sets around the text is of none. */
function unitsIn({ blocks }: Manuscript): Unit[] {
  const units: Unit[] = [];
  for (const block of blocks) {
    if (isPagePart(block) || !block.of) continue;
    const last = units.at(-1);
    if (last?.pair === block.of) last.blocks.push(block);
    else units.push({ pair: block.of, blocks: [block] });
  }
  return units;
}

function written({ writer }: Side, units: readonly Unit[]): Child[] {
  return units.flatMap(({ blocks }) => blocks.flatMap((block) => writer.block(inColumn(block))));
}

/** Numbers hang left of the text where there is room for them; in a column they stand in it. */
function inColumn(block: Block): Block {
  if ((block.kind !== "heading" && block.kind !== "paragraph") || block.number === "") return block;
  return { ...block, number: "", content: [run(`${block.number}\u2002`), ...block.content] };
}

function rowOf(cells: Child[][]): TableRow {
  return new TableRow({
    children: cells.map(
      (children) =>
        new TableCell({
          width: { size: TEXT_WIDTH / 2, type: WidthType.DXA },
          // A cell that ends in a table, or is empty, is no valid cell.
          children:
            children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ style: STYLE.cell })],
        }),
    ),
  });
}
