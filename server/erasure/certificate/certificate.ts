import type { UiLanguage } from "../../../schema/domain/language.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { ErasureCounts, type ErasureKind } from "../../../schema/protocol/http/erasure.ts";
import { shownName } from "../../../schema/text/former-member.ts";
import { typesetPdf } from "../../export/files/typst.ts";
import type { ErasureRow } from "../../store/erasure-store.ts";
import type { Store } from "../../store/store.ts";
import { CERTIFICATE_WORDS } from "./certificate-words.ts";

/** What the template sets; all of it is text, whatever it holds. */
interface CertificateData {
  lang: string;
  script: string;
  title: string;
  intro: string;
  facts: [name: string, value: string][];
  counts: { title: string; rows: [name: string, number: string][] } | null;
  lists: { title: string; lines: string[] }[];
  proof: [name: string, value: string] | null;
  foot: string;
}

const TEMPLATE = `
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title)
#set page(paper: "a4", margin: (x: 25mm, top: 20mm, bottom: 18mm), footer: text(size: 8pt, fill: luma(90), d.foot))
#set text(font: "Source Serif 4", size: 10pt, lang: d.lang, script: d.script, hyphenate: true)
#set par(justify: false, leading: 0.58em)
#show heading.where(level: 1): set text(size: 20pt, weight: "semibold")
#show heading.where(level: 2): set text(size: 12pt, weight: "semibold")
#show heading.where(level: 2): set block(above: 1.35em, below: 0.6em)
= #d.title
#d.intro
#v(0.3em)
#table(
  columns: (auto, 1fr), stroke: none, inset: (x: 0pt, y: 2pt), column-gutter: 14pt,
  ..d.facts.map(((name, value)) => (text(fill: luma(70), name), value)).flatten()
)
#if d.counts != none [
  == #d.counts.title
  #table(
    columns: (1fr, auto), inset: (x: 0pt, y: 2pt), align: (left, right),
    stroke: (_, y) => (bottom: 0.4pt + luma(200)),
    ..d.counts.rows.flatten()
  )
]
#for each in d.lists [
  == #each.title
  #list(spacing: 0.65em, ..each.lines)
]
#if d.proof != none [
  #v(0.6em)
  #block(breakable: false)[
    #text(fill: luma(70), d.proof.at(0)) \\
    #text(size: 8.5pt, d.proof.at(1))
  ]
]
`;

/** The certificate of an erasure as PDF (PDF/UA-1). It holds numbers, ids and tokens, and who asked. */
export async function certificateOf(
  store: Pick<Store, "people" | "setting">,
  row: ErasureRow,
  language: UiLanguage,
  now: Date,
): Promise<Uint8Array<ArrayBuffer>> {
  const asker = row.by && (await store.people.member(row.by));
  const data = toData(row, language, {
    network: (await store.setting("network-name")) ?? "Coram",
    askedBy: asker ? asker.name : null,
    now: now.toISOString(),
  });
  return typesetPdf(TEMPLATE, data);
}

function toData(
  row: ErasureRow,
  language: UiLanguage,
  { network, askedBy, now }: { network: string; askedBy: string | null; now: string },
): CertificateData {
  const words = CERTIFICATE_WORDS[language];
  const time = (at: string): string => `${writePartialDate(at.slice(0, 10), language)}, ${at.slice(11, 19)}`;
  const counts = Object.keys(ErasureCounts.shape) as (keyof ErasureCounts)[];
  const facts: [string, string | null][] = [
    [words.network, network],
    [words.what, words.kind[row.kind]],
    [words.inItsPlace, row.token && withTokenWords(shownName(row.token, language), language)],
    [words.verdict, row.verdict],
    [words.member, row.member],
    [words.number, row.number === null ? null : String(row.number)],
    [words.id, row.id],
    [words.askedBy, askedBy === null ? words.operator : shownName(askedBy, language)],
    [words.startedAt, time(row.startedAt)],
    [words.doneAt, row.doneAt === null ? words.notDone : time(row.doneAt)],
  ];
  const [, , , files, database, , ledger] = words.steps;
  const doneOf: Record<ErasureKind, (string | undefined)[]> = {
    term: words.steps,
    passage: words.steps,
    verdict: [words.verdictGone, files, database, ledger],
    member: [words.memberGone, database, ledger],
  };
  const done = doneOf[row.kind].filter((line) => line !== undefined);
  return {
    lang: language.slice(0, 2),
    script: language === "sr-Cyrl" || language === "mk" ? "cyrl" : "latn",
    title: words.title,
    intro: words.intro,
    facts: facts.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    counts: {
      title: words.counts,
      rows: counts
        // Of a member there are no places in a text.
        .filter((name) => row.counts[name] > 0 || row.kind === "term" || row.kind === "passage")
        .map((name): [string, string] => [words.count[name], String(row.counts[name])]),
    },
    lists: [
      { title: words.done, lines: row.sealedKey === "erased" ? [...done, words.sealedKeyErased] : done },
      { title: words.limits, lines: row.sealedKey === "left" ? [words.sealedKeyLeft, ...words.beyond] : words.beyond },
    ],
    proof: row.hash === null ? null : [words.proof, row.hash],
    foot: `Coram · ${time(now)} UTC`,
  };
}
