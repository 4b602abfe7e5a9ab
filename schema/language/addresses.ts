/*
 * Addresses as courts write them: a street, square or quarter, and a number, entrance or flat. A street without any of
 * these is a place, not an address. The name of the street is part of it, whoever the street is named after.
 */

const QUOTED = '[„“”"«]\\s?[^„“”"«»\\n]{1,40}\\s?[“”"»]';
// Up to four words; small ones only behind a first capital one: Партизански пут, Трг костурнице.
const NAME = `(?:${QUOTED}|\\d{1,2}\\.?\\s\\p{Lu}\\p{L}+|\\p{L}[\\p{L}.'’-]*(?:\\s\\p{L}[\\p{L}'’-]*){0,4}?)`;

const SLAVIC_START =
  "(?:[Uu]l\\.|[Uu]lic[aeiu]|ulicom|[Уу]л\\.|[Уу]лиц[аеиу]|улицом|улицата|[Bb]ul\\.|[Bb]ulevar\\p{L}{0,3}|[Бб]ул\\.|[Бб]улевар\\p{L}{0,4}|[Tt]rg\\p{L}{0,2}|[Тт]рг\\p{L}{0,2}|" +
  "[Nn]aselj[eau]|[Нн]асељ[еау]|nas\\.|нас\\.|населба|населбата|нас\\.|sokak|сокак|[Kk]ej\\p{L}{0,2}|[Кк]еј\\p{L}{0,2}|[Vv]enac|[Вв]енац|[Šš]etališt[eu]|[Шш]еталишт[еу])";
const SLAVIC_NUMBER =
  "(?:br(?:oj)?\\.?|бр(?:ој)?\\.?)?\\s?\\d{1,4}(?:(?:[a-zа-ш]|\\s?[A-ZА-Ш]|\\s[b-hб-г])(?!\\p{L}))?(?:\\s?[/-]\\s?(?:\\d{1,4}|[IVX]{1,4})[a-zа-ш]?(?!\\p{L}))*";
const SLAVIC_PART =
  "(?:stan\\p{L}?|стан\\p{L}?|zgrad\\p{L}|зград\\p{L}|ulaz\\p{L}?|улаз\\p{L}?|sprat\\p{L}?|спрат\\p{L}?|lamel\\p{L}|ламел\\p{L}|влез|vlez|кат|kat|soba|соба|tavan|prizemlje|приземље)" +
  "(?:\\s?(?:br(?:oj)?\\.?|бр(?:ој)?\\.?))?\\s?(?:\\d{1,4}[a-zа-ш]?|[IVX]{1,4}|\\p{Lu})(?!\\p{L})";

// "zk. ul. br. 4707" is a folio of the land register.
const NOT_FOLIO = "(?<!\\p{L}|[zз]\\.?\\s?[kк]\\.\\s?)";
const SLAVIC = new RegExp(
  `${NOT_FOLIO}${SLAVIC_START}(?<=\\.|\\p{L}(?!\\p{L}))\\s?${NAME}(?:,?\\s+(?:bb|бб)(?!\\p{L})|,?\\s+${SLAVIC_NUMBER}|,\\s?${SLAVIC_PART})(?:,?\\s?${SLAVIC_PART})*(?:,\\s\\p{Lu}\\p{Ll}+(?:\\s\\p{Lu}\\p{Ll}+)?(?=[,.;)\\s]))?`,
  "dgu",
);
/*
 * Without the word for a street: "Železnička 30", "Orlovićeva bb", "iz Pančeva, Save Kovačevića 11". "bb" says enough; an
 * adjective as streets are called by with a number, where "br.", a flat or the words before it say that it is one; and any other name with
 * a number behind a comma, as in the heads of judgments.
 */
const CAPITAL = "\\p{Lu}\\p{Ll}[\\p{L}’'-]+";
const SMALL = "(?:\\p{Ll}{3,}|\\p{Lu}\\p{Ll}[\\p{L}’'-]+|\\p{Lu}\\.)";
// Such a word before a number is a file, a statute, a make or a month, and no street.
const NO_STREET =
  "(?!(?:Sl|Služb|Zakon|Član|Presud|Rešenj|Odluk|Protokol|Konvenc|Direktiv|Aneks|Prilog|Tabel|Tačk|Stav|Odeljk|Poglavlj|Broj|Soba|Sudnic|Rev|Kzz|Pov|Spk|Opel|Golf|Zapisnik|Ugovor|Predmet|Dana|Godin|" +
  "Сл|Служб|Закон|Член|Члан|Пресуд|Решењ|Решени|Одлук|Протокол|Конвенц|Директив|Анекс|Прилог|Табел|Тачк|Точк|Став|Број|Соба|Рев|Договор|Уговор|Записник|Ден|Година)\\p{L}*)";
