import { findNames } from "../../../server/privacy/find/find.ts";
import { GOLD_VERDICTS, readNamesGold, scoreNames, type NamesGold } from "../../helpers/text/names-gold.ts";
import { withOtherNames } from "../../helpers/text/other-names.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { LONG } from "../documents/long-verdict.ts";
import { median, type Row } from "../report.ts";

const PART =
  "names proposed (missed, wrong, put to another person: % of mentions, the gold verdicts of a language together)";
const LANGUAGES = { sr: "Serbian", mk: "Macedonian", sq: "Albanian", en: "English" } as const;
const SWAPS = 5;

/** How well names are found, per language, and how long a verdict of 300 pages takes. */
export function namesPart(isQuick: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  const verdicts = GOLD_VERDICTS.map(readNamesGold);
  for (const language of ["sr", "mk", "sq"] as const) {
    const own = verdicts.filter(({ gold }) => gold.language === language);
    rows.push(...shares(LANGUAGES[language], own, 1));
    const swapped = own.flatMap((verdict) =>
      Array.from({ length: isQuick ? 1 : SWAPS }, (_, i) => withOtherNames(verdict, new Seeded(100 + i))),
    );
    rows.push(...shares(`${LANGUAGES[language]}, other names`, swapped, 3));
  }
  for (const verdict of verdicts.filter(({ id }) => id.endsWith("organised"))) rows.push(speed(verdict, isQuick));
  return Promise.resolve(rows);
}

function shares(what: string, verdicts: readonly NamesGold[], missedAim: number): Row[] {
  let mentions = 0;
  const sums = { missed: 0, wrong: 0, unlinked: 0 };
  for (const verdict of verdicts) {
    const { missed, wrong, unlinked } = scoreNames(verdict, findNames(verdict.text, verdict.gold));
    mentions += verdict.gold.mentions.length;
    sums.missed += missed.length;
    sums.wrong += wrong.length;
    sums.unlinked += unlinked.length;
  }
  const row = (name: string, count: number, aim?: number): Row => ({
    part: PART,
    what: `${what}: ${name}`,
    unit: "%",
    coram: (100 * count) / mentions,
    ...(aim === undefined ? {} : { aim }),
    note: `${count} of ${mentions}`,
  });
  return [
    row("missed", sums.missed, missedAim),
    row("wrong", sums.wrong, 10),
    row("put to another", sums.unlinked, missedAim === 1 ? 5 : undefined),
  ];
}

/** The verdict over and over until it is as long as 300 pages. */
function speed({ id, text, gold }: NamesGold, isQuick: boolean): Row {
  const long = `${text}\n`.repeat(Math.ceil(LONG.characters / text.length));
  const times = Array.from({ length: isQuick ? 1 : 3 }, () => {
    const startedAt = performance.now();
    findNames(long, gold);
    return performance.now() - startedAt;
  });
  return { part: PART, what: `300 pages of ${id}`, unit: "ms", coram: median(times), aim: 2_000 };
}
