import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { behindCourt } from "./court-name.ts";
import { dateIn, type FoundDate } from "./dates.ts";

/** The day on which something else was done: the writing, the sending, the charge, the registration. */
const OTHER_DAY =
  /regj|izra[dđ]|pismen|otprav|primlj|prijem|zaprim|podne[st]|podignut|optužni|pravosna|pravomo|izvršn|ro[dđ]en|izraђ|израђ|писмен|отправ|примљ|пријем|поднет|оптужни|правосна|извршн|рођен|изготв|примен|обвинит|обвинени|правосил|роден|hartu|arsyetuar|depozit|lindur|aktakuz|formë të prerë/iu;
const DECIDED =
  /(?:datum|датум)[^:]{0,30}(?:odluk|presud|donošenj|одлук|пресуд|доношењ|донесува)|datë e vendimit|data e vendimit|(?:^|[\s,])(?:dana|дана|на ден|më datë|datë)[\s:]/iu;
const PLACE_AND_DAY = /^\p{Lu}[\p{L} ]{2,30}, ?(?:dana |дана |më |datë )?\d/u;
const STREET = /(?:^|[\s,])(?:ul|ulica|bulevar|bul|trg|ул|улица|булевар|бул|трг|rr|rruga|bulevardi)(?=[\s.])/iu;
const ANNOUNCED = /(?:javno|јавно|javno je|јавно је)\s+(?:objavi|објави)|shpall/iu;
/** The hearing that a decision follows: its day is that of the decision only where no other stands behind the verb. */
const HELD = /zaključen|održan|закључен|одржан|заклучен|mbajtur/iu;
const MADE = /objavi|објави|done[ols]|donio|donije|донео|донио|донел|донес|донијел|izrek|изрек|vendos|dha këtë/iu;
/** How far from its verb a date may stand. */
const NEAR = 60;
/** "Sot më datë 03.06.2014", with which Albanian decisions begin. */
const TODAY = /(?<!\p{L})sot,? (?:më|me|në) dat\p{L}*/iu;
/** How far behind its verb a date may stand that goes before that of the hearing. */
const AT_ONCE = 25;
const BEGINS_WITH_DAY = /^[,\s]*(?:(?:dana|na dan|дана|на дан|на ден|më datë|me datë|datë|më)[\s:,]+)?(?=\d)/iu;
const AL_DAY = /dat[ëeao]\p{L}*\s(?:e\s)?vendimit?\s?:?/iu;

/** The day of the decision; that of its writing, its sending or of the charge is another. Null where the head does not say it. */
export function decisionDay(
  short: readonly string[],
  head: readonly string[],
  language: VerdictLanguage,
): FoundDate | null {
  return inLetterhead(short) ?? behindItsCourt(head, language) ?? inSentence(head);
}

function inLetterhead(short: readonly string[]): FoundDate | null {
  const dated = short.flatMap((line) => {
    // Of two columns ("Date regjistrimi: …  Date vendimi: …") the one of the decision.
    const own = AL_DAY.exec(line);
    const read = own ? line.slice(own.index) : line;
    const found = OTHER_DAY.test(read) || STREET.test(read) ? null : dateIn(read);
    return found ? [{ line, found }] : [];
  });
  const [best] = [
    ...dated.filter(({ line }) => DECIDED.test(line)),
    ...dated.filter(({ line }) => PLACE_AND_DAY.test(line)),
    ...dated,
  ];
  return best?.found ?? null;
}

/** "Osnovni sud u Podgorici, dana 12. 04. 2016. godine, K. br. 123/16, sudija …" */
function behindItsCourt(head: readonly string[], language: VerdictLanguage): FoundDate | null {
  for (const line of head) {
    const rest = behindCourt(line, language);
    const day = rest === line ? null : BEGINS_WITH_DAY.exec(rest);
    const found = day ? dateIn(rest.slice(day[0].length, day[0].length + AT_ONCE)) : null;
    if (found) return found;
  }
  return null;
}

function inSentence(head: readonly string[]): FoundDate | null {
  // What was announced counts before what was decided some days earlier.
  for (const verb of [ANNOUNCED, MADE, TODAY])
    for (const line of head) {
      const said = verb.exec(line);
      if (!said) continue;
      const end = said.index + said[0].length;
      const found = verb === TODAY ? dateIn(line.slice(end, end + NEAR)) : dateNear(line, said.index, end);
      if (found) return found;
    }
  return null;
}

/**
 * The date that stands next before a verb, else the one that follows it, unless it is that of something else. Where the one before
 * is that of the hearing, one close behind the verb counts first.
 */
function dateNear(line: string, start: number, end: number): FoundDate | null {
  const before = line.slice(Math.max(0, start - NEAR), start);
  const other = [...before.matchAll(new RegExp(OTHER_DAY.source, "giu"))].at(-1);
  const own = other ? before.slice(other.index + other[0].length).replace(/^.*?(?:\d{4}|,)/u, "") : before;
  const after = line.slice(end, end + NEAR);
  const following = dateIn(after.slice(0, OTHER_DAY.exec(after)?.index ?? after.length));
  const isFirst =
    HELD.test(line.slice(Math.max(0, start - 2 * NEAR), start)) &&
    following &&
    after.indexOf(following.written) <= AT_ONCE;
  return isFirst ? following : (dateBefore(own) ?? following);
}

/** "presude od 10.10.2018": a date of the paper that was named before it. */
const OF_A_PAPER = /(?<!\p{L})(?:od|од|të datës)(?:\s(?:dana|дана))?\s*$/iu;

/** The last date of a stretch of text; null where it is that of another paper. */
function dateBefore(text: string): FoundDate | null {
  for (let from = text.length; from >= 0; from--) {
    const found = /[\d\p{L}]/u.test(text[from - 1] ?? "") ? null : dateIn(text.slice(from));
    if (found) return OF_A_PAPER.test(text.slice(0, from)) ? null : found;
  }
  return null;
}
