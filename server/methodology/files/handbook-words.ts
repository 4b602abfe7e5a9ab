import type { QuestionType } from "../../../schema/domain/answer.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Publishing, Question, VerdictFact } from "../../../schema/domain/methodology/methodology.ts";
import type { CategoryText } from "../../../schema/rooms/draft/draft-fields.ts";
import { toCyrillic } from "../../../schema/language/script.ts";

/** What files of the methodology say beside what the network wrote, in one language. `{…}` is filled in. */
export interface HandbookWords {
  handbook: string;
  version: string;
  draft: string;
  contents: string;
  tree: string;
  about: string;
  categories: string;
  groups: string;
  questions: string;
  choices: string;
  texts: Record<CategoryText, string>;
  help: string;
  id: string;
  code: string;
  parentCode: string;
  digit: string;
  onlyChildren: string;
  group: string;
  question: string;
  name: string;
  type: string;
  types: Record<QuestionType, string>;
  level: string;
  levels: Record<Question["perUnit"], string>;
  evidence: string;
  fromData: string;
  facts: Record<VerdictFact, string>;
  publish: string;
  publishing: Record<Publishing, string>;
  shownIf: string;
  answers: Record<"yes" | "no" | "unclear" | "not-mentioned", string>;
  heading: string;
  missing: string;
  /** The first sheet of a workbook: what one has to know, a line each. */
  howTo: string[];
}

const en: HandbookWords = {
  handbook: "Methodology",
  version: "Version {number}, put in force on {date}",
  draft: "Draft, {date}",
  contents: "Contents",
  tree: "The categories at a glance",
  about: "Read me",
  categories: "Categories",
  groups: "Groups",
  questions: "Questions",
  choices: "Choices",
  texts: {
    label: "Name",
    definition: "Definition",
    include: "Includes",
    exclude: "Excludes",
    example: "Example",
    nearMiss: "Near miss",
    spanRule: "How long a passage",
  },
  help: "Help",
  id: "ID",
  code: "Code",
  parentCode: "Code of the parent",
  digit: "Digit",
  onlyChildren: "Only sub-categories",
  group: "Group",
  question: "Question",
  name: "Name",
  type: "Kind of answer",
  types: {
    "yes-no-unclear": "yes, no, unclear",
    number: "number",
    date: "date",
    duration: "duration in months",
    money: "money with its currency",
    choice: "one choice",
    "multi-choice": "several choices",
    text: "text",
  },
  level: "Asked of",
  levels: { verdict: "the verdict", defendant: "each defendant", victim: "each victim" },
  evidence: "Passage expected",
  fromData: "From the verdict’s data, not asked",
  facts: {
    country: "country",
    court: "court",
    instance: "instance",
    "case-number": "case number",
    date: "date",
    defendants: "number of defendants",
    victims: "number of victims",
  },
  publish: "May be published",
  publishing: { court: "by verdict", person: "by person", never: "never" },
  shownIf: "Shown only if",
  answers: { yes: "yes", no: "no", unclear: "unclear", "not-mentioned": "not in the verdict" },
  heading: "A heading: only its sub-categories are used.",
  missing: "no text in this language yet",
  howTo: [
    "Change what you like in the other sheets, save, and bring the file in again on the Methodology page. Before anything changes you see what will.",
    "Leave the column ID as it is: by it a row is known again. A new row has none.",
    "A row that you delete is retired in the draft. Tags that were made with it stay.",
    "Move a category by writing another code in the column “Code of the parent”, and the order by moving rows.",
    "Includes and Excludes hold one rule a line (Alt+Enter makes a new line).",
    "An empty cell empties the text. A column that you delete leaves its texts as they are.",
    "Questions: the condition is written as question = answer | answer.",
  ],
};

