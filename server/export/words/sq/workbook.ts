import type { WorkbookWords } from "../shape.ts";

export const workbook: WorkbookWords = {
  sheets: {
    readMe: "Lexojeni",
    passages: "Pasazhe",
    categories: "Kategori × vendime",
    questions: "Pyetje × vendime",
    answers: "Përgjigje",
  },
  how: {
    passages: "Një rresht për çdo pasazh të etiketuar. Shigjetat në rreshtin e parë renditin dhe filtrojnë.",
    categories:
      "Sa etiketa të çdo kategorie ka një vendim, bashkë me nënkategoritë; e njëjta kategori në të njëjtin pasazh numërohet një herë. Rreshti i fundit numëron të gjitha etiketat e vendimit. Shuma përfshin vetëm vendimet në të cilat vlen diçka.",
    questions:
      "Përgjigjja për çdo pyetje të fletës së çështjes; më poshtë janë pyetjet për personat, një rresht për çdo person dhe pyetje. {who} e një vendimi nuk është {who} e një tjetri.",
    answers: "Një rresht për çdo përgjigje, me pasazhet që e provojnë, kush e dha dhe kur.",
  },
  more: {
    coders:
      "“2 nga 3” janë kodues: për një vendim në të cilin asgjë nuk është zgjidhur tregohet sa prej tyre janë përgjigjur kështu.",
    range: "“3–5” janë kodime ende pa zgjidhje: më e pakta dhe më e shumta që ka një kodues. Nuk hyjnë në asnjë shumë.",
    part: "Skedari përmban vetëm një pjesë të asaj që vlen dhe këto tabela numërojnë vetëm atë që është në të. Një qelizë bosh nuk thotë asgjë për vendimin.",
    dates:
      "Ditët, orët ({utc}) dhe numrat renditen si të tillë. Një datë së cilës i dihet vetëm viti ose muaji është tekst.",
    placeholders: "Fjalët në kllapa katrore qëndrojnë në vend të emrave të zëvendësuar.",
    folded:
      "Kolonat që në këtë skedar janë bosh, si dhe ato për burimin, etiketat e kujt, raundin dhe versionin, janë palosur dhe nuk printohen: i hap shenja + sipër kolonave.",
  },
  parts: { file: "Për këtë skedar", how: "Si lexohen fletët", left: "Lënë jashtë" },
  left: {
    ids: ["ID e kategorive, pasazheve dhe pyetjeve", "Shënoni “Me ID” kur e krijoni skedarin."],
    notes: [
      "Shënimet, arsyet e vendimeve, emrat e koduesve, komentet",
      "Shënoni “Me shënime, arsye dhe emra koduesish” kur krijoni skedarin.",
    ],
    tables: "Numërojnë atë që vlen, ndërsa ky skedar përmban diçka tjetër.",
    ofPassages: "Pasazhet u kërkuan sipas kategorisë ose fjalëve, ndërsa përgjigjet nuk kanë as njërën as tjetrën.",
    answers: "Këtu ende askush nuk është përgjigjur.",
    "in-preparation": "Vendime në përgatitje",
    blind: "Vendime që po i kodoni në mënyrë të pavarur",
    "being-coded": "Vendime që po kodohen në mënyrë të pavarur",
    nothing: "Vendime në të cilat nuk vlen asgjë nga ajo që u kërkua",
    unsettled: "Vendime në të cilat ende asgjë nuk është zgjidhur",
  },
  total: "Gjithsej",
  foundIn: "Vendime me të",
  allTags: "Të gjitha etiketat",
  retired: "hequr nga përdorimi",
};
