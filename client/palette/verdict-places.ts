import { html } from "lit";
import { langOf } from "../../schema/domain/language.ts";
import type { PlacesView } from "../../schema/protocol/http/network.ts";
import { navigate } from "../app/router.ts";
import "../elements/coram-icon.ts";
import { t } from "../i18n/t.ts";
import { type Asked, fitting, fitOf, partsOf } from "./asked.ts";
import type { Found, FoundGroup, Known } from "./found.ts";

type VerdictPlace = PlacesView["verdicts"][number];

/** More verdicts than these answer a name: then the number behind it is of none of them. */
const MEANT = 2;

/** Verdicts by number, court or country, and paragraphs of the one that is meant by theirs. */
export function verdictGroups(asked: Asked, known: Known, most: number): FoundGroup[] {
  const all = known.places?.verdicts ?? [];
  const named = byName(all, asked.parts);
  const paragraphs = paragraphsOf(asked, all, known);
  const { of = [] } = asked.paragraph ?? {};
  const behind = of.length > 0 ? byName(all, of).slice(0, MEANT) : [];
  const others = (paragraphs.length > 0 ? [...named, ...behind] : named).filter(
    (verdict, at, list) => list.findIndex(({ id }) => id === verdict.id) === at,
  );
  const verdicts = others.slice(0, most).map(toFound);
  const found = [...paragraphs, ...verdicts];
  return found.length === 0 ? [] : [{ key: "verdicts", heading: t("palette.go-to"), found }];
}

/** By number first, then by what else is known of them. */
function byName(all: readonly VerdictPlace[], parts: readonly string[]): VerdictPlace[] {
  const numbered = fitting(all, parts, ({ caseNumber }) => caseNumber).map(({ item }) => item);
  const placed = fitting(all, parts, ({ caseNumber, court, country }) =>
    [caseNumber, court, t(`word.country.${country}`)].join(" "),
  ).map(({ item }) => item);
  return [...new Set([...numbered, ...placed])];
}

function paragraphsOf({ paragraph, parts }: Asked, all: readonly VerdictPlace[], known: Known): Found[] {
  if (!paragraph) return [];
  const { of, number, isSigned } = paragraph;
  const isHere = of.length === 0;
  const meant = isHere ? all.filter(({ id }) => id === known.here) : numberedBy(all, of);
  // Of `31 22` the second is part of the number 31/22.
  const isName = !isHere && !isSigned && all.some(({ caseNumber }) => fitOf(parts, partsOf(caseNumber)) === 0);
  const [verdict] = meant;
  if (!verdict || isName || meant.length > MEANT) return [];
  const read = known.paragraphs.of(verdict.id, number);
  const lang = langOf(verdict.language, verdict.script);
  const line = (of: string, more: Partial<Found>): Found => ({
    key: `paragraph-${verdict.id}-${of}`,
    sign: html`<span aria-hidden="true">¶</span>`,
    name: `${verdict.caseNumber}, ¶ ${of}`,
    lang,
    act: () => navigate(`/verdicts/${verdict.id}?paragraph=${of}`),
    ...more,
  });
  if (!read) return [line(number, {})];
  if (read.found.length > 0)
    return read.found.map(({ number: each, words }) => line(each, { beside: words, besideLang: lang }));
  // No paragraph of this text, and the number of another verdict: that one is meant.
  const isVerdict = isHere && !isSigned && numberedBy(all, parts).length > 0;
  return isVerdict ? [] : [line(number, { why: t("palette.no-paragraph", { last: read.last }) })];
}

function numberedBy(all: readonly VerdictPlace[], parts: readonly string[]): VerdictPlace[] {
  return fitting(all, parts, ({ caseNumber }) => caseNumber).map(({ item }) => item);
}

function toFound({ id, caseNumber, court, country, language, script, stage, canPrepare }: VerdictPlace): Found {
  const lang = langOf(language, script);
  const isBeingPrepared = stage === "in-preparation";
  return {
    key: `verdict-${id}`,
    sign: html`<coram-icon name="book-open"></coram-icon>`,
    name: caseNumber,
    lang,
    beside: court,
    besideLang: lang,
    hint: isBeingPrepared ? t("word.stage.in-preparation") : t(`word.country.${country}`),
    act: () => navigate(`/verdicts/${id}${isBeingPrepared && canPrepare ? "/prepare" : ""}`),
  };
}
