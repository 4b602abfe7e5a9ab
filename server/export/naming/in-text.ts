import { foldForSearch } from "../../../schema/language/fold.ts";
import { PlaceIndex } from "../../privacy/place-index.ts";
import { daysIn, monthsIn } from "./days.ts";
import { fileNumbersIn } from "./file-numbers.ts";
import type { VerdictNames } from "./naming.ts";

/*
 * What a verdict's own text tells it by beside its data: numbers of its indictment and of what other instances decided, and the days on
 * which it was charged, heard, decided and pronounced. Days of what happened to people are no days of papers; the months of these may tell
 * all the same which verdict it is.
 */

const HEAD = 3000;
const PAPER =
  /presud|odluk|odlucen|resen[ij]|optuzn|obvinitel|obvineni|objav|izrec|izrek|donet|doneo|doneso|donese|donio|pretres|rasprav|sednic|zalb|sporazum|zakljuc|vendim|aktgj?yk|aktakuz|shpall|seanc|gjykim|ankim|ankes|judg|verdict|decision|decided|indict|pronounc|deliver|hearing|appeal/u;
const OF_A_LIFE = /(?:rodj|roden|rodi|lindur|lindj|born)\p{L}*\W*(?:(?:dana|na|me|date|on)\W+)*$/u;
const BEFORE = 50;
const AFTER = 40;
/** So near to a number a day is that of the same paper. */
const BESIDE = 20;
/** Of a year of two figures the one that can be of a paper of the case. */
const EARLIEST = "1980";
/** Albanian decisions have a number of the act and one of the decision, and cite proceedings by a number alone. */
const BARE =
  /(?:^|vendim\p{L}*|gjykim\p{L}*|procedim\p{L}*|[çÇ]ështj\p{L}*|akt\p{L}*)(?:\s(?:i|e|të|së|penal\p{L}*))*[ \t]*nr\.?[ \t]?(\d{2,6})(?:[ \t]*(?:akti|vendimi|regj)\p{L}*)?(?![\d/])/gimu;

export function namesInText(text: string): Required<Pick<VerdictNames, "numbers" | "bare" | "days" | "months">> {
  const numbers = fileNumbersIn(text);
  const places = new PlaceIndex(numbers);
  const written = daysIn(text);
  const months = [...written.flatMap((each) => each.days), ...monthsIn(text).map(({ month }) => month)];
  const days = written.filter(({ start, end }) => {
    const before = text.slice(Math.max(0, start - BEFORE), start);
    const after = text.slice(end, end + AFTER);
    const said = foldForSearch(sentenceEnd(before));
    if (OF_A_LIFE.test(said)) return false;
    const isBeside = places.meeting({ start: start - BESIDE, end: end + BESIDE }).length > 0;
    return start < HEAD || isBeside || PAPER.test(said) || PAPER.test(foldForSearch(sentenceStart(after)));
  });
  return {
    numbers: [...new Set(numbers.filter(({ isMarked }) => isMarked).map(({ key }) => key))],
    bare: [...new Set([...text.matchAll(BARE)].flatMap(([, number]) => number ?? []))],
    days: [...new Set(days.flatMap((each) => each.days))].filter((day) => day > EARLIEST),
    months: [...new Set(months.map((month) => month.slice(0, 7)))].filter((month) => month > EARLIEST),
  };
}

/** What stands in the same sentence, before and behind. */
function sentenceEnd(text: string): string {
  return text.slice(text.search(/(?:[\n;]|\p{Ll}{3}\.\s)(?!.*(?:[\n;]|\p{Ll}{3}\.\s))/su) + 1);
}

function sentenceStart(text: string): string {
  return text.slice(0, /[\n;]|\p{Ll}{3}\.\s|\.\s\p{Lu}/u.exec(text)?.index ?? text.length);
}