const HOUSE =
  "\\d{1,3}(?!\\d)(?:(?:[a-zа-ш]|\\s?[A-ZА-Ш]|\\s[b-hб-г])(?!\\p{L}))?(?:\\s?[/-]\\s?(?:\\d{1,3}|[IVX]{1,4})(?![\\p{L}\\d]))*";
const MARK = "(?:br(?:oj)?|бр(?:ој)?)\\.?\\s?";
const NO_UNIT =
  "(?!\\.\\s?[\\d\\p{Ll}]|,\\d|\\s(?:od|од)\\s\\d|\\s?%|\\s(?:god|год|din|дин|den|ден|evr|евр|eur|еур|dana|дана|mesec|месец|čas|час|put|пат|пут|minut|минут|kom|ком|jun|јун|jul|јул|maj|мај|mart|март|april|април|avgust|август|septem|септем|oktob|октом|novem|новем|decem|децем|januar|јануар|febru|фебру))";
const ADJECTIVE = "\\p{Lu}\\p{Ll}+(?:(?:sk|ck|čk|šk|ov|ev|in)(?:a|oj|e|u)|(?:ск|цк|чк|шк|ов|ев|ин)(?:а|ој|е|у))";
const AT =
  "(?<=(?:\\p{L}|\\)),\\s|adres\\p{L}{1,3}(?:\\s\\p{Ll}+)?:?\\s|адрес\\p{L}{1,3}(?:\\s(?:на\\s)?\\p{Ll}+)?:?\\s)";
const IN = "(?<=(?:\\p{L}|\\)),\\s|adres\\p{L}{1,3}:?\\s|адрес\\p{L}{1,3}:?\\s|(?<!\\p{L})(?:u|na|у|на|во)\\s)";
// "живее во Тетово на Браќа Миладинови 18"
const LIVES =
  "(?<=(?:\\p{L}*(?:živ|prebiv|borav|nastanj)|\\p{L}*(?:жив|пребив|престој|борав|настањ))\\p{L}+\\s(?:u|у|во)\\s\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?\\s(?:na|на|u|у)\\s)";
const FLATS = `(?:,?\\s?${SLAVIC_PART})*`;
const UNNAMED = [
  `(?<!\\p{L})${NO_STREET}${CAPITAL}(?:\\s${SMALL}){0,3},?\\s(?:bb|BB|бб|ББ|b\\.b\\.|б\\.б\\.)(?!\\p{L})`,
  `(?<!\\p{L})${NO_STREET}${CAPITAL}\\s(?:bulevar|булевар|kej|кеј|venac|венац|trg|трг|sokak|put|пут)\\s(?:${MARK})?${HOUSE}${NO_UNIT}${FLATS}`,
  `(?<!\\p{L})${NO_STREET}(?:${CAPITAL}\\s)?${ADJECTIVE}\\s${MARK}${HOUSE}${NO_UNIT}${FLATS}`,
  `${IN}${NO_STREET}(?:${CAPITAL}\\s)?${ADJECTIVE}\\s${HOUSE}${NO_UNIT}${FLATS}`,
  `${AT}${NO_STREET}${CAPITAL}(?:\\s${SMALL}){1,3}\\s(?:${MARK})?${HOUSE}${NO_UNIT}(?=\\s?(?:[,;.)\\n]|$)|\\s(?:\\p{Lu}|u\\s|у\\s|во\\s|i\\s|и\\s|koj|кој|kog|ког|čij|чиј|zastup|застап|tel|тел|mob|моб|\\d{5}))${FLATS}`,
  `${LIVES}${NO_STREET}${CAPITAL}(?:\\s${CAPITAL}){0,2}\\s(?:${MARK})?${HOUSE}${NO_UNIT}${FLATS}`,
  // "u stanu u Cara Dušana br. 6"
  `(?<=(?<!\\p{L})(?:u|na|у|на|во)\\s)${NO_STREET}${CAPITAL}(?:\\s${CAPITAL}){1,2}\\s${MARK}${HOUSE}${NO_UNIT}${FLATS}`,
].map((source) => new RegExp(source, "dgu"));

