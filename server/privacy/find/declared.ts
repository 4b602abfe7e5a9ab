import type { PersonRole } from "../../../schema/domain/privacy.ts";

/*
 * Places where a court says outright that a word is a name: parents, birth names, nicknames. Groups hold the names; the
 * indices of a match give their places.
 */
const NAME = "\\p{Lu}[\\p{L}’'-]+";
const QUOTE = '[„“”"«]';
const BORN_AS =
  "(?:rođen[aeu]|rodjen[aeu]|рођен[аеу]|родена|rođ\\.|рођ\\.|devojačk\\p{L}+|девојачк\\p{L}+|моминско|mominsko|rodena|e lindur|me mbiemrin e vajzërisë)(?:\\s+(?:prezim\\p{L}+|презим\\p{L}+))?";

/** Father, mother and her birth name. */
export const PARENTS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:od\\s)?(?:oca|оца|татко|tatko|otac|отац)(?:\\spok\\.|\\sпок\\.)?\\s(${NAME})(?:\\s${NAME})?(?:(?:,?\\s(?:i|и)|,)\\s(?:od\\s|од\\s)?(?:majke|мајке|мајка|majka)(?:\\spok\\.|\\sпок\\.)?\\s(${NAME})(?:,?\\s${BORN_AS}\\s(${NAME}))?)?`,
    "dgu",
  ),
  // "sin Mihajla i Smilje, rođene Brkić".
  new RegExp(
    `(?<!\\p{L})(?:sin|kći|kćer\\p{L}?|ćerka|син|кћи|ћерка|ќерка)\\s(?:na\\s|на\\s|od\\s|од\\s)?(?:pok\\.\\s|пок\\.\\s)?(${NAME})\\s(?:i|и)\\s(?:pok\\.\\s|пок\\.\\s)?(${NAME})(?!\\s\\p{Lu})(?:,?\\s${BORN_AS}\\s(${NAME}))?`,
    "dgu",
  ),
  // "majka Stana rođena Pavićević" without a father.
  new RegExp(
    `(?<!\\p{L})(?:majka|majke|мајка|мајке)(?:\\spok\\.|\\sпок\\.)?()\\s(${NAME}),?\\s${BORN_AS}\\s(${NAME})`,
    "dgu",
  ),
  new RegExp(
    `(?<!\\p{L})(?:i\\sbiri|e\\sbija|i\\sbir|e\\sbijë|bir|bijë)\\s(?:i|e)\\s(${NAME})(?:\\s${NAME})?(?:\\s(?:dhe|e)\\s(?:(?:i|e|të)\\s)?(${NAME}))?`,
    "dgu",
  ),
];

/** A birth name behind a name: "Marija Jović, rođena Petrović". */
export const BIRTH_NAME = new RegExp(`(?<!\\p{L})${BORN_AS}\\s(${NAME})(?!\\p{L})`, "dgu");

/** A nickname; the person is named before it. */
export const NICKNAME = new RegExp(
  "(?<!\\p{L})(?:zvan[aiou]|zvanog|zvanom|зван[аиоу]|званог|званом|zv\\.|зв\\.|tzv\\.|тзв\\.|nadimk\\p{L}+|nadimak|надимк\\p{L}+|надимак|прекар\\p{L}*|prekar\\p{L}*|" +
    "викан[аио]?|познат\\p{L}* како|poznat\\p{L}* kao|познат\\p{L}* као|alias|алијас|i njohur si|e njohur si|i njohur me nofkën|i thirrur|e thirrur|me nofkën|nofka|i quajtur|known as)" +
    `\\s?[,:]?\\s?(?:i\\s|и\\s|kao\\s|као\\s)?${QUOTE}?(${NAME}(?:\\s\\p{Lu}\\p{L}+)?)`,
  "dgu",
);

/** Names in quotation marks: `имињата „Јела“, „Мира“`. Every quoted word of the row is one. */
export const QUOTED_NAMES = new RegExp(
  `(?<!\\p{L})(?:im(?:e|ena|enom|enu|enima)|iminja|iminjata|imeto|им(?:е|ена|еном|ену|енима|иња|ињата|ето)|em(?:ër|ri|rin|rat|rit|rave))(?:\\s\\p{Ll}+){0,2}\\s(${QUOTE}\\p{Lu}\\p{L}+${QUOTE}(?:(?:,|\\s(?:i|и|dhe|e))\\s${QUOTE}\\p{L}+${QUOTE})*)`,
  "dgu",
);

/** A declared name with its place. */
export interface Declared {
  start: number;
  end: number;
  text: string;
  role: PersonRole;
  /** Names of one match with the same number are one person's. */
  person: number;
  isBirthName: boolean;
  /** "majka Stana", not "majke Stane". */
  isNominative: boolean;
}

/** Fathers and mothers. A mother and her birth name are one person. */
export function parentsIn(text: string): Declared[] {
  const out: Declared[] = [];
  let person = 0;
  for (const pattern of PARENTS)
    for (const { indices, 0: words } of text.matchAll(pattern)) {
      const isNominative = /^(?:otac|majka|отац|мајка)/u.test(words);
      const [, father, mother, birth] = indices ?? [];
      const push = (range: [number, number] | undefined, isBirthName: boolean): void => {
        const [start, end] = range ?? [0, 0];
        if (end <= start) return;
        out.push({ start, end, text: text.slice(start, end), role: "relative", person, isBirthName, isNominative });
      };
      person++;
      push(father, false);
      person++;
      push(mother, false);
      push(birth, true);
    }
  return out;
}
