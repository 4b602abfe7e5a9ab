/*
 * Addresses as courts write them: a street, square or quarter, and a number, entrance or flat. A street without any of
 * these is a place, not an address. The name of the street is part of it, whoever the street is named after.
 */

const QUOTED = '[„“”"«]\\s?[^„“”"«»\\n]{1,40}\\s?[“”"»]';
// Up to four words; small ones only behind a first capital one: Партизански пут, Трг костурнице.
const NAME = `(?:${QUOTED}|\\d{1,2}\\.?\\s\\p{Lu}\\p{L}+|\\p{L}[\\p{L}.'’-]*(?:\\s\\p{L}[\\p{L}'’-]*){0,4}?)`;

const SLAVIC_START =
  "(?:[Uu]l\\.|[Uu]lic[aeiu]|ulicom|[Уу]л\\.|[Уу]лиц[аеиу]|улицом|улицата|[Bb]ul\\.|[Bb]ulevar\\p{L}{0,3}|[Бб]ул\\.|[Бб]улевар\\p{L}{0,4}|[Tt]rg\\p{L}{0,2}|[Тт]рг\\p{L}{0,2}|" +
  "[Nn]aselj[eau]|[Нн]асељ[еау]|nas\\.|нас\\.|населба|населбата|нас\\.|sokak|сокак|kej|кеј)";
const SLAVIC_NUMBER =
  "(?:br(?:oj)?\\.?|бр(?:ој)?\\.?)?\\s?\\d{1,4}(?:(?:[a-zа-ш]|\\s?[A-ZА-Ш]|\\s[b-hб-г])(?!\\p{L}))?(?:\\s?[/-]\\s?(?:\\d{1,4}|[IVX]{1,4})[a-zа-ш]?(?!\\p{L}))*";
const SLAVIC_PART =
  "(?:stan\\p{L}?|стан\\p{L}?|zgrad\\p{L}|зград\\p{L}|ulaz\\p{L}?|улаз\\p{L}?|sprat\\p{L}?|спрат\\p{L}?|lamel\\p{L}|ламел\\p{L}|влез|vlez|кат|kat|soba|соба|tavan|prizemlje|приземље)" +
  "(?:\\s?(?:br(?:oj)?\\.?|бр(?:ој)?\\.?))?\\s?(?:\\d{1,4}[a-zа-ш]?|[IVX]{1,4}|\\p{Lu})(?!\\p{L})";

const SLAVIC = new RegExp(
  `(?<!\\p{L})${SLAVIC_START}(?<=\\.|\\p{L}(?!\\p{L}))\\s?${NAME}(?:,?\\s+(?:bb|бб)(?!\\p{L})|,?\\s+${SLAVIC_NUMBER}|,\\s?${SLAVIC_PART})(?:,?\\s?${SLAVIC_PART})*(?:,\\s\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+)?(?=[,.;)\\s]))?`,
  "dgu",
);
// Without a number: only after the short word for a street, up to the comma.
const SLAVIC_BARE =
  /(?<!\p{L})(?:ul\.|ул\.|ulici|улици)\s?(?:[„“”"]\s?[^„“”"\n]{2,40}[“”"]|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+){0,2})/dgu;

const ALBANIAN_PLACE =
  "(?:[Ll]agj(?:ja|jen|jes|jën|jës|e)|[Rr]rug(?:a|ën|ës|en|es)|[Rr]r\\.|[Bb]ulevard(?:i|in|it)|[Bb]lv\\.|[Ss]hesh(?:i|in|it)|[Ff]shat(?:i|in|it))";
const ALBANIAN_NAME = `(?:nr\\.\\s?\\d{1,3}|\\d{1,3}|${QUOTED}|(?:e|i|të)\\s\\p{Lu}[\\p{L}’'-]+|\\p{Lu}[\\p{L}’'-]+(?:\\s\\p{Lu}[\\p{L}’'-]+){0,2})`;
const ALBANIAN_PART =
  '(?:[Pp]allat\\p{L}{0,3}|[Bb]anes\\p{L}{0,2}|shkall\\p{L}{0,2}|kat\\p{L}{0,2}|apartament\\p{L}{0,3}|ap\\.|hyrj\\p{L}{0,2}|godin\\p{L}{0,2}|vil\\p{L}{0,2}|nd\\.|ndërtes\\p{L}{0,2}|h\\.|nr\\.?)\\s?(?:nr\\.?\\s?)?(?:\\d{1,4}(?:\\/\\d{1,3})?[A-Za-z]?(?!\\p{L})|\\d{0,3}\\s?[“"][^”"]{1,20}[”"])';
const ALBANIAN = new RegExp(
  `(?<!\\p{L})${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}(?:,\\s?${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}|,?\\s${ALBANIAN_PART})+`,
  "dgu",
);
// One part alone counts where the court says that somebody lives there.
const ALBANIAN_HOME = new RegExp(
  `(?<!\\p{L})banu\\p{L}+\\s(?:në|ne)\\s(?:\\p{Lu}\\p{L}+,\\s)?(${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}|${ALBANIAN_PART})`,
  "dgu",
);

/** Patterns of addresses with how sure they are; group 1, where there is one, is the address. */
export const ADDRESSES: readonly { pattern: RegExp; sure: boolean }[] = [
  { pattern: SLAVIC, sure: true },
  { pattern: ALBANIAN, sure: true },
  { pattern: ALBANIAN_HOME, sure: true },
  { pattern: SLAVIC_BARE, sure: false },
];
