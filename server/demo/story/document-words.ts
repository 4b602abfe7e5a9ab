import type { SAY_WHY } from "../../../schema/protocol/http/parts/point-kinds.ts";
import type { RecommendationState } from "../../../schema/protocol/http/quotes.ts";

type Language = "sq" | "en" | "sr-Latn";

/** What a document is called by its author, in its languages. */
export const TITLES = {
  summary: { sq: "Dy viktima, dy masa", en: "Two victims, two measures" },
  recommendations: {
    sq: "Çfarë duhet të ndryshojë pas Durrësit",
    en: "What has to change after Durrës",
  },
  caseStudy: { "sr-Latn": "Stan iz kog se izlazi samo uz dozvolu" },
} as const;

/** Why what stays open in them may stay so, by the kinds of points. */
export const REASONS: Partial<Record<(typeof SAY_WHY)[number], string>> = {
  uncited: "The sentence sums up a whole part of the judgment; one passage would not carry it.",
  "category-low": "Settled together after the round; the passage stands as it was settled.",
};

/** From where one knows what came of recommendations, by what came of them. */
export const HEARD: Partial<Record<RecommendationState, string>> = {
  answered: "Përgjigje me shkrim e Prokurorisë së Përgjithshme",
  adopted: "Udhëzim i brendshëm i Ndihmës Juridike Shtetërore",
};

/** What stands in a section: its text, and recommendations as words, addressee, verb, deadline, finding, indicator. */
export type Words = Readonly<
  Record<
    string,
    {
      text?: Partial<Record<Language, string>>;
      recommendations?: readonly Partial<Record<Language, readonly string[]>>[];
    }
  >
>;

/** What the summary quotes of Nr. 214, and in English. */
export const QUOTES = {
  facts: {
    words: "caktonte orarin dhe çmimin, zakonisht 40 euro, dhe merrte të gjithë shumën",
    english: "he set the time and the price, usually 40 euros, and took the whole sum",
  },
  evidence: {
    words: "pasaktësitë në datat janë të zakonshme për personat e ekspozuar ndaj dhunës së zgjatur",
    english: "inaccuracies in dates are common in persons exposed to prolonged violence",
  },
  victim: {
    words: "ajo u pyet në sallë, në seancë të hapur, në prani të të pandehurit",
    english: "she was questioned in the courtroom, in open session, in the presence of the defendant",
  },
  compensation: {
    words: "Vendi ynë nuk ka një fond të përgjithshëm shtetëror për kompensimin e viktimave të krimit",
    english: "Our country has no general state fund for the compensation of victims of crime",
  },
} as const;

export const SUMMARY: Words = {
  identity: {
    text: {
      sq: "Gjykata e Shkallës së Parë Durrës, vendimi i 11 korrikut 2024: një i pandehur, dy viktima.",
      en: "First instance court in Durrës, judgment of 11 July 2024: one defendant, two victims.",
    },
  },
  facts: {
    text: {
      sq: "I pandehuri e rekrutoi viktimën me premtim fejese, e mbajti me borxh dhe e shfrytëzoi për prostitucion.",
      en: "The defendant recruited the victim by a promise of engagement, held her by debt and exploited her for prostitution.",
    },
  },
  qualification: {
    text: {
      sq: "Për viktimën e parë: trafikim. Për të dytën vepra u ricilësua si shfrytëzim i prostitucionit.",
      en: "For the first victim: trafficking. For the second the offence was re-qualified as exploitation of prostitution.",
    },
  },
  evidence: {
    text: {
      sq: "Dëshmia e viktimës u vlerësua si e sinqertë dhe u mbështet nga ekspertimi psikologjik.",
      en: "The victim's testimony was found sincere and was supported by the psychological expert.",
    },
  },
  victim: {
    text: {
      sq: "Vetëm njëra viktimë u dëgjua me mbrojtje; tjetra u pyet në prani të të pandehurit dhe pa avokat.",
      en: "Only one victim was heard under protection; the other was questioned before the defendant and without a lawyer.",
    },
  },
  compensation: {
    text: {
      sq: "Dëmi jopasuror u pranua pjesërisht; dëmi pasuror iu la gjykimit civil.",
      en: "Non-pecuniary harm was granted in part; pecuniary harm was left to civil proceedings.",
    },
  },
  sanction: {
    text: {
      sq: "Trembëdhjetë vjet burgim; konfiskim i 12.480 eurove, pa hetim pasuror të veçantë.",
      en: "Thirteen years of imprisonment; 12,480 euros confiscated, without a separate financial investigation.",
    },
  },
  course: {
    text: {
      sq: "Nga pesëmbëdhjetë seanca të caktuara u zhvilluan tetë.",
      en: "Of fifteen scheduled hearings eight were held.",
    },
  },
  findings: {
    text: {
      sq: "Gjykata zbaton standardet për njërën viktimë dhe i lë mënjanë për tjetrën.",
      en: "The court applies the standards to one victim and leaves them aside for the other.",
    },
  },
};

