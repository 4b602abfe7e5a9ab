import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { IdentifierSuggestion, QuasiKind, QuasiSuggestion } from "../../../schema/domain/privacy.ts";

/*
 * What names nobody and betrays all the same when it comes together: a village, a trade, three children. Only shown to a person;
 * so the patterns look for the usual places and take no pains with the rest. Group 1 is what is shown.
 */
const PLACE = "\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?";
const NUMBER =
  "(?:\\d{1,2}|jed\\p{L}+|dv[aeoi]\\p{L}*|tri\\p{L}*|troje|četiri|četvoro|pet\\p{L}*|pun\\p{L}+|malol\\p{L}+|један|једн\\p{L}+|дв[аеојы]\\p{L}*|три|троје|четири|четворо|пет\\p{L}*|едно|една|еден|две|полн\\p{L}+|малол\\p{L}+|пунол\\p{L}+|një|dy|tre|tri|katër|pesë)";
const QUOTED = '[„“”"«][^„“”"«»\\n]{2,60}[”“"»]';

/** Named after what is capital between quotation marks, which alone is shown: what kind of office or home it is stays. */
const NAMED = '\\s([„“”"«]\\p{Lu}[^„“”"«»\\n]{1,59}[”“"»])';
const CALLED = `(?:\\s\\p{Ll}+){0,4}${NAMED}`;

const SOUTH_SLAVIC_TRADES =
  "(?:auto-)?mehaničar\\p{L}*|vozač\\p{L}*|zidar\\p{L}*|tesar\\p{L}*|trgov(?:ac|ca|cu|kinja)|konobar\\p{L}*|kuvar\\p{L}*|frizer\\p{L}*|učitelj\\p{L}*|nastavni\\p{L}+|vaspitač\\p{L}*|medicinsk\\p{L}+ sestr\\p{L}|tehničar\\p{L}*|taksist\\p{L}*|recepcioner\\p{L}*|таксист\\p{L}*|" +
  "механичар\\p{L}*|возач\\p{L}*|зидар\\p{L}*|тесар\\p{L}*|трговац|трговца|конобар\\p{L}*|кувар\\p{L}*|фризер\\p{L}*|учител\\p{L}*|наставни\\p{L}+|васпитач\\p{L}*|техничар\\p{L}*|келнер\\p{L}*|угостител\\p{L}*|готвач\\p{L}*|хигиеничар\\p{L}*|педагог\\p{L}*|полициски службеник|рецепционер\\p{L}*|откупувач\\p{L}*";

/** In every case: "barem „…“" is no bar. */
const HOUSE_OF_GUESTS =
  "(?:(?:hotel|motel|hostel|pansion|restoran|bar|klub|kafić)(?:a|u|om|i)?|kafe(?:-bar(?:a|u|om)?)?|(?:kafan|gostionic|diskotek|picerij)(?:a|e|i|u|om)|" +
  "(?:хотел|мотел|хостел|пансион|ресторан|бар|клуб|кафић)(?:а|у|ом|и|от)?|кафе(?:-бар(?:а|у|ом|от)?)?|(?:кафан|кафеан|гостионниц|гостилниц|дискотек|пицериј)(?:а|е|и|у|ом|ата))";

/** Without a name of its own, what a clinic is for says which it is, of the few there are: "Klinika za neurologiju i psihijatriju za decu i omladinu". */
const CLINIC =
  "(?:[Kk]lini(?:ka|ke|ci|ku|kom)|[Bb]olnic(?:a|e|i|u|om)|[Кк]лини(?:ка|ке|ци|ку|ком|ката)|[Бб]олниц(?:а|е|и|у|ом|ата))\\s(?:za|за)\\s\\p{Ll}{4,}(?:(?:,|\\si|\\sza|\\si za|\\sи|\\sза|\\sи за)\\s\\p{Ll}{4,}){0,4}";

