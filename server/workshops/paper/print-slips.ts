import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { ShownPassage } from "../../../schema/protocol/http/workshops/attending.ts";
import { withHeldTokens } from "../../../schema/text/token-words.ts";
import { typesetPdf } from "../../export/files/typst.ts";
import { SLIP_WORDS } from "./words.ts";

/** What slips are printed of: nothing that guests are not shown. */
export interface PrintedSlips {
  /** Of the workshop and of the step; "" where they tell what guests are not told. */
  titles: [workshop: string, step: string];
  edition: number;
  passages: readonly ShownPassage[];
  categories: readonly Category[];
}

const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let grey = rgb("#5A554E")
#let sans(size: 8.5pt, fill: grey, weight: "regular", body) = text(font: "Source Sans 3", size: size, fill: fill, weight: weight, body)
#let tick = box(width: 3.6mm, height: 3.6mm, stroke: 0.7pt + black, baseline: 0.6mm)
#let in_its(t, body) = text(lang: t.lang, script: t.script, body)
#set document(title: d.slips.at(0).title)
#set page(paper: "a4", margin: (x: 18mm, top: 16mm, bottom: 16mm))
#set text(font: "Source Serif 4", size: 11.5pt, hyphenate: true)
#set par(justify: false, leading: 0.7em)
#show heading.where(level: 1): it => block(below: 0.5em, text(size: 15pt, weight: "semibold", it.body))
#for (n, slip) in d.slips.enumerate() {
  if n > 0 { pagebreak() }
  counter(page).update(1)
  set text(lang: slip.lang, script: slip.script)
  set page(footer: grid(columns: (1fr, auto), sans(slip.foot), context sans(counter(page).display())))
  sans(slip.over)
  heading(level: 1, slip.title)
  block(below: 1em, sans(size: 9.5pt, fill: black, slip.how))
  for passage in slip.passages {
    for paragraph in passage.paragraphs {
      block(above: 1.7em, below: 0.5em, grid(columns: (11mm, 1fr), column-gutter: 2mm,
        sans(size: 10pt, weight: "semibold", paragraph.number),
        in_its(passage, par(leading: 0.95em, paragraph.text))))
      for each in paragraph.translations {
        block(above: 0.3em, below: 0.6em, inset: (left: 13mm), {
          text(size: 10pt, fill: grey, each.text)
          if each.changed != "" { linebreak(); sans(size: 8pt, each.changed) }
        })
      }
    }
  }
  v(1em)
  block(below: 0.5em, sans(slip.edition))
  let heads = slip.heads
  let cells = slip.rows.map(row => {
    let name = table.cell(inset: (left: calc.min(row.depth, 5) * 4mm), par(leading: 0.5em, {
      sans(size: 9pt, fill: black, weight: "semibold", row.code); h(4pt)
      sans(size: 9.5pt, fill: black, weight: if row.box { "regular" } else { "semibold" }, row.label)
    }))
    (name, ..heads.map(_ => if row.box { tick } else { [] }))
  })
  let boxes(part) = table(
    columns: (1fr, ..heads.map(_ => auto)), stroke: (_, y) => if y > 0 { (top: 0.3pt + luma(200)) },
    inset: (x: 3pt, y: 2.6pt), align: (x, _) => if x == 0 { left } else { center },
    table.header([], ..heads.map(head => sans(weight: "semibold", head))),
    ..part.flatten())
  if heads.len() <= 2 and cells.len() > 8 {
    let half = calc.ceil(cells.len() / 2)
    grid(columns: (1fr, 1fr), column-gutter: 8mm, boxes(cells.slice(0, half)), boxes(cells.slice(half)))
  } else { boxes(cells) }
}
`;

/** Slips on A4 as a tagged PDF, one in each language, each from a new page: the words of the passages, and a box for each category. */
export function printSlips(slips: PrintedSlips, languages: readonly UiLanguage[]): Promise<Uint8Array<ArrayBuffer>> {
  return typesetPdf(TEMPLATE, { slips: languages.map((language) => toSlip(slips, language)) });
}

/** All of it is text, whatever it holds. */
function toSlip({ titles, edition, passages, categories }: PrintedSlips, language: UiLanguage) {
  const words = SLIP_WORDS[language];
  const [workshop, step] = titles;
  const rows = categories.map((category) => ({
    code: category.code,
    label: localise(category.label, language),
    depth: depthOf(category, categories),
    box: !category.onlyChildren,
  }));
  return {
    ...typstLanguage(language),
    title: step || words.title,
    over: [words.title, workshop].filter(Boolean).join(" · "),
    how: words.how,
    foot: words.foot,
    edition: words.edition.replace("{n}", String(edition)),
    passages: passages.map(({ lang, paragraphs }) => ({
      lang: lang.slice(0, 2),
      script: lang === "mk" || lang === "sr-Cyrl" ? "cyrl" : "latn",
      paragraphs: paragraphs.map(({ number, text, translations }) => ({
        number: number === null ? "" : `¶ ${number}`,
        text: withHeldTokens(text, lang),
        translations: translations
          .filter((each) => each.language === language && language !== lang)
          .map((each) => ({
            text: withHeldTokens(each.text, language),
            changed: each.isStale ? words.changed : "",
          })),
      })),
    })),
    heads: passages.map(({ paragraphs }) => `¶ ${paragraphs[0]?.number ?? ""}`),
    rows: [...rows, { code: "–", label: words.noneFits, depth: 0, box: true }],
  };
}

function depthOf({ parent }: Category, all: readonly Category[]): number {
  const above = parent === null ? undefined : all.find(({ id }) => id === parent);
  return above ? 1 + depthOf(above, all) : 0;
}

function typstLanguage(language: UiLanguage): { lang: string; script: string } {
  const isCyrillic = language === "sr-Cyrl" || language === "mk";
  return { lang: language.slice(0, 2), script: isCyrillic ? "cyrl" : "latn" };
}
