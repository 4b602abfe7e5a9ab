import type { Country, UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import type { Instance } from "../../../schema/domain/verdict.ts";
import { toCyrillic } from "../../../schema/language/script.ts";

/** Words that a document written here carries beside its authors', in the document's language. */
export interface OutputWords {
  contents: string;
  notes: string;
  quoted: string;
  quotedIntro: string;
  /** Around the number of a verdict whose case number is left out. */
  verdict: string;
  invented: string;
  countries: Record<Country, string>;
  instances: Record<Instance, string>;
  removed: string;
  untranslated: string;
  notCounted: string;
  recommendation: string;
  register: Record<"title" | "document" | "nobody" | "everything" | "shown" | "count", string>;
  facts: Record<"finding" | "addressee" | "verb" | "deadline" | "indicator", string>;
  date: string;
  event: string;
  person: string;
  role: string;
  known: string;
  noDates: string;
  noPersons: string;
  /** In place of both, where nothing of the verdict is shown now. */
  notShown: string;
  cover: Record<
    "network" | "status" | "verdicts" | "methodology" | "coders" | "adjudicators" | "agreement" | "asOf",
    string
  >;
  version: string;
  statuses: Record<OutputStatus, string>;
  draftMark: string;
  /** Signs around a quote in a sentence. */
  marks: readonly [string, string];
}

const en: OutputWords = {
  contents: "Contents",
  notes: "Notes",
  quoted: "Passages quoted",
  quotedIntro: "Every quotation of this document, with its place in the verdict.",
  verdict: "Verdict",
  invented: "invented",
  countries: { rs: "Serbia", mk: "North Macedonia", al: "Albania" },
  instances: { first: "first instance", second: "second instance", third: "third instance" },
  removed: "This passage is not in the text of the verdict any more.",
  untranslated: "Not translated yet: these are the words of the original.",
  notCounted: "not counted",
  recommendation: "Recommendation",
  register: {
    title: "Recommendations",
    document: "Document",
    nobody: "Addressed to nobody yet",
    everything: "everything",
    shown: "Shown",
    count: "Recommendations",
  },
  facts: {
    finding: "Finding",
    addressee: "Addressee",
    verb: "What to do",
    deadline: "Deadline",
    indicator: "Indicator",
  },
  date: "Date",
  event: "What happened",
  person: "Person",
  role: "Role",
  known: "What the verdict says",
  noDates: "No date has been answered for this verdict.",
  noPersons: "No person has been set for this verdict.",
  notShown: "The answers on this verdict are not shown yet.",
  cover: {
    network: "Network",
    status: "Status",
    verdicts: "Verdicts",
    methodology: "Methodology",
    coders: "Read and tagged by",
    adjudicators: "Disagreements ruled on by",
    agreement: "Agreement of the readers",
    asOf: "State of the data",
  },
  version: "version",
  statuses: { draft: "draft", "in-review": "in review", approved: "approved" },
  draftMark: "Draft, not approved",
  marks: ["“", "”"],
};

const srLatn: OutputWords = {
  contents: "Sadržaj",
  notes: "Napomene",
  quoted: "Navedeni delovi presuda",
  quotedIntro: "Svaki navod u ovom dokumentu, sa mestom u presudi.",
  verdict: "Presuda",
  invented: "izmišljena",
  countries: { rs: "Srbija", mk: "Severna Makedonija", al: "Albanija" },
  instances: { first: "prvi stepen", second: "drugi stepen", third: "treći stepen" },
  removed: "Ovaj deo više nije u tekstu presude.",
  untranslated: "Još nije prevedeno: navod je na jeziku izvornika.",
  notCounted: "nije prebrojano",
  recommendation: "Preporuka",
  register: {
    title: "Preporuke",
    document: "Dokument",
    nobody: "Još nikome nije upućeno",
    everything: "sve",
    shown: "Prikazano",
    count: "Preporuka",
  },
  facts: {
    finding: "Nalaz",
    addressee: "Kome se upućuje",
    verb: "Šta treba učiniti",
    deadline: "Rok",
    indicator: "Pokazatelj",
  },
  date: "Datum",
  event: "Šta se dogodilo",
  person: "Lice",
  role: "Uloga",
  known: "Šta presuda kaže",
  noDates: "Za ovu presudu nije unet nijedan datum.",
  noPersons: "Za ovu presudu nije uneto nijedno lice.",
  notShown: "Odgovori o ovoj presudi se još ne prikazuju.",
  cover: {
    network: "Mreža",
    status: "Stanje",
    verdicts: "Presude",
    methodology: "Metodologija",
    coders: "Čitanje i označavanje",
    adjudicators: "Odluke o neslaganjima",
    agreement: "Saglasnost čitalaca",
    asOf: "Podaci na dan",
  },
  version: "verzija",
  statuses: { draft: "nacrt", "in-review": "na pregledu", approved: "odobreno" },
  draftMark: "Nacrt, nije odobren",
  marks: ["„", "“"],
};

const mk: OutputWords = {
  contents: "Содржина",
  notes: "Белешки",
  quoted: "Цитирани делови од пресудите",
  quotedIntro: "Секој цитат во овој документ, со местото во пресудата.",
  verdict: "Пресуда",
  invented: "измислена",
  countries: { rs: "Србија", mk: "Северна Македонија", al: "Албанија" },
  instances: { first: "прв степен", second: "втор степен", third: "трет степен" },
  removed: "Овој дел веќе не е во текстот на пресудата.",
  untranslated: "Сѐ уште не е преведено: цитатот е на јазикот на изворникот.",
  notCounted: "не е изброено",
  recommendation: "Препорака",
  register: {
    title: "Препораки",
    document: "Документ",
    nobody: "Сѐ уште не е упатено до никого",
    everything: "сѐ",
    shown: "Прикажано",
    count: "Препораки",
  },
  facts: {
    finding: "Наод",
    addressee: "До кого",
    verb: "Што треба да се направи",
    deadline: "Рок",
    indicator: "Показател",
  },
  date: "Датум",
  event: "Што се случило",
  person: "Лице",
  role: "Улога",
  known: "Што вели пресудата",
  noDates: "За оваа пресуда не е внесен ниту еден датум.",
  noPersons: "За оваа пресуда не е внесено ниту едно лице.",
  notShown: "Одговорите за оваа пресуда сѐ уште не се прикажуваат.",
  cover: {
    network: "Мрежа",
    status: "Состојба",
    verdicts: "Пресуди",
    methodology: "Методологија",
    coders: "Читање и означување",
    adjudicators: "Одлуки за несогласувањата",
    agreement: "Согласност на читателите",
    asOf: "Податоци на ден",
  },
  version: "верзија",
  statuses: { draft: "нацрт", "in-review": "на преглед", approved: "одобрено" },
  draftMark: "Нацрт, не е одобрен",
  marks: ["„", "“"],
};

const sq: OutputWords = {
  contents: "Përmbajtja",
  notes: "Shënime",
  quoted: "Pjesët e cituara",
  quotedIntro: "Çdo citim i këtij dokumenti, me vendin e tij në vendim.",
  verdict: "Vendimi",
  invented: "i trilluar",
  countries: { rs: "Serbia", mk: "Maqedonia e Veriut", al: "Shqipëria" },
  instances: { first: "shkalla e parë", second: "shkalla e dytë", third: "shkalla e tretë" },
  removed: "Kjo pjesë nuk është më në tekstin e vendimit.",
  untranslated: "Ende pa përkthim: citimi është në gjuhën e origjinalit.",
  notCounted: "nuk është numëruar",
  recommendation: "Rekomandimi",
  register: {
    title: "Rekomandimet",
    document: "Dokumenti",
    nobody: "Ende pa adresat",
    everything: "gjithçka",
    shown: "Të zgjedhura",
    count: "Rekomandime",
  },
  facts: {
    finding: "Gjetja",
    addressee: "Kujt i drejtohet",
    verb: "Çfarë duhet bërë",
    deadline: "Afati",
    indicator: "Treguesi",
  },
  date: "Data",
  event: "Çfarë ndodhi",
  person: "Personi",
  role: "Roli",
  known: "Çfarë thotë vendimi",
  noDates: "Për këtë vendim nuk është dhënë asnjë datë.",
  noPersons: "Për këtë vendim nuk është vendosur asnjë person.",
  notShown: "Përgjigjet për këtë vendim ende nuk shfaqen.",
  cover: {
    network: "Rrjeti",
    status: "Gjendja",
    verdicts: "Vendimet",
    methodology: "Metodologjia",
    coders: "Leximi dhe etiketimi",
    adjudicators: "Vendimet për mospërputhjet",
    agreement: "Pajtimi i lexuesve",
    asOf: "Të dhënat më",
  },
  version: "versioni",
  statuses: { draft: "draft", "in-review": "në shqyrtim", approved: "i miratuar" },
  draftMark: "Draft, i pamiratuar",
  marks: ["“", "”"],
};

function inCyrillic<T>(value: T): T {
  if (typeof value === "string") return toCyrillic(value) as T;
  if (Array.isArray(value)) return value.map(inCyrillic) as T;
  return Object.fromEntries(
    Object.entries(value as object).map(([key, each]) => [key, inCyrillic<unknown>(each)]),
  ) as T;
}

export const OUTPUT_WORDS: Record<UiLanguage, OutputWords> = {
  en,
  "sr-Latn": srLatn,
  "sr-Cyrl": inCyrillic(srLatn),
  mk,
  sq,
};