const SCHOOL = "(?:[Šš]kol\\p{L}+|[Шш]кол\\p{L}+|[Уу]чилишт\\p{L}+)";
const SCHOOL_KIND = "(?:[Oo]snovn|[Ss]rednj|[Оо]сновн|[Сс]редњ|[Сс]редн)\\p{L}+";
const CALLED_SCHOOL = `(?:${QUOTED}|(?:u|у|во)\\s${PLACE})`;
const ORDINAL =
  "(?:(?:prv|drug|treć|četvrt|pet|šest|sedm|osm|прв|друг|втор|трећ|трет|четврт|пет|шест|седм|осм|деветт)\\p{L}{1,4}|[IVX]{1,4})";
const CLASS = "(?:razred|разред|одделени|клас)(?:a|u|om|а|у|ом|е|ето)?(?!\\p{L})";
/** "učenik od 15 godina" is of an age, not in a class. */
const IN_CLASS = `(?:(?:${ORDINAL}|\\d{1,2}\\.?)\\s${CLASS}|${ORDINAL}\\sгодина)`;
const LEARNER = "(?:[Uu]čeni[ckč]|[Đđ]a[kc]|[Уу]чени[кцч]|[Ђђ]а[кц])\\p{L}*";
/** "zbog bolesti branioca" is why a hearing was put off. */
const NOT_OF_OFFICE =
  "(?!\\p{L}|\\s(?:na\\s|на\\s)?(?:branioc|branilac|branitelj|sudij|tužioc|tužilac|punomoćni|veštak|vještak|porotni|бранио|браниот|бранит|судиј|тужио|пуномоћни|полномошни|вештак|поротни))";

const MONTH =
  "(?:jan|feb|mart|apr|maj|jun|jul|avg|sept|okt|nov|dec|јан|феб|март|апр|мај|јун|јул|авг|септ|окт|нов|дек|дец|shkurt|mars|prill|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor)\\p{L}*";
const DAY = `\\d{1,2}\\.?\\s?(?:${MONTH}|\\d{1,2}\\.)(?:\\s?\\d{4})?`;
/** When somebody was treated is in a hospital's books, beside their name. */
const TREATED =
  "(?:[Ll]i?ječen|[Ll]ečen|[Hh]ospitaliz|[Лл]ечен|[Лл]екува|[Хх]оспитализ|[Tt]rajtua|[Tt]rajtim|[Hh]ospitaliz|[Mm]jekua|[Ss]htrua)\\p{L}*" +
  `(?:[^.;\\n]{0,60}?\\s)?((?:(?:od|dana|од|на|nga|prej|më)\\s)?(?:(?:data|datë|datës)\\s)?(?:\\d{1,2}\\.?\\s(?:do|–|-|до|deri)\\s)?${DAY}(?:\\s(?:do|–|-|до|deri(?:\\smë)?)\\s${DAY})?)`;

type Patterns = readonly (readonly [QuasiKind, string])[];