// Without a number: only after the short word for a street, up to the comma.
const SLAVIC_BARE =
  /(?<!\p{L}|[zз]\.?\s?[kк]\.\s?)(?:ul\.|ул\.|ulici|улици)\s?(?:[„“”"]\s?[^„“”"\n]{2,40}[“”"]|\p{Lu}\p{L}+(?:\s\p{Lu}\p{L}+){0,2})/dgu;

/** In a village there are houses and no streets. */
const SLAVIC_HOUSE =
  /(?<!\p{L})(?:[Kk]ućn(?:i|og|om)|[Кк]ућн(?:и|ог|ом)|[Кк]уќ(?:ен|ниот))\s(?:br(?:oj(?:a|u|em)?)?\.?|бр(?:ој(?:а|у|ем)?)?\.?)\s?\d{1,4}(?:\s?[/-]\s?\d{1,3})?[a-zа-ш]?(?!\p{L})/dgu;
/** In a hotel or a hostel; a court has rooms, too. */
const SLAVIC_ROOM =
  /(?<!\p{L})(?:sob(?:a|e|i|u|om)|соб(?:а|е|и|у|ом|ата))\s(?:(?:br(?:oj)?|бр(?:ој)?)\.?\s?)?\d{1,4}(?![\p{L}\d]|\.\d)/dgu;

const ALBANIAN_PLACE =
  "(?:[Ll]agj(?:ja|jen|jes|jën|jës|e)|[Rr]rug(?:a|ën|ës|en|es)|[Rr]r\\.|[Bb]ulevard(?:i|in|it)|[Bb]lv\\.|[Ss]hesh(?:i|in|it)|[Ff]shat(?:i|in|it))";
const ALBANIAN_NAME = `(?:nr\\.\\s?\\d{1,3}|\\d{1,3}|${QUOTED}|(?:e|i|të)\\s\\p{Lu}[\\p{L}’'-]+|\\p{Lu}[\\p{L}’'-]+(?:\\s\\p{Lu}[\\p{L}’'-]+){0,2})`;
const ALBANIAN_PART =
  '(?:[Pp]allat\\p{L}{0,3}|[Bb]anes\\p{L}{0,2}|shkall\\p{L}{0,2}|kat\\p{L}{0,2}|apartament\\p{L}{0,3}|ap\\.|p\\.|sh\\.|hyrj\\p{L}{0,2}|godin\\p{L}{0,2}|vil\\p{L}{0,2}|nd\\.|ndërtes\\p{L}{0,2}|h\\.|nr\\.?)\\s?(?:nr\\.?\\s?)?(?:\\d{1,4}(?:\\/\\d{1,3})?[A-Za-z]?(?!\\p{L})|\\d{0,3}\\s?[“"][^”"]{1,20}[”"])';
const ALBANIAN = new RegExp(
  `(?<!\\p{L})${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}(?:,\\s?${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}|,?\\s${ALBANIAN_PART})+`,
  "dgu",
);
// One part alone counts where the court says that somebody lives there.
const ALBANIAN_HOME = new RegExp(
  `(?<!\\p{L})banu\\p{L}+\\s(?:në|ne)\\s(?:\\p{Lu}\\p{L}+,\\s)?(${ALBANIAN_PLACE}\\s${ALBANIAN_NAME}|${ALBANIAN_PART})`,
  "dgu",
);

/** Patterns of addresses with how sure they are; group 1, where there is one, is the address. `hasDigit`: every one that it finds does. */
export const ADDRESSES: readonly { pattern: RegExp; sure: boolean; hasDigit?: boolean }[] = [
  { pattern: SLAVIC, sure: true },
  { pattern: ALBANIAN, sure: true },
  { pattern: ALBANIAN_HOME, sure: true },
  ...UNNAMED.map((pattern, i) => ({ pattern, sure: true, hasDigit: i > 0 })),
  { pattern: SLAVIC_HOUSE, sure: true, hasDigit: true },
  { pattern: SLAVIC_ROOM, sure: false, hasDigit: true },
  { pattern: SLAVIC_BARE, sure: false },
];