const srLatn: HandbookWords = {
  handbook: "Metodologija",
  version: "Verzija {number}, na snazi od {date}",
  draft: "Nacrt, {date}",
  contents: "Sadržaj",
  tree: "Kategorije na jednom mestu",
  about: "Pročitajte",
  categories: "Kategorije",
  groups: "Grupe",
  questions: "Pitanja",
  choices: "Izbori",
  texts: {
    label: "Naziv",
    definition: "Definicija",
    include: "Obuhvata",
    exclude: "Ne obuhvata",
    example: "Primer",
    nearMiss: "Sličan slučaj",
    spanRule: "Koliki odlomak",
  },
  help: "Pomoć",
  id: "ID",
  code: "Šifra",
  parentCode: "Šifra nadređene",
  digit: "Cifra",
  onlyChildren: "Samo potkategorije",
  group: "Grupa",
  question: "Pitanje",
  name: "Naziv",
  type: "Vrsta odgovora",
  types: {
    "yes-no-unclear": "da, ne, nejasno",
    number: "broj",
    date: "datum",
    duration: "trajanje u mesecima",
    money: "novac sa valutom",
    choice: "jedan izbor",
    "multi-choice": "više izbora",
    text: "tekst",
  },
  level: "Odnosi se na",
  levels: { verdict: "presudu", defendant: "svakog okrivljenog", victim: "svaku žrtvu" },
  evidence: "Očekuje se odlomak",
  fromData: "Iz podataka o presudi, ne pita se",
  facts: {
    country: "država",
    court: "sud",
    instance: "stepen",
    "case-number": "broj predmeta",
    date: "datum",
    defendants: "broj okrivljenih",
    victims: "broj žrtava",
  },
  publish: "Sme da se objavi",
  publishing: { court: "po presudi", person: "po licu", never: "nikad" },
  shownIf: "Prikazuje se samo ako",
  answers: { yes: "da", no: "ne", unclear: "nejasno", "not-mentioned": "nije u presudi" },
  heading: "Naslov: koriste se samo njene potkategorije.",
  missing: "na ovom jeziku još nema teksta",
  howTo: [
    "Menjajte šta želite u ostalim listovima, sačuvajte i unesite datoteku ponovo na stranici Metodologija. Pre svake izmene vidite šta će se promeniti.",
    "Kolonu ID ostavite kakva jeste: po njoj se red prepoznaje. Novi red je nema.",
    "Red koji obrišete povlači se u nacrtu. Oznake koje su njime stavljene ostaju.",
    "Kategoriju premeštate tako što upišete drugu šifru u kolonu „Šifra nadređene“, a redosled menjate premeštanjem redova.",
    "Obuhvata i Ne obuhvata sadrže po jedno pravilo u redu (Alt+Enter pravi novi red).",
    "Prazna ćelija briše tekst. Kolona koju obrišete ostavlja svoje tekstove kakvi jesu.",
    "Pitanja: uslov se piše kao pitanje = odgovor | odgovor.",
  ],
};

const mk: HandbookWords = {
  handbook: "Методологија",
  version: "Верзија {number}, на сила од {date}",
  draft: "Нацрт, {date}",
  contents: "Содржина",
  tree: "Категориите на едно место",
  about: "Прочитајте",
  categories: "Категории",
  groups: "Групи",
  questions: "Прашања",
  choices: "Избори",
  texts: {
    label: "Име",
    definition: "Дефиниција",
    include: "Опфаќа",
    exclude: "Не опфаќа",
    example: "Пример",
    nearMiss: "Сличен случај",
    spanRule: "Колкав извадок",
  },
  help: "Помош",
  id: "ID",
  code: "Шифра",
  parentCode: "Шифра на надредената",
  digit: "Цифра",
  onlyChildren: "Само поткатегории",
  group: "Група",
  question: "Прашање",
  name: "Име",
  type: "Вид одговор",
  types: {
    "yes-no-unclear": "да, не, нејасно",
    number: "број",
    date: "датум",
    duration: "траење во месеци",
    money: "пари со валута",
    choice: "еден избор",
    "multi-choice": "повеќе избори",
    text: "текст",
  },
  level: "Се однесува на",
  levels: { verdict: "пресудата", defendant: "секој обвинет", victim: "секоја жртва" },
  evidence: "Се очекува извадок",
  fromData: "Од податоците за пресудата, не се прашува",
  facts: {
    country: "држава",
    court: "суд",
    instance: "степен",
    "case-number": "број на предметот",
    date: "датум",
    defendants: "број на обвинети",
    victims: "број на жртви",
  },
  publish: "Смее да се објави",
  publishing: { court: "по пресуда", person: "по лице", never: "никогаш" },
  shownIf: "Се прикажува само ако",
  answers: { yes: "да", no: "не", unclear: "нејасно", "not-mentioned": "не е во пресудата" },
  heading: "Наслов: се користат само нејзините поткатегории.",
  missing: "на овој јазик сѐ уште нема текст",
  howTo: [
    "Менувајте што сакате во другите листови, зачувајте и внесете ја датотеката повторно на страницата Методологија. Пред секоја промена гледате што ќе се смени.",
    "Колоната ID оставете ја како што е: по неа се препознава редот. Нов ред ја нема.",
    "Ред што ќе го избришете се повлекува во нацртот. Ознаките ставени со него остануваат.",
    "Категорија преместувате со друга шифра во колоната „Шифра на надредената“, а редоследот со преместување редови.",
    "Опфаќа и Не опфаќа содржат по едно правило во ред (Alt+Enter прави нов ред).",
    "Празна ќелија го брише текстот. Колона што ќе ја избришете ги остава своите текстови какви што се.",
    "Прашања: условот се пишува како прашање = одговор | одговор.",
  ],
};