const SOUTH_SLAVIC: Patterns = [
  ["birth-place", `(?:rođen|rodjen|рођен|роден)\\p{L}*\\s[^,;\\n]{0,40}?(?:u|у|во)\\s(${PLACE})`],
  ["settlement", `(?:prebivališt|boravišt|пребивалишт|боравишт|живеалишт)\\p{L}*\\s(?:u|у|во)\\s(${PLACE})`],
  ["settlement", `(?:sel[oauu]|сел[оау]|селото|naselj[eu]|насељ[еу]|населба|zaseok|засеок)\\s(${PLACE})`],
  [
    "age",
    `((?:uzrast[ua]\\sod|узраст[уа]\\sод|возраст\\sод|star[aio]?|стар[аио]?|imala?|има(?:ла|л)?|navršenih|навршених|starosti\\sod)\\s\\d{1,2}\\s(?:godin\\p{L}*|годин\\p{L}*))`,
  ],
  [
    "children",
    `((?:otac|majka|отац|мајка|татко|tatko)\\s(?:na\\s|на\\s)?${NUMBER}(?:\\s${NUMBER})?\\s(?:dece|deteta|dete|деце|детета|деца|дете))`,
  ],
  [
    "occupation",
    `(?:,\\s|po zanimanju\\s|по занимању\\s|по занимање\\s|kao\\s|како\\s|као\\s)(${SOUTH_SLAVIC_TRADES})(?!\\p{L})`,
  ],
  ["workplace", `((?:zaposlen|запослен|вработен)\\p{L}*\\s(?:u|у|во|kod|код|kaj|кај|kao|како|као)\\s[^,.;\\n]{3,60})`],
  [
    "business",
    `((?:privredn\\p{L}+ društv\\p{L}+|firm\\p{L}+|привредн\\p{L}+ друштв\\p{L}+|фирм\\p{L}+|ДУТ|ДОО|објект\\p{L}*|${HOUSE_OF_GUESTS})\\s${QUOTED})`,
  ],
  [
    "institution",
    `(?:[Cc]ent(?:ar|r)|[Uu]stanov|[Dd]om|[Pp]rihvatilišt|[Ss]kloništ|[Uu]druženj|[Bb]olnic|[Kk]lini[kc]|[Цц]ент(?:ар|р)|[Уу]станов|[Дд]ом|[Пп]рихватилишт|[Пп]рифатилишт|[Уу]дружењ|[Зз]дружени|[Бб]олниц|[Кк]лини[кц])\\p{L}*${CALLED}`,
  ],
  ["institution", `${CLINIC}${NAMED}`],
  ["institution", `(${CLINIC})(?!\\p{L}|(?:,|\\s(?:i|za|i za|и|за|и за))\\s\\p{Ll}{4,}|\\s[„“”"«])`],
  [
    "school",
    // "sa završenom srednjom školom" is how much schooling somebody has; with its name it is a school.
    `((?<!(?:završ|zavrs|завр[шс])\\p{L}+\\s)${SCHOOL_KIND}\\s${SCHOOL}(?:\\s${CALLED_SCHOOL})?|${SCHOOL_KIND}\\s${SCHOOL}\\s${CALLED_SCHOOL})`,
  ],
  [
    "school",
    `((?:(?:\\p{Lu}\\p{L}{3,}\\s)?${SCHOOL}|OŠ|SŠ|ОШ|СШ|ОУ|ООУ|СОУ|СУГС|[Gg]imnazij\\p{L}*|[Гг]имнази\\p{L}*)\\s${QUOTED})`,
  ],
  // In which class somebody is says their age, and no placeholder says that.
  ["age", `(${LEARNER}\\s(?:(?:vo|во|од)\\s)?${IN_CLASS})`],
  ["age", `(?:pohađ\\p{L}+|похађ\\p{L}+|посетува\\p{L}*)\\s(?:во\\s)?(${IN_CLASS})`],
  [
    "vehicle",
    `((?:vozil\\p{L}+|возил\\p{L}+|automobil\\p{L}*|автомобил\\p{L}*|kombi\\p{L}*|комби\\p{L}*)\\s(?:mark[ea]\\s|марк[еа]\\s)?${QUOTED})`,
  ],
  [
    "illness",
    `((?:boluje|bolest|obolel|болуе|болује|болест|оболел|intelektualn|интелектуалн|psihičk|психичк|depresij|депреси|shizofren|шизофрен|epileps|епилепс|invalid|инвалид|попреченост|HIV|ХИВ|zavisnost od|зависност од|posttraumatsk|посттрауматск)\\p{L}*${NOT_OF_OFFICE}(?:\\s(?:od\\s|од\\s)?\\p{Ll}{4,}){0,2})`,
  ],
  ["illness", TREATED],
  [
    "ethnicity",
    "((?:rom(?:kinj|sk)|ром(?:кињ|ск|к)|albansk|албанск|bošnja|бошња|mađarsk|мађарск|vlašk|влашк|турск|египќан|nacionalnost|националност|etničk|етничк)\\p{L}+(?:\\s(?:nacionalnosti|националности|припадност|заедница|zajednic\\p{L}))?)",
  ],
];

