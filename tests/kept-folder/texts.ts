/*
 * Short judgments, all invented, of the kinds that Coram reads: each with a head, numbered paragraphs, and people in it. Words
 * that are tagged stand in a text once.
 */

export interface Judgment {
  court: string;
  caseNumber: string;
  date: string;
  lines: string[];
}

/** Goes through every stage; names are replaced, and words of a witness erased later. */
export const NIS: Judgment = {
  court: "Viši sud u Nišu",
  caseNumber: "K 12/25",
  date: "2025-11-03",
  lines: [
    "REPUBLIKA SRBIJA",
    "VIŠI SUD U NIŠU",
    "K 12/25",
    "Dana 3. novembra 2025. godine",
    "U IME NARODA",
    "Viši sud u Nišu, u krivičnom predmetu protiv okrivljenog Dragana Stevića, zbog krivičnog dela trgovina ljudima iz člana 388. Krivičnog zakonika, doneo je sledeću",
    "PRESUDU",
    "Okrivljeni Dragan Stević, rođen 4. maja 1980. godine u Leskovcu, kriv je što je oštećenu Jelenu Marić vrbovao lažnim obećanjem posla u restoranu.",
    "Oduzeo joj je pasoš i zadržao ga u kući tokom osam meseci.",
    "Osuđuje se na kaznu zatvora u trajanju od četiri godine.",
    "Obrazloženje",
    "Oštećena Jelena Marić je izjavila da je bila bez posla i bez novca, i da je živela sa bolesnom majkom.",
    "Svedok Olivera Tomić je potvrdila da je oštećena plakala kada je došla u restoran.",
    "Kao olakšavajuće okolnosti sud je cenio raniju neosuđivanost i porodične prilike okrivljenog Stevića.",
    "Oštećena se radi ostvarivanja imovinskopravnog zahteva upućuje na parnicu.",
    "Olivera Tomić je ostala pri svom iskazu, koji sud prihvata u celini.",
  ],
};

/** Coded blind, and not revealed. */
export const SKOPJE: Judgment = {
  court: "Основен кривичен суд Скопје",
  caseNumber: "К-7/24",
  date: "2024-06-19",
  lines: [
    "РЕПУБЛИКА СЕВЕРНА МАКЕДОНИЈА",
    "ОСНОВЕН КРИВИЧЕН СУД СКОПЈЕ",
    "К-7/24",
    "На ден 19 јуни 2024 година",
    "ВО ИМЕ НА ГРАЃАНИТЕ НА РЕПУБЛИКА СЕВЕРНА МАКЕДОНИЈА",
    "Судот ја донесе следната",
    "ПРЕСУДА",
    "Обвинетиот Горан Ристески е виновен што ја превезол оштетената Весна Илиоска во друг град.",
    "Ѝ го одзел пасошот на оштетената и ја држел во заклучена куќа.",
    "Оштетената живеела во сиромаштија, без работа и без пари.",
    "Образложение",
    "Судот ги зеде како олесителни околности годините на обвинетиот.",
    "Оштетената се упатува на граѓански спор за надомест на штета.",
  ],
};

/** Coded by three, revealed, and half ruled on. */
export const DURRES: Judgment = {
  court: "Gjykata e Rrethit Gjyqësor Durrës",
  caseNumber: "421/2023",
  date: "2023-03-14",
  lines: [
    "REPUBLIKA E SHQIPËRISË",
    "GJYKATA E RRETHIT GJYQËSOR DURRËS",
    "Nr. 421/2023",
    "Durrës, më 14 mars 2023",
    "VENDIM NË EMËR TË REPUBLIKËS",
    "Gjykata vendosi deklarimin fajtor të të pandehurit Agron Hoxha për veprën penale të trafikimit të personave.",
    "I pandehuri e rekrutoi viktimën Mirela Leka me premtimin e rremë për një punë në hotel.",
    "Ai e transportoi viktimën me automjetin e tij deri në Vlorë.",
    "I pandehuri i mori pasaportën dhe e kërcënoi me dhunë.",
    "Viktima jetonte në varfëri dhe nuk kishte përfunduar shkollën.",
    "Gjykata mori parasysh si rrethanë lehtësuese pendimin e të pandehurit.",
    "Kërkesa për shpërblimin e dëmit i kalon gjykatës civile.",
    "Ky vendim mund të ankimohet brenda afatit ligjor.",
  ],
};

