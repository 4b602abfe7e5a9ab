import type { UiLanguage } from "../../../schema/domain/language.ts";
import { typesetPdf } from "../../export/files/typst.ts";
import type { Handbook, Said } from "./handbook.ts";

const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#let ink = rgb("#1F1D1A")
#let grey = rgb("#5A554E")
#let sans(size: 8.5pt, fill: grey, weight: "regular", body) = text(font: "Source Sans 3", size: size, fill: fill, weight: weight, body)
#let said(s) = {
  let body = s.lines.join(linebreak())
  if s.missing { text(lang: s.lang, script: s.script, style: "italic", fill: grey, body) }
  else { text(lang: s.lang, script: s.script, body) }
}
#let rules(s) = if s.missing { said(s) } else {
  text(lang: s.lang, script: s.script, list(marker: text(fill: grey, [–]), indent: 0pt, body-indent: 5pt, spacing: 0.5em, ..s.lines.map(line => [#line])))
}
#let told(part, s) = if part.list { rules(s) } else { said(s) }
#let chip(code, hue) = box(fill: rgb(hue.tint), inset: (x: 4pt, y: 0pt), outset: (y: 2.6pt), radius: 2pt, sans(size: 8.5pt, fill: rgb(hue.text), weight: "semibold", code))
#let beside(left, right) = grid(columns: (1fr, 1fr), column-gutter: 9mm, left, right)
#let both = d.two
#let named(labels) = if both { beside(said(labels.at(0)), said(labels.at(1))) } else { said(labels.at(0)) }
#let parts(of) = for part in of {
  if both {
    block(above: 0.7em, below: 0pt, beside(
      { sans(size: 8pt, said(part.names.at(0))); linebreak(); told(part, part.texts.at(0)) },
      { sans(size: 8pt, said(part.names.at(1))); linebreak(); told(part, part.texts.at(1)) },
    ))
  } else {
    block(above: 0.6em, below: 0pt, grid(columns: (28mm, 1fr), column-gutter: 4mm,
      sans(said(part.names.at(0))), told(part, part.texts.at(0))))
  }
}

#set document(title: d.title, author: d.network)
#set page(paper: "a4", margin: (x: 22mm, top: 22mm, bottom: 20mm), numbering: "1",
  footer: context if counter(page).get().first() > 1 {
    grid(columns: (1fr, auto), sans(d.foot), sans(counter(page).display()))
  })
#set text(font: "Source Serif 4", size: 10pt, fill: ink, lang: d.lang, script: d.script, hyphenate: true)
#set par(justify: false, leading: 0.56em)
#show heading: set text(hyphenate: false)
#show heading.where(level: 1): it => { pagebreak(weak: true); block(below: 1.1em, text(size: 18pt, weight: "semibold", it.body)) }
#show heading.where(level: 2): it => block(above: 1.9em, below: 0.6em, sticky: true, text(size: 12pt, weight: "semibold", it.body))
#show heading.where(level: 3): it => block(above: 1.4em, below: 0.5em, sticky: true, text(size: 10.5pt, weight: "semibold", it.body))
#show outline.entry.where(level: 1): set block(above: 0.75em)

#set text(hyphenate: false)
#v(52mm)
#for s in d.subtitles { block(below: 0.5em, sans(size: 11pt, said(s))) }
#v(3mm)
#text(size: 27pt, weight: "semibold", par(leading: 0.4em, said(d.titles.at(0))))
#if both { v(1mm); text(size: 17pt, fill: grey, par(leading: 0.4em, said(d.titles.at(1)))) }
#v(10mm)
#line(length: 34mm, stroke: 0.8pt + grey)
#v(3mm)
#sans(size: 10.5pt, fill: ink, d.network) \\
#for s in d.versions { sans(size: 10.5pt, said(s)); linebreak() }
#sans(size: 10.5pt, d.languages)

#heading(level: 1, outlined: false, d.words.contents)
#outline(title: none, depth: 1)

= #d.words.tree
#for each in d.categories {
  block(above: if each.depth == 0 { 1.1em } else { 0.5em }, below: 0pt, inset: (left: calc.min(each.depth, 6) * 6mm), sticky: each.depth == 0,
    grid(columns: if both { (11mm, 1fr, 1fr, 8mm) } else { (11mm, 1fr, 8mm) }, column-gutter: 2mm,
      chip(each.code, each.hue),
      ..each.labels.map(s => text(weight: if each.depth == 0 { "semibold" } else { "regular" }, said(s))),
      align(right, sans(context link(label(each.key), str(counter(page).at(label(each.key)).first())))),
    ))
}

