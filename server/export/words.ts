import type { UiLanguage } from "../../schema/domain/language.ts";
import type { LayerChoice } from "../../schema/protocol/http/exports.ts";
import type { Section } from "../../schema/text/revision.ts";

/** Words that files carry, in the reader's language. One table, so that a missing translation does not compile. */
export interface ExportWords {
  verdict: string;
  verdicts: string;
  invented: string;
  country: string;
  court: string;
  caseNumber: string;
  date: string;
  section: string;
  page: string;
  paragraph: string;
  code: string;
  category: string;
  categoryId: string;
  quote: string;
  quoteMore: string;
  state: string;
  translation: string;
  note: string;
  author: string;
  taggedAt: string;
  comments: string;
  passageId: string;
  citation: string;
  taggedPassages: string;
  network: string;
  methodologyVersion: string;
  exportedAt: string;
  filter: string;
  ownOnly: string;
  passages: string;
  tags: string;
  auditHead: string;
  about: string;
  removed: string;
  changed: string;
  redacted: string;
  internal: string;
  coding: string;
  review: string;
  suggested: string;
  resolved: string;
  countries: Record<"rs" | "mk" | "al", string>;
  sections: Record<Section, string>;
  awaitsReview: string;
  matrix: string;
  layer: string;
  round: string;
  /** What of layers there may be in a file, "standing" never named. */
  layers: Record<LayerChoice, string>;
}

const en: ExportWords = {
  verdict: "Verdict",
  verdicts: "Verdicts",
  invented: "invented",
  country: "Country",
  court: "Court",
  caseNumber: "Case number",
  date: "Date",
  section: "Section",
  page: "Page",
  paragraph: "Paragraph",
  code: "Code",
  category: "Category",
  categoryId: "Category id",
  quote: "Quote",
  quoteMore: "Quote, continued",
  state: "Words since tagged",
  translation: "Translation",
  note: "Note",
  author: "Tagged by",
  taggedAt: "Tagged at",
  comments: "Comments",
  passageId: "Passage id",
  citation: "Citation",
  taggedPassages: "Tagged passages",
  network: "Network",
  methodologyVersion: "Methodology version",
  exportedAt: "Exported at",
  filter: "Filter",
  ownOnly: "own tags only",
  passages: "Passages",
  tags: "Tags",
  auditHead: "Audit log head",
  about: "About this file",
  removed: "words removed",
  changed: "words changed",
  redacted: "redacted",
  internal: "internal",
  coding: "while coding",
  review: "review",
  suggested: "suggested tag",
  resolved: "resolved",
  countries: { rs: "Serbia", mk: "North Macedonia", al: "Albania" },
  sections: {
    introduction: "Introduction",
    operative: "Operative part",
    reasoning: "Reasoning",
    remedy: "Legal remedy",
    closing: "Closing",
  },
  awaitsReview: "awaits review",
  matrix: "Matrix",
  layer: "Layer",
  round: "round",
  layers: { own: "own", shared: "shared", adjudicated: "adjudicated", all: "all", standing: "what stands" },
};

const srLatn: ExportWords = {
  verdict: "Presuda",
  verdicts: "Presude",
  invented: "izmišljeno",
  country: "Država",
  court: "Sud",
  caseNumber: "Broj predmeta",
  date: "Datum",
  section: "Deo presude",
  page: "Strana",
  paragraph: "Pasus",
  code: "Oznaka",
  category: "Kategorija",
  categoryId: "ID kategorije",
  quote: "Citat",
  quoteMore: "Citat, nastavak",
  state: "Reči od označavanja",
  translation: "Prevod",
  note: "Beleška",
  author: "Označio/la",
  taggedAt: "Vreme označavanja",
  comments: "Komentari",
  passageId: "ID odlomka",
  citation: "Navod",
  taggedPassages: "Označeni odlomci",
  network: "Mreža",
  methodologyVersion: "Verzija metodologije",
  exportedAt: "Izvezeno",
  filter: "Filter",
  ownOnly: "samo sopstvene oznake",
  passages: "Odlomaka",
  tags: "Oznaka",
  auditHead: "Vrh dnevnika revizije",
  about: "O ovoj datoteci",
  removed: "reči uklonjene",
  changed: "reči izmenjene",
  redacted: "prikriveno",
  internal: "interno",
  coding: "tokom kodiranja",
  review: "recenzija",
  suggested: "predložena oznaka",
  resolved: "rešeno",
  countries: { rs: "Srbija", mk: "Severna Makedonija", al: "Albanija" },
  sections: {
    introduction: "Uvod",
    operative: "Izreka",
    reasoning: "Obrazloženje",
    remedy: "Pravna pouka",
    closing: "Završni deo",
  },
  awaitsReview: "čeka pregled",
  matrix: "Matrica",
  layer: "Sloj",
  round: "krug",
  layers: { own: "sopstveni", shared: "zajednički", adjudicated: "usaglašeni", all: "svi", standing: "ono što važi" },
};