export const RECOMMENDATIONS: Words = {
  basis: {
    text: {
      sq: "Rekomandimet mbështeten në vendimin Nr. 214 të gjykatës së Durrësit.",
      en: "The recommendations rest on judgment Nr. 214 of the court in Durrës.",
    },
  },
  prosecution: {
    recommendations: [
      {
        sq: [
          "Të kryhet hetim pasuror në çdo çështje trafikimi.",
          "Prokuroritë",
          "të kryejnë",
          "2027",
          "Konfiskimi u vendos pa hetim pasuror të veçantë.",
          "Çështje me hetim pasuror",
        ],
        en: [
          "Carry out a financial investigation in every trafficking case.",
          "Prosecution offices",
          "carry out",
          "2027",
          "Confiscation was ordered without a separate financial investigation.",
          "Cases with a financial investigation",
        ],
      },
      {
        sq: [
          "Mbajtja e dokumenteve të trajtohet si rrethanë më vete.",
          "Prokuroritë",
          "të trajtojnë",
          "2027",
          "Mbajtja e dokumenteve nuk u vlerësua më vete.",
          "Akuza që e përmendin",
        ],
        en: [
          "Charge the withholding of documents as a circumstance of its own.",
          "Prosecution offices",
          "charge",
          "2027",
          "The withholding of documents was not assessed on its own.",
          "Indictments that name it",
        ],
      },
    ],
  },
  courts: {
    recommendations: [
      {
        sq: [
          "Viktima të mos pyetet në prani të të pandehurit.",
          "Gjykatat",
          "të sigurojnë",
          "2027",
          "Njëra viktimë u pyet në prani të të pandehurit.",
          "Seanca me masa mbrojtëse",
        ],
        en: [
          "Do not question a victim in the presence of the defendant.",
          "Courts",
          "ensure",
          "2027",
          "One victim was questioned before the defendant.",
          "Hearings under protection",
        ],
      },
    ],
  },
  support: {
    recommendations: [
      {
        sq: [
          "Çdo viktimë të ketë avokat nga seanca e parë.",
          "Ndihma juridike shtetërore",
          "të caktojë",
          "2027",
          "Njëra viktimë u pyet pa avokat.",
          "Viktima me avokat nga seanca e parë",
        ],
        en: [
          "Appoint a lawyer for every victim from the first hearing on.",
          "State legal aid",
          "appoint",
          "2027",
          "One victim was questioned without a lawyer.",
          "Victims with a lawyer from the first hearing on",
        ],
      },
    ],
  },
  legislator: {
    recommendations: [
      {
        sq: [
          "Të krijohet një fond shtetëror për kompensimin e viktimave.",
          "Ministria e Drejtësisë",
          "të krijojë",
          "2028",
          "Dëmi pasuror iu la gjykimit civil.",
          "Fondi i krijuar me ligj",
        ],
        en: [
          "Set up a state fund for the compensation of victims.",
          "Ministry of Justice",
          "set up",
          "2028",
          "Pecuniary harm was left to civil proceedings.",
          "The fund, set up by law",
        ],
      },
    ],
  },
  followup: {
    text: {
      sq: "Rrjeti e shikon çdo rekomandim një herë në vit me adresuesin e tij.",
      en: "The network looks at each recommendation once a year with its addressee.",
    },
  },
};

/** Three of its eight sections. */
export const CASE_STUDY: Words = {
  abstract: {
    text: {
      "sr-Latn":
        "Jedan okrivljeni, dve oštećene, od kojih je jedna maloletna: obećanje posla, dug koji raste i stan iz kog se izlazi samo uz dozvolu.",
    },
  },
  story: {
    text: {
      "sr-Latn":
        "Oštećena je pristala na posao konobarice. Po dolasku su joj oduzete isprave i saopšten joj je dug koji je trebalo da vrati pružanjem usluga.",
    },
  },
  timeline: {
    text: {
      "sr-Latn": "Optužnica je podignuta u aprilu 2022, presuda je doneta u junu 2024. godine.",
    },
  },
};