const ALBANIAN: Patterns = [
  ["birth-place", `(?:lindur|lindje|datëlindjes)\\s[^,;\\n]{0,30}?në\\s(${PLACE})`],
  ["settlement", `banues\\p{L}*\\s(?:në|ne)\\s(${PLACE})`],
  ["settlement", `(?:fshat\\p{L}{0,3}|lagj\\p{L}{1,3})\\s(${PLACE})`],
  ["age", "(\\d{1,2}\\svjeç\\p{L}*)"],
  ["children", `(me\\s${NUMBER}\\sfëmijë)`],
  [
    "occupation",
    "(?:,\\s)(shofer\\p{L}*|tregtar\\p{L}*|ekonomist\\p{L}*|mësues\\p{L}*|kamerier\\p{L}*|kuzhinier\\p{L}*|farmacist\\p{L}*|murator\\p{L}*|infermier\\p{L}*|drejtor shkolle|agjent bilet\\p{L}*|punonjës\\p{L}* social\\p{L}*)(?!\\p{L})",
  ],
  ["business", `((?:shoqëri\\p{L}+|firm\\p{L}+|lokal\\p{L}*|bar\\p{L}*|hotel\\p{L}*|agjenci\\p{L}+)\\s${QUOTED})`],
  ["institution", `(?:[Qq]end[ër]r?|[Ss]hoqat|[Ss]htëpi|[Ss]treh|[Kk]onvikt|[Ss]pital|[Kk]linik)\\p{L}*${CALLED}`],
  ["school", `((?:[Ss]hkoll|[Gg]jimnaz)\\p{L}*(?:\\s[\\p{Ll}\\d-]+){0,4}\\s${QUOTED})`],
  ["age", `([Nn]xënës\\p{L}*\\s(?:i|e|të|në)\\s(?:klas|vit)\\p{L}*(?:\\s(?:së|të|e|i))?\\s[\\p{L}\\d-]+)`],
  ["vehicle", `((?:automjet|furgon|makinë|makinën|autovetur)\\p{L}*\\s(?:tip\\s|i\\stipit\\s)?${QUOTED})`],
  [
    "illness",
    "((?:sëmundj|sëmur|çrregullim|depresion|skizofren|epileps|invalid|aftësi\\p{L}* (?:të kufizuar|ndryshe)|HIV|ankth)\\p{L}*(?:\\s(?:i|e|të)\\s\\p{Ll}{4,})?)",
  ],
  ["illness", TREATED],
  [
    "ethnicity",
    "((?:rom[ëei]|romë|egjiptian|ballkano-egjiptian|minoritet|etni)\\p{L}*(?:\\s(?:rom|egjiptian)\\p{L}*)?)(?!\\p{L})",
  ],
];

const compiled = new Map<VerdictLanguage, { kind: QuasiKind; pattern: RegExp }[]>();

function patternsOf(language: VerdictLanguage): { kind: QuasiKind; pattern: RegExp }[] {
  let patterns = compiled.get(language);
  if (!patterns) {
    const table = language === "sq" ? ALBANIAN : language === "en" ? [] : SOUTH_SLAVIC;
    patterns = table.map(([kind, source]) => ({ kind, pattern: new RegExp(`(?<!\\p{L})${source}`, "dgu") }));
    compiled.set(language, patterns);
  }
  return patterns;
}

/** What may betray a person without naming them, in text order, apart from each other and from identifiers. */
export function quasiIdentifiersIn(
  text: string,
  language: VerdictLanguage,
  identifiers: readonly IdentifierSuggestion[],
): QuasiSuggestion[] {
  const taken = new Uint8Array(text.length);
  for (const { start, end } of identifiers) taken.fill(1, start, end);
  const out: QuasiSuggestion[] = [];
  for (const { kind, pattern } of patternsOf(language))
    for (const { indices } of text.matchAll(pattern)) {
      const [start, end] = indices?.[1] ?? [0, 0];
      if (end <= start || taken.subarray(start, end).includes(1)) continue;
      const words = text.slice(start, end);
      taken.fill(1, start, end);
      out.push({ kind, start, end, text: words });
    }
  return out.sort((a, b) => a.start - b.start);
}