#set text(hyphenate: true)
#for each in d.categories {
  let level = calc.min(each.depth, 2) + 1
  if both {
    [#heading(level: level, [#chip(each.code, each.hue) #h(2pt) #said(each.labels.at(0))]) #label(each.key)]
    block(above: 0.2em, below: 0.6em, sticky: true, text(size: if level == 1 { 13pt } else { 11pt }, fill: grey, said(each.labels.at(1))))
  } else {
    [#heading(level: level, [#chip(each.code, each.hue) #h(2pt) #said(each.labels.at(0))]) #label(each.key)]
  }
  for remark in each.remarks { block(above: 0.3em, below: 0.4em, sans(size: 8.5pt, named(remark))) }
  v(0.15em)
  parts(each.parts)
}

#if d.groups.len() > 0 [
  = #d.words.questions
]
#for group in d.groups {
  heading(level: 2, said(group.labels.at(0)))
  if both { block(above: 0.2em, below: 0.6em, sticky: true, text(fill: grey, said(group.labels.at(1)))) }
  for question in group.questions {
    block(above: 1.2em, below: 0.25em, sticky: true, text(weight: "semibold", named(question.labels)))
    block(above: 0.2em, below: 0.3em, sans(named(question.remarks)))
    parts(question.parts)
  }
}
`;

/** The handbook as a tagged PDF (PDF/UA-1), each text in its language, so that hyphens and letter forms are right. */
export function handbookPdf(book: Handbook): Promise<Uint8Array> {
  return typesetPdf(TEMPLATE, toData(book));
}

/** What the template sets; all of it is text, whatever it holds. */
function toData(book: Handbook) {
  const { titles, languages, words, network, versions } = book;
  const [first = "en"] = languages;
  const [own] = words;
  const part = ({ names, texts, isList }: Handbook["categories"][number]["parts"][number]) => ({
    names: names.map(toSaid),
    texts: texts.map(toSaid),
    list: isList,
  });
  return {
    ...typstLanguage(first),
    two: languages.length === 2,
    title: titles[0]?.lines.join(" ") ?? "",
    network,
    foot: `${titles[0]?.lines.join(" ") ?? ""} · ${versions[0]?.lines.join(" ") ?? ""}`,
    words: { contents: own?.contents, tree: own?.tree, questions: own?.questions },
    titles: titles.map(toSaid),
    subtitles: book.subtitles.map(toSaid),
    versions: versions.map(toSaid),
    languages: book.languageNames,
    categories: book.categories.map(({ code, depth, hue, labels, remarks, parts }, place) => ({
      key: `category-${place}`,
      code,
      depth,
      hue,
      labels: labels.map(toSaid),
      remarks: remarks.map((remark) => remark.map(toSaid)),
      parts: parts.map(part),
    })),
    groups: book.groups.map(({ labels, questions }) => ({
      labels: labels.map(toSaid),
      questions: questions.map((question) => ({
        labels: question.labels.map(toSaid),
        remarks: question.remarks.map(toSaid),
        parts: question.parts.map(part),
      })),
    })),
  };
}

function toSaid({ lines, language, isMissing }: Said) {
  return { lines, missing: isMissing, ...typstLanguage(language) };
}

function typstLanguage(language: UiLanguage): { lang: string; script: string } {
  const isCyrillic = language === "sr-Cyrl" || language === "mk";
  return { lang: language.slice(0, 2), script: isCyrillic ? "cyrl" : "latn" };
}
