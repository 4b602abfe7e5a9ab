import { readFileSync } from "node:fs";
import { EMPTY_HOUSE, type Grant, type GrantId, House, type PictureId } from "../../../schema/domain/house.ts";
import { newId, OrganisationId, VerdictId } from "../../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { Kind } from "../../../schema/editor/paper-kinds.ts";
import type { CoverFacts, Manuscript } from "../../../server/export/document/manuscript/manuscript.ts";
import { printHouse } from "../../../server/export/document/manuscript/printed-house.ts";
import { toManuscript } from "../../../server/export/document/manuscript/to-manuscript.ts";
import type { SourceSignature } from "../../../server/house/house-source.ts";
import { node, paragraph, quoteState, words } from "./an-output.ts";

const { outputs } = MethodologyContent.parse(
  JSON.parse(readFileSync(new URL("../../../server/demo/data/methodology.json", import.meta.url), "utf8")),
);

/** What people write, in the letters of a language and in none of its words, so that words of another stand out. */
const WRITTEN: Record<UiLanguage, string> = {
  en: "Zzz zzz",
  "sr-Latn": "Žžž žžž",
  "sr-Cyrl": "Жжж жжж",
  mk: "Ѓѓѓ ѓѓѓ",
  sq: "Ëëë ëëë",
};

export const TEMPLATES = outputs;

/** A house with all that one may have, in the letters of its language. */
export function aHouse(
  language: UiLanguage,
  number: "PP" | null = "PP",
  signature?: SourceSignature,
): Manuscript["house"] {
  const said = { [language]: WRITTEN[language] };
  const organisation = OrganisationId.parse("a".repeat(22));
  const logo = "p".repeat(22) as PictureId;
  const grant: Grant = {
    mark: logo,
    number: "12/2026",
    from: null,
    to: null,
    donor: said,
    disclaimer: said,
    isDraft: true,
  };
  const house = House.parse({
    ...EMPTY_HOUSE,
    name: said,
    organisations: { [organisation]: { name: said, logo } },
    grants: { ["g".repeat(22) as GrantId]: grant },
    licence: "by",
    contact: { email: "", web: "", address: WRITTEN[language] },
  });
  const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const source = {
    version: 1,
    house,
    network: WRITTEN[language],
    organisations: [{ id: organisation, name: WRITTEN[language], signature }],
    pictures: new Map([[logo, { id: logo, width: 1, height: 1, png }]]),
    authors: [],
    number: number && { series: number, year: 2026, number: 1 },
    approval: signature
      ? {
          at: signature.at,
          digest: "5bd9b28c01f477aa9911",
          signatures: [{ ...signature, organisation: { id: organisation, name: WRITTEN[language] } }],
        }
      : null,
  };
  return printHouse(source, language, "2026-11-29");
}

const SIGNED: SourceSignature = { by: { role: "facilitator" }, at: "2026-11-24T10:00:00.000Z", wrote: true };

/** A paper of a kind with every section of its template written, but for the second one, in which there is nothing. */
export function aPaper(
  kind: Kind,
  language: UiLanguage,
  status: OutputStatus = "draft",
  agreement?: CoverFacts["agreement"],
): Manuscript {
  const template = outputs.find(({ id }) => id === kind);
  if (!template) throw new Error(`no template ${kind}`);
  const said = WRITTEN[language];
  const country = language === "mk" ? "mk" : language === "sq" ? "al" : "rs";
  const source: SourceRef = {
    verdict: newId(VerdictId),
    country,
    court: `${said}-${said}`,
    instance: "first",
    caseNumber: "12/23-7",
    date: "2023-03-14",
    invented: true,
  };
  const parts: PartState[] = [];
  const section = (id: string, title: string, i: number): OutputNode[] => {
    const heading = node("heading", { level: 1, section: id }, words(title));
    if (i === 1) return [heading, paragraph()];
    const quote = node("evidence", {});
    parts.push(
      quoteState(quote.attrs?.["id"], { source, words: said, lang: language, citation: "[12]", category: null }),
    );
    const facts = { finding: said, addressee: said, verb: said, deadline: "2027", indicator: said };
    return [heading, paragraph(words(`${said}.`)), quote, node("recommendation", facts, words(`${said}.`))];
  };
  const sections = template.sections.flatMap(({ id, title }, i) => section(id, localise(title, language), i));
  return toManuscript({
    title: said,
    language,
    document: { type: "doc", content: [paragraph(words(`${said}.`)), ...sections] },
    parts,
    restsOn: [source],
    withoutCaseNumbers: false,
    facts: {
      house: aHouse(language, kind === "position-paper" ? "PP" : null, status === "approved" ? SIGNED : undefined),
      kind: localise(template.title, language),
      template: kind,
      status,
      methodology: { title: said, version: 2 },
      coders: [said],
      adjudicators: [said],
      agreement:
        agreement ??
        ["0,71", "0,83"].map((alpha) => ({ what: said, word: said, alpha, range: "0,58–0,80", base: "184" })),
      at: "2026-11-26T10:00:00.000Z",
      day: "2026-11-26",
    },
  });
}
