import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import { xmlText } from "../../export/clean.ts";
import { lengthOf, LONG_CELL, LONG_QUOTE } from "./lengths.ts";
import type { Block, Cell, Inline, Manuscript } from "./manuscript.ts";
import { CONTENTS_FROM } from "./output-docx.ts";
import { placeCells } from "./table-grid.ts";

/**
 * The page. Words come in as data and are set as text, so nothing in them is markup. Every run names its language: that gives
 * the letter forms of Serbian and Macedonian and the right hyphenation.
 */
const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let first = d.at(0)
#let grey = luma(90)
#let sans = ("Source Sans 3", "Source Serif 4")
#set document(title: d.map(each => each.title).join(" · "), author: first.network)
#set text(font: "Source Serif 4", size: 10.5pt, lang: first.lang, script: first.script, hyphenate: true)
#set page(paper: "a4", margin: (x: 25mm, top: 24mm, bottom: 26mm), footer: context [
  #set text(font: sans, size: 8pt, fill: grey)
  #first.network #h(1fr) #counter(page).display("1 / 1", both: true)
])
#set par(justify: true, leading: 0.68em, spacing: 0.95em)
#show heading: set text(font: sans, weight: "semibold", hyphenate: false)
#show heading.where(level: 1): set text(size: 22pt)
#show heading.where(level: 2): set text(size: 15pt)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 4): set text(size: 11pt)
#show heading.where(level: 2): set block(above: 1.9em, below: 0.8em, sticky: true)
#show heading.where(level: 3): set block(above: 1.5em, below: 0.7em, sticky: true)
#show heading.where(level: 4): set block(above: 1.3em, below: 0.6em, sticky: true)
#show footnote.entry: set text(size: 8.5pt)
#show link: set text(fill: rgb("#2b4c7e"))
#set super(typographic: false)
#set list(indent: 4mm, spacing: 0.8em)
#set enum(indent: 4mm, spacing: 0.8em)
#set table(stroke: 0.4pt + luma(190), inset: (x: 6pt, y: 5pt))

#let run(r) = {
  let body = r.text
  if r.strong { body = strong(body) }
  if r.em { body = emph(body) }
  if r.superscript { body = super(body) }
  if r.lang != none { body = text(lang: r.lang, script: r.script, body) }
  if r.href != none { body = link(r.href, body) }
  body
}
#let inlines(all) = for each in all {
  if each.kind == "run" { run(each) }
  else if each.kind == "break" { linebreak() }
  else { footnote(inlines(each.content)) }
}
#let facts(rows) = table(
  columns: (auto, 1fr), stroke: (_, y) => (bottom: 0.4pt + luma(215)), inset: (x: 0pt, y: 4pt), column-gutter: 14pt,
  ..rows.map(((name, value)) => (text(font: sans, size: 9pt, fill: grey, name), text(size: 9.5pt, par(justify: false, value)))).flatten()
)
#let blocks(all) = for each in all {
  if each.kind == "heading" { heading(level: each.level + 1, inlines(each.content)) }
  else if each.kind == "paragraph" { par(inlines(each.content)) }
  else if each.kind == "list" {
    if each.start == none { list(..each.items.map(blocks)) }
    else { enum(start: each.start, ..each.items.map(blocks)) }
  }
  else if each.kind == "quotation" { pad(left: 6mm, blocks(each.blocks)) }
  else if each.kind == "table" {
    let cell(c) = table.cell(
      x: c.x, y: c.y, colspan: c.colspan, rowspan: c.rowspan, breakable: c.isLong, fill: if c.header { luma(243) } else { none },
      { set par(justify: false); if c.header { strong(blocks(c.blocks)) } else { blocks(c.blocks) } },
    )
    table(
      columns: (1fr,) * each.columns,
      ..if each.heads > 0 { (table.header(..each.cells.filter(c => c.y < each.heads).map(cell)),) } else { () },
      ..each.cells.filter(c => c.y >= each.heads).map(cell),
    )
  }
  else if each.kind == "evidence" {
    block(breakable: each.isLong, above: 1.2em, below: 1.2em, inset: (left: 5mm), stroke: (left: 1.5pt + luma(190)), {
      par(text(lang: each.lang, script: each.script, each.words))
      if each.translation != none {
        par(text(lang: each.translation.lang, script: each.translation.script, style: "italic", each.translation.words))
      }
      par(justify: false, text(font: sans, size: 8.5pt, fill: grey, each.source))
      if each.remark != "" { par(text(font: sans, size: 9pt, each.remark)) }
    })
  }
  else if each.kind == "recommendation" {
    block(above: 1.4em, below: 1.2em, breakable: each.isLong, {
      line(length: 100%, stroke: 0.5pt + luma(170))
      par({ text(font: sans, weight: "semibold", each.label + ". "); inlines(each.content) })
      if each.facts.len() > 0 { facts(each.facts) }
    })
  }
  else if each.kind == "facts" {
    if each.rows.len() == 0 { par(text(font: sans, size: 9pt, fill: grey, each.empty)) }
    else {
      table(
        columns: if each.columns == 2 { (auto, 1fr) } else { (24%, 20%, 1fr) },
        table.header(..each.head.map(h => table.cell(fill: luma(243), text(font: sans, size: 9pt, weight: "semibold", h)))),
        ..each.rows.flatten().map(c => par(justify: false, c)),
      )
    }
  }
}