const srCyrl: ExportWords = {
  verdict: "Пресуда",
  verdicts: "Пресуде",
  invented: "измишљено",
  country: "Држава",
  court: "Суд",
  caseNumber: "Број предмета",
  date: "Датум",
  section: "Део пресуде",
  page: "Страна",
  paragraph: "Пасус",
  code: "Ознака",
  category: "Категорија",
  categoryId: "ИД категорије",
  quote: "Цитат",
  quoteMore: "Цитат, наставак",
  state: "Речи од означавања",
  translation: "Превод",
  note: "Белешка",
  author: "Означио/ла",
  taggedAt: "Време означавања",
  comments: "Коментари",
  passageId: "ИД одломка",
  citation: "Навод",
  taggedPassages: "Означени одломци",
  network: "Мрежа",
  methodologyVersion: "Верзија методологије",
  exportedAt: "Извезено",
  filter: "Филтер",
  ownOnly: "само сопствене ознаке",
  passages: "Одломака",
  tags: "Ознака",
  auditHead: "Врх дневника ревизије",
  about: "О овој датотеци",
  removed: "речи уклоњене",
  changed: "речи измењене",
  redacted: "прикривено",
  internal: "интерно",
  coding: "током кодирања",
  review: "рецензија",
  suggested: "предложена ознака",
  resolved: "решено",
  countries: { rs: "Србија", mk: "Северна Македонија", al: "Албанија" },
  sections: {
    introduction: "Увод",
    operative: "Изрека",
    reasoning: "Образложење",
    remedy: "Правна поука",
    closing: "Завршни део",
  },
  awaitsReview: "чека преглед",
  matrix: "Матрица",
  layer: "Слој",
  round: "круг",
  layers: { own: "сопствени", shared: "заједнички", adjudicated: "усаглашени", all: "сви", standing: "оно што важи" },
};

const mk: ExportWords = {
  verdict: "Пресуда",
  verdicts: "Пресуди",
  invented: "измислено",
  country: "Држава",
  court: "Суд",
  caseNumber: "Број на предметот",
  date: "Датум",
  section: "Дел од пресудата",
  page: "Страница",
  paragraph: "Пасус",
  code: "Шифра",
  category: "Категорија",
  categoryId: "ИД на категоријата",
  quote: "Цитат",
  quoteMore: "Цитат, продолжение",
  state: "Зборови од означувањето",
  translation: "Превод",
  note: "Белешка",
  author: "Означил/а",
  taggedAt: "Време на означување",
  comments: "Коментари",
  passageId: "ИД на пасажот",
  citation: "Навод",
  taggedPassages: "Означени пасажи",
  network: "Мрежа",
  methodologyVersion: "Верзија на методологијата",
  exportedAt: "Извезено",
  filter: "Филтер",
  ownOnly: "само сопствени ознаки",
  passages: "Пасажи",
  tags: "Ознаки",
  auditHead: "Врв на ревизорскиот дневник",
  about: "За оваа датотека",
  removed: "зборовите се отстранети",
  changed: "зборовите се изменети",
  redacted: "прикриено",
  internal: "интерно",
  coding: "за време на кодирањето",
  review: "рецензија",
  suggested: "предложена ознака",
  resolved: "решено",
  countries: { rs: "Србија", mk: "Северна Македонија", al: "Албанија" },
  sections: {
    introduction: "Увод",
    operative: "Изрека",
    reasoning: "Образложение",
    remedy: "Правна поука",
    closing: "Завршен дел",
  },
  awaitsReview: "чека преглед",
  matrix: "Матрица",
  layer: "Слој",
  round: "круг",
  layers: { own: "сопствен", shared: "заеднички", adjudicated: "усогласен", all: "сите", standing: "она што важи" },
};

const sq: ExportWords = {
  verdict: "Vendimi",
  verdicts: "Vendime",
  invented: "i trilluar",
  country: "Shteti",
  court: "Gjykata",
  caseNumber: "Numri i çështjes",
  date: "Data",
  section: "Pjesa e vendimit",
  page: "Faqja",
  paragraph: "Paragrafi",
  code: "Kodi",
  category: "Kategoria",
  categoryId: "ID e kategorisë",
  quote: "Citimi",
  quoteMore: "Citimi, vazhdim",
  state: "Fjalët që nga etiketimi",
  translation: "Përkthim",
  note: "Shënim",
  author: "Etiketuar nga",
  taggedAt: "Koha e etiketimit",
  comments: "Komente",
  passageId: "ID e pasazhit",
  citation: "Referimi",
  taggedPassages: "Pasazhe të etiketuara",
  network: "Rrjeti",
  methodologyVersion: "Versioni i metodologjisë",
  exportedAt: "Eksportuar më",
  filter: "Filtri",
  ownOnly: "vetëm etiketat e mia",
  passages: "Pasazhe",
  tags: "Etiketa",
  auditHead: "Kreu i regjistrit të auditimit",
  about: "Për këtë skedar",
  removed: "fjalët u hoqën",
  changed: "fjalët u ndryshuan",
  redacted: "e fshehur",
  internal: "e brendshme",
  coding: "gjatë kodimit",
  review: "rishikim",
  suggested: "etiketë e sugjeruar",
  resolved: "zgjidhur",
  countries: { rs: "Serbia", mk: "Maqedonia e Veriut", al: "Shqipëria" },
  sections: {
    introduction: "Hyrja",
    operative: "Dispozitivi",
    reasoning: "Arsyetimi",
    remedy: "E drejta e ankimit",
    closing: "Pjesa përfundimtare",
  },
  awaitsReview: "pret rishikim",
  matrix: "Matrica",
  layer: "Shtresa",
  round: "raundi",
  layers: {
    own: "e vetja",
    shared: "e përbashkët",
    adjudicated: "e vendosur",
    all: "të gjitha",
    standing: "ajo që vlen",
  },
};

export const EXPORT_WORDS: Record<UiLanguage, ExportWords> = { en, "sr-Latn": srLatn, "sr-Cyrl": srCyrl, mk, sq };