const sq: HandbookWords = {
  handbook: "Metodologji",
  version: "Versioni {number}, në fuqi që nga {date}",
  draft: "Drafti, {date}",
  contents: "Përmbajtja",
  tree: "Kategoritë në një vështrim",
  about: "Lexoni",
  categories: "Kategoritë",
  groups: "Grupet",
  questions: "Pyetjet",
  choices: "Zgjedhjet",
  texts: {
    label: "Emri",
    definition: "Përkufizimi",
    include: "Përfshin",
    exclude: "Nuk përfshin",
    example: "Shembull",
    nearMiss: "Rast i ngjashëm",
    spanRule: "Sa i gjatë pasazhi",
  },
  help: "Ndihmë",
  id: "ID",
  code: "Kodi",
  parentCode: "Kodi i prindit",
  digit: "Shifra",
  onlyChildren: "Vetëm nënkategoritë",
  group: "Grupi",
  question: "Pyetja",
  name: "Emri",
  type: "Lloji i përgjigjes",
  types: {
    "yes-no-unclear": "po, jo, e paqartë",
    number: "numër",
    date: "datë",
    duration: "kohëzgjatje në muaj",
    money: "para me monedhën",
    choice: "një zgjedhje",
    "multi-choice": "disa zgjedhje",
    text: "tekst",
  },
  level: "Pyetet për",
  levels: { verdict: "vendimin", defendant: "çdo të pandehur", victim: "çdo viktimë" },
  evidence: "Pritet pasazh",
  fromData: "Nga të dhënat e vendimit, nuk pyetet",
  facts: {
    country: "shteti",
    court: "gjykata",
    instance: "shkalla",
    "case-number": "numri i çështjes",
    date: "data",
    defendants: "numri i të pandehurve",
    victims: "numri i viktimave",
  },
  publish: "Mund të botohet",
  publishing: { court: "sipas vendimit", person: "sipas personit", never: "kurrë" },
  shownIf: "Shfaqet vetëm nëse",
  answers: { yes: "po", no: "jo", unclear: "e paqartë", "not-mentioned": "nuk është në vendim" },
  heading: "Titull: përdoren vetëm nënkategoritë e saj.",
  missing: "ende pa tekst në këtë gjuhë",
  howTo: [
    "Ndryshoni çfarë doni në fletët e tjera, ruajeni dhe sillni skedarin përsëri në faqen Metodologjia. Para çdo ndryshimi shihni se çfarë do të ndryshojë.",
    "Kolonën ID lëreni siç është: me të njihet rreshti. Një rresht i ri nuk e ka.",
    "Rreshti që fshini tërhiqet në draft. Etiketat e vendosura me të mbeten.",
    "Një kategori zhvendoset duke shkruar një kod tjetër te kolona “Kodi i prindit”, kurse renditja duke lëvizur rreshtat.",
    "Përfshin dhe Nuk përfshin kanë nga një rregull në rresht (Alt+Enter bën një rresht të ri).",
    "Një qelizë bosh e zbraz tekstin. Kolona që fshini i lë tekstet e saj siç janë.",
    "Pyetjet: kushti shkruhet si pyetje = përgjigje | përgjigje.",
  ],
};

/** Every word in the other script; `{…}` and keys stay. */
function cyrillic<T>(words: T): T {
  if (typeof words === "string") {
    const turned = words
      .split(/(\{\w+\}|\bID\b|Alt\+Enter)/)
      .map((piece, i) => (i % 2 === 1 ? piece : toCyrillic(piece)));
    return turned.join("") as T;
  }
  if (Array.isArray(words)) return words.map((each: unknown) => cyrillic(each)) as T;
  const entries = Object.entries(words as Record<string, unknown>).map(([key, each]) => [key, cyrillic(each)]);
  return Object.fromEntries(entries) as T;
}

export const HANDBOOK_WORDS: Record<UiLanguage, HandbookWords> = {
  en,
  "sr-Latn": srLatn,
  "sr-Cyrl": cyrillic(srLatn),
  mk,
  sq,
};

/** Languages by the name that a reader of them knows. */
export const OWN_NAMES: Record<UiLanguage, string> = {
  en: "English",
  "sr-Latn": "Srpski (latinica)",
  "sr-Cyrl": "Српски (ћирилица)",
  mk: "Македонски",
  sq: "Shqip",
};

/** What texts were called in files that were written before: people still have such files, and bring them in. */
export const FORMER_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["include", ["Include", "Uključiti", "Укључити", "Вклучи", "Përfshi"]],
  ["exclude", ["Leave out", "Izostaviti", "Изоставити", "Изостави", "Lër jashtë"]],
]);