#for (i, m) in d.enumerate() {
  if i > 0 { pagebreak() }
  set text(lang: m.lang, script: m.script)
  counter(footnote).update(0)
  if m.mark != "" { text(font: sans, size: 10pt, weight: "semibold", fill: rgb("#8a4b00"), m.mark); v(0.2em) }
  heading(level: 1, m.title)
  par(text(font: sans, size: 12pt, fill: grey, m.subtitle))
  v(0.4em)
  facts(m.cover)
  if m.contents != none {
    v(0.8em)
    text(font: sans, size: 12pt, weight: "semibold", m.contents)
    context {
      // The other language has contents of its own.
      let others = query(heading.where(level: 1)).map(h => h.location())
      let here = here()
      let from = others.filter(l => l.position().page <= here.position().page).len()
      let upto = others.at(from, default: none)
      let mine = query(heading.where(outlined: true).after(here)).filter(h =>
        h.level in (2, 3) and (upto == none or h.location().page() < upto.page()))
      for each in mine {
        block(above: 0.5em, below: 0.5em, inset: (left: (each.level - 2) * 5mm), link(each.location(), text(fill: black,
          each.body + h(1fr) + str(each.location().page()))))
      }
    }
  }
  blocks(m.blocks)
  if m.quoted.len() > 0 {
    heading(level: 2, m.quotedTitle)
    block(sticky: true, par(m.quotedIntro))
    set text(size: 9pt)
    enum(..m.quoted.map(q => par(justify: false, q)))
  }
}
`;

const fontFolder = (name: string): string => dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`)));

let compiler: NodeCompiler | null = null;

/** One or both languages of a document as PDF: tagged (PDF/UA-1), hyphenated, with the letter forms of each language. */
export function outputPdf(manuscripts: readonly Manuscript[]): Uint8Array<ArrayBuffer> {
  compiler ??= NodeCompiler.create({
    fontArgs: [
      { fontPaths: [fontFolder("@expo-google-fonts/source-serif-4"), fontFolder("@expo-google-fonts/source-sans-3")] },
    ],
  });
  const inputs = { data: xmlText(JSON.stringify(manuscripts.map(toData))) };
  return new Uint8Array(compiler.pdf({ mainFileContent: TEMPLATE, inputs }, { pdfStandard: "ua-1" }));
}

function toData(manuscript: Manuscript): object {
  const { language, blocks, quoted, words, ...rest } = manuscript;
  const headings = blocks.filter(({ kind }) => kind === "heading").length;
  return {
    ...rest,
    ...toLanguage(language),
    contents: headings >= CONTENTS_FROM ? words.contents : null,
    quotedTitle: words.quoted,
    quotedIntro: words.quotedIntro,
    quoted: quoted.map(({ source, category }) => (category ? `${source} · ${category}` : source)),
    blocks: blocks.map(toBlock),
  };
}

function toBlock(block: Block): object {
  switch (block.kind) {
    case "heading":
    case "paragraph":
      return { ...block, content: block.content.map(toInline) };
    case "recommendation":
      return { ...block, isLong: lengthOf([block]) >= LONG_CELL, content: block.content.map(toInline) };
    case "list":
      return { ...block, items: block.items.map((item) => item.map(toBlock)) };
    case "quotation":
      return { ...block, blocks: block.blocks.map(toBlock) };
    case "table":
      return toTable(block.rows);
    case "evidence": {
      const { translation, lang, ...rest } = block;
      return {
        ...rest,
        isLong: lengthOf([block]) >= LONG_QUOTE,
        ...toLanguage(lang),
        translation: translation && { words: translation.words, ...toLanguage(translation.lang) },
      };
    }
    case "facts":
      return { ...block, columns: block.head.length };
  }
}

function toInline(inline: Inline): object {
  if (inline.kind === "note") return { kind: "note", content: inline.content.map(toInline) };
  if (inline.kind === "break") return inline;
  return { ...inline, ...(inline.lang === null ? { lang: null, script: null } : toLanguage(inline.lang)) };
}

/** A language as Typst names it: the script apart. */
function toLanguage(lang: string): { lang: string; script: string } {
  return { lang: lang.slice(0, 2), script: lang === "sr-Cyrl" || lang === "mk" ? "cyrl" : "latn" };
}

function toTable(rows: readonly Cell[][]): object {
  const { columns, cells } = placeCells(rows);
  const [first = []] = rows;
  // A head that reaches down into rows below could not stand on every page.
  const isHead = first.length > 0 && first.every(({ isHeader, rowspan }) => isHeader && rowspan <= 1);
  return {
    kind: "table",
    columns,
    heads: isHead ? 1 : 0,
    cells: cells.map(({ cell: { isHeader, colspan, rowspan, blocks }, x, y }) => ({
      x,
      y,
      header: isHeader,
      isLong: lengthOf(blocks) >= LONG_CELL,
      colspan: Math.max(1, colspan),
      // Rows that are not there are made by nobody.
      rowspan: Math.max(1, Math.min(rowspan, rows.length - y)),
      blocks: blocks.map(toBlock),
    })),
  };
}