/** Settled, changed afterwards; a further round was called off. */
export const SUBOTICA: Judgment = {
  court: "Viši sud u Subotici",
  caseNumber: "K 5/23",
  date: "2023-09-21",
  lines: [
    "VIŠI SUD U SUBOTICI",
    "K 5/23",
    "Dana 21. septembra 2023. godine",
    "PRESUDA",
    "Okrivljeni Miloš Kovač je primio oštećenu Ivanu Petković u stan i sakrio je od policije.",
    "Pretio joj je da će naškoditi njenoj porodici.",
    "Oštećena nije poznavala nikoga u gradu i nije govorila jezik.",
    "Obrazloženje",
    "Sud je okrivljenom izrekao kaznu zatvora u trajanju od pet godina.",
    "Priznanje okrivljenog cenjeno je kao olakšavajuća okolnost.",
    "Oštećenoj je dosuđen iznos od 300.000 dinara na ime naknade štete.",
    "Presuda je pravnosnažna.",
  ],
};

/** Codings of it are brought in from files. */
export const VALJEVO: Judgment = {
  court: "Viši sud u Valjevu",
  caseNumber: "K 31/22",
  date: "2022-05-12",
  lines: [
    "VIŠI SUD U VALJEVU",
    "K 31/22",
    "Dana 12. maja 2022. godine",
    "PRESUDA",
    "Okrivljena Snežana Babić je obmanula oštećenu obećanjem da će raditi kao negovateljica.",
    "Prevezla je oštećenu preko granice i predala je drugim licima.",
    "Obrazloženje",
    "Sud nalazi da je okrivljena zloupotrebila tešku imovinsku situaciju oštećene.",
    "Kazna je ublažena ispod zakonskog minimuma.",
    "Oštećena je upućena na parnicu.",
  ],
};

/** Read from a picture, and still in preparation. */
export const ZRENJANIN: Judgment = {
  court: "Viši sud u Zrenjaninu",
  caseNumber: "K 44/24",
  date: "2024-02-08",
  lines: [
    "VIŠI SUD U ZRENJANINU",
    "Dana 8. februara 2024. godine doneta je presuda.",
    "Okrivljeni Nenad Pavlov je kriv jer je oštećenu Sanju Dimić prinudio na rad.",
    "Oštećena je radila bez plate, a okrivljeni joj je oduzeo ličnu kartu.",
    "Svedok Nenad Pavlov mlađi nije saslušan.",
  ],
};

/** Pasted, tagged, and erased as a whole. */
export const KRALJEVO: Judgment = {
  court: "Viši sud u Kraljevu",
  caseNumber: "K 77/21",
  date: "2021-01-15",
  lines: [
    "VIŠI SUD U KRALJEVU",
    "K 77/21",
    "PRESUDA",
    "Okrivljeni Zoran Vukićević je vrbovao oštećenu Tijanu Obradović preko oglasa.",
    "Oštećena Obradović je pobegla posle dva dana.",
  ],
};

/** What was erased, in forms that stand nowhere else: no byte of it may be left. */
export const ERASED_NAMES = [
  "Olivera Tomić",
  "Olivera T",
  "Tomić",
  "Оливера",
  "Томиќ",
  "Vukićević",
  "Tijanu ",
  "Obradović",
  // The member that was erased.
  "Kosta ",
  "Zlatanović",
  "kosta@coram.example",
];
