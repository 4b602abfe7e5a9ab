import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { ErasureCounts, ErasureKind } from "../../../schema/protocol/http/erasure.ts";
import { toCyrillic } from "../../../schema/language/script.ts";

/** What a certificate says, in one language. `{…}` is filled in. */
export interface CertificateWords {
  title: string;
  intro: string;
  kind: Record<ErasureKind, string>;
  network: string;
  what: string;
  number: string;
  id: string;
  verdict: string;
  member: string;
  inItsPlace: string;
  askedBy: string;
  operator: string;
  startedAt: string;
  doneAt: string;
  notDone: string;
  counts: string;
  count: Record<keyof ErasureCounts, string>;
  done: string;
  /** Of words. */
  steps: string[];
  /** In the place of the first three, where it was a verdict or a member. */
  verdictGone: string;
  memberGone: string;
  limits: string;
  beyond: string[];
  sealedKeyErased: string;
  sealedKeyLeft: string;
  proof: string;
}

const en: CertificateWords = {
  title: "Certificate of erasure",
  intro: "What this server erased, and what it cannot reach. No erased word stands here.",
  kind: {
    term: "A name or another term in a verdict, in all its forms",
    passage: "A passage of a verdict",
    verdict: "A verdict with everything that hangs on it",
    member: "A member's personal data",
  },
  network: "Network",
  what: "Erased",
  number: "Number in the erasure ledger",
  id: "Erasure",
  verdict: "Verdict",
  member: "Member",
  inItsPlace: "In its place stands",
  askedBy: "Asked for by",
  operator: "the operator of the server",
  startedAt: "Begun (UTC)",
  doneAt: "Done (UTC)",
  notDone: "under way",
  counts: "In numbers",
  count: {
    text: "Places in the text",
    revisions: "Earlier states of the text, taken away",
    data: "Fields of data and invitations",
    notes: "Notes of tags",
    answers: "Answers and notes beside them",
    rulings: "Reasons and answers in rulings",
    comments: "Comments",
    translations: "Translations",
    outputs: "Documents",
    outputWords: "Titles, sentences and recommendations in documents",
    outputVersions: "Kept versions of documents",
    hidden: "Notes and comments that the asker may not see",
    hiddenOutputs: "Places in documents that the asker may not read",
    rooms: "Shared spaces (tags, comments, answers), rebuilt under a new name",
    names: "Proposals of the preparation, taken away",
    scans: "Scans, taken away",
    exports: "Files made for download, taken away",
  },
  done: "What was done",
  steps: [
    "The words were replaced in the newest text and in every typed field, also where the asker may not look.",
    "All earlier texts were taken away; what is left of them is where something was replaced, not what stood there.",
    "Every shared document was rebuilt; its history is gone. Devices drop their old copy when they next connect.",
    "Files made for download and everything kept for the preparation were destroyed.",
    "The database was written anew, and its log emptied.",
    "For fourteen days what arrives late is compared with keyed hashes; the key is then destroyed.",
    "The erasure stands in a ledger beside the database: a restored backup is rid of it again before it opens.",
  ],
  verdictGone:
    "The verdict was taken away with its text, tags, comments, rounds and everything else that hung on it; nobody finds it any more.",
  memberGone:
    "Name, initials, address, password, devices and links were taken away; what the member wrote stays under the name that stands in their place.",
  limits: "What no server reaches",
  beyond: [
    "Backups made before; destroy them, or restore them only with the ledger.",
    "Files that people downloaded, printed, copied or sent on.",
    "Copies on devices that have not connected since, and sealed work of people who are signed out.",
    "Freed blocks of the disk below the file system, and snapshots of a virtual machine; only an encrypted disk helps.",
    "What people remember.",
  ],
  sealedKeyErased: "The entry of the sealed key was erased too.",
  sealedKeyLeft: "The sealed key was left as it is, since its passphrase was not given: it still holds the name.",
  proof: "Hash of the line in the ledger",
};

const srLatn: CertificateWords = {
  title: "Potvrda o brisanju",
  intro: "Šta je ovaj server izbrisao i dokle ne može da dopre. Nijedna izbrisana reč ne stoji ovde.",
  kind: {
    term: "Ime ili drugi izraz u presudi, u svim oblicima",
    passage: "Odlomak presude",
    verdict: "Presuda sa svim što je uz nju",
    member: "Lični podaci člana",
  },
  network: "Mreža",
  what: "Izbrisano",
  number: "Broj u knjizi brisanja",
  id: "Brisanje",
  verdict: "Presuda",
  member: "Član",
  inItsPlace: "Na tom mestu stoji",
  askedBy: "Zatražio ili zatražila",
  operator: "lice koje održava server",
  startedAt: "Početak (UTC)",
  doneAt: "Završetak (UTC)",
  notDone: "u toku",
  counts: "U brojevima",
  count: {
    text: "Mesta u tekstu",
    revisions: "Ranija stanja teksta, uklonjena",
    data: "Polja podataka i pozivnica",
    notes: "Beleške uz oznake",
    answers: "Odgovori i beleške uz njih",
    rulings: "Razlozi i odgovori u odlukama",
    comments: "Komentari",
    translations: "Prevodi",
    outputs: "Dokumenti",
    outputWords: "Naslovi, rečenice i preporuke u dokumentima",
    outputVersions: "Sačuvane verzije dokumenata",
    hidden: "Beleške i komentari koje tražilac ne sme da vidi",
    hiddenOutputs: "Mesta u dokumentima koje tražilac ne sme da čita",
    rooms: "Zajednički prostori (oznake, komentari, odgovori), napravljeni iznova pod novim imenom",
    names: "Predlozi iz pripreme, uklonjeni",
    scans: "Skenovi, uklonjeni",
    exports: "Datoteke za preuzimanje, uklonjene",
  },
  done: "Šta je urađeno",
  steps: [
    "Reči su zamenjene u najnovijem tekstu i u svakom polju za unos, i tamo gde tražilac ne sme da gleda.",
    "Svi raniji tekstovi su uklonjeni; ostalo je samo gde je nešto zamenjeno, ne i šta je tu stajalo.",
    "Svaki zajednički dokument je napravljen iznova; njegova istorija više ne postoji. Uređaji odbacuju staru kopiju čim se ponovo povežu.",
    "Datoteke za preuzimanje i sve što je čuvano za pripremu je uništeno.",
    "Baza podataka je ispisana iznova, a njen dnevnik ispražnjen.",
    "Četrnaest dana se ono što stigne kasnije poredi sa heševima pod ključem; ključ se zatim uništava.",
    "Brisanje stoji u knjizi pored baze: vraćena rezervna kopija ga ponavlja pre nego što se otvori.",
  ],
  verdictGone:
    "Presuda je uklonjena sa tekstom, oznakama, komentarima, krugovima i svim drugim što je bilo uz nju; niko je više ne nalazi.",
  memberGone:
    "Uklonjeni su ime, inicijali, adresa, lozinka, prijave i veze; ono što je član napisao ostaje pod imenom koje stoji na tom mestu.",
  limits: "Dokle nijedan server ne dopire",
  beyond: [
    "Rezervne kopije napravljene ranije; uništite ih ili ih vraćajte samo uz knjigu brisanja.",
    "Datoteke koje su ljudi preuzeli, odštampali, kopirali ili poslali dalje.",
    "Kopije na uređajima koji se od tada nisu povezali i zapečaćen rad ljudi koji su odjavljeni.",
    "Oslobođeni blokovi diska ispod sistema datoteka i snimci virtuelne mašine; pomaže samo šifrovan disk.",
    "Ono što ljudi pamte.",
  ],
  sealedKeyErased: "Izbrisan je i unos u zapečaćenom ključu.",
  sealedKeyLeft: "Zapečaćeni ključ je ostao kakav jeste, jer lozinka nije data: u njemu i dalje stoji ime.",
  proof: "Heš reda u knjizi",
};

const mk: CertificateWords = {
  title: "Потврда за бришење",
  intro: "Што избриша овој сервер и до каде не може да стигне. Ниту еден избришан збор не стои овде.",
  kind: {
    term: "Име или друг израз во пресуда, во сите облици",
    passage: "Извадок од пресуда",
    verdict: "Пресуда со сѐ што е со неа",
    member: "Лични податоци на член",
  },
  network: "Мрежа",
  what: "Избришано",
  number: "Број во книгата на бришења",
  id: "Бришење",
  verdict: "Пресуда",
  member: "Член",
  inItsPlace: "На тоа место стои",
  askedBy: "Побарано од",
  operator: "лицето што го одржува серверот",
  startedAt: "Почеток (UTC)",
  doneAt: "Крај (UTC)",
  notDone: "во тек",
  counts: "Во бројки",
  count: {
    text: "Места во текстот",
    revisions: "Поранешни состојби на текстот, отстранети",
    data: "Полиња со податоци и покани",
    notes: "Белешки на ознаки",
    answers: "Одговори и белешки кон нив",
    rulings: "Причини и одговори во одлуки",
    comments: "Коментари",
    translations: "Преводи",
    outputs: "Документи",
    outputWords: "Наслови, реченици и препораки во документи",
    outputVersions: "Зачувани верзии на документи",
    hidden: "Белешки и коментари што барателот не смее да ги види",
    hiddenOutputs: "Места во документи што барателот не смее да ги чита",
    rooms: "Заеднички простори (ознаки, коментари, одговори), направени одново под ново име",
    names: "Предлози од подготовката, отстранети",
    scans: "Скенови, отстранети",
    exports: "Датотеки за преземање, отстранети",
  },
  done: "Што е направено",
  steps: [
    "Зборовите се заменети во најновиот текст и во секое поле за внес, и таму каде што барателот не смее да гледа.",
    "Сите поранешни текстови се отстранети; останало само каде е нешто заменето, не и што стоело таму.",
    "Секој заеднички документ е направен одново; неговата историја ја нема. Уредите ја отфрлаат старата копија штом пак ќе се поврзат.",
    "Датотеките за преземање и сѐ што се чувало за подготовката е уништено.",
    "Базата на податоци е запишана одново, а нејзиниот дневник испразнет.",
    "Четиринаесет дена она што доаѓа подоцна се споредува со хешови под клуч; клучот потоа се уништува.",
    "Бришењето стои во книга покрај базата: вратена резервна копија го повторува пред да се отвори.",
  ],
  verdictGone:
    "Пресудата е отстранета со текстот, ознаките, коментарите, круговите и сѐ друго што беше со неа; никој повеќе не ја наоѓа.",
  memberGone:
    "Отстранети се името, иницијалите, адресата, лозинката, најавите и врските; она што членот го напишал останува под името што стои на тоа место.",
  limits: "До каде не стигнува ниту еден сервер",
  beyond: [
    "Резервни копии направени порано; уништете ги или враќајте ги само со книгата.",
    "Датотеки што луѓето ги презеле, отпечатиле, копирале или препратиле.",
    "Копии на уреди што оттогаш не се поврзале и запечатена работа на луѓе што се одјавени.",
    "Ослободени блокови на дискот под системот на датотеки и снимки на виртуелна машина; помага само шифриран диск.",
    "Она што луѓето го паметат.",
  ],
  sealedKeyErased: "Избришан е и записот во запечатениот клуч.",
  sealedKeyLeft: "Запечатениот клуч остана како што е, бидејќи лозинката не беше дадена: во него името сѐ уште стои.",
  proof: "Хеш на редот во книгата",
};

const sq: CertificateWords = {
  title: "Vërtetim fshirjeje",
  intro: "Çfarë fshiu ky server dhe deri ku nuk arrin. Asnjë fjalë e fshirë nuk qëndron këtu.",
  kind: {
    term: "Një emër ose shprehje tjetër në një vendim, në të gjitha format",
    passage: "Një pasazh i një vendimi",
    verdict: "Një vendim me gjithçka që i përket",
    member: "Të dhënat personale të një anëtari",
  },
  network: "Rrjeti",
  what: "U fshi",
  number: "Numri në regjistrin e fshirjeve",
  id: "Fshirja",
  verdict: "Vendimi",
  member: "Anëtari",
  inItsPlace: "Në vend të saj qëndron",
  askedBy: "Kërkuar nga",
  operator: "personi që mirëmban serverin",
  startedAt: "Nisur (UTC)",
  doneAt: "Përfunduar (UTC)",
  notDone: "në vazhdim",
  counts: "Në numra",
  count: {
    text: "Vende në tekst",
    revisions: "Gjendje të mëparshme të tekstit, të hequra",
    data: "Fusha të dhënash dhe ftesash",
    notes: "Shënime të etiketave",
    answers: "Përgjigje dhe shënime pranë tyre",
    rulings: "Arsye dhe përgjigje në zgjidhje",
    comments: "Komente",
    translations: "Përkthime",
    outputs: "Dokumente",
    outputWords: "Tituj, fjali dhe rekomandime në dokumente",
    outputVersions: "Versione të ruajtura të dokumenteve",
    hidden: "Shënime dhe komente që kërkuesi nuk mund t'i shohë",
    hiddenOutputs: "Vende në dokumente që kërkuesi nuk mund t'i lexojë",
    rooms: "Hapësira të përbashkëta (shënjime, komente, përgjigje), të ndërtuara rishtas me emër të ri",
    names: "Propozime të përgatitjes, të hequra",
    scans: "Skanime, të hequra",
    exports: "Skedarë për shkarkim, të hequr",
  },
  done: "Çfarë u bë",
  steps: [
    "Fjalët u zëvendësuan në tekstin më të ri dhe në çdo fushë të shkruar, edhe aty ku kërkuesi nuk mund të shohë.",
    "Të gjitha tekstet e mëparshme u hoqën; mbetet vetëm ku u zëvendësua diçka, jo çfarë ishte aty.",
    "Çdo dokument i përbashkët u ndërtua rishtas; historia e tij nuk ekziston më. Pajisjet e hedhin kopjen e vjetër sapo të lidhen përsëri.",
    "Skedarët për shkarkim dhe gjithçka e ruajtur për përgatitjen u shkatërruan.",
    "Baza e të dhënave u shkrua rishtas dhe ditari i saj u zbraz.",
    "Për katërmbëdhjetë ditë ajo që mbërrin vonë krahasohet me hashe me çelës; çelësi pastaj shkatërrohet.",
    "Fshirja qëndron në një regjistër pranë bazës: një kopje rezervë e rikthyer e përsërit atë para se të hapet.",
  ],
  verdictGone:
    "Vendimi u hoq me tekstin, etiketat, komentet, raundet dhe gjithçka tjetër që i përkiste; askush nuk e gjen më.",
  memberGone:
    "U hoqën emri, inicialet, adresa, fjalëkalimi, hyrjet dhe lidhjet; ajo që anëtari shkroi mbetet nën emrin që qëndron në vend të tij.",
  limits: "Ku nuk arrin asnjë server",
  beyond: [
    "Kopjet rezervë të bëra më parë; shkatërrojini ose rikthejini vetëm me regjistrin.",
    "Skedarët që njerëzit i shkarkuan, printuan, kopjuan ose dërguan më tej.",
    "Kopjet në pajisje që nuk janë lidhur që atëherë dhe puna e vulosur e njerëzve që kanë dalë.",
    "Blloqet e liruara të diskut nën sistemin e skedarëve dhe fotografitë e një makine virtuale; ndihmon vetëm disku i enkriptuar.",
    "Ajo që njerëzit mbajnë mend.",
  ],
  sealedKeyErased: "U fshi edhe shënimi në çelësin e vulosur.",
  sealedKeyLeft: "Çelësi i vulosur mbeti siç është, sepse fjalëkalimi i tij nuk u dha: emri qëndron ende në të.",
  proof: "Hashi i rreshtit në regjistër",
};

// So that the two scripts can never disagree.
const srCyrl = JSON.parse(
  JSON.stringify(srLatn, (_, value: unknown) =>
    typeof value === "string"
      ? value
          .split("UTC")
          .map((part) => toCyrillic(part))
          .join("UTC")
      : value,
  ),
) as CertificateWords;

export const CERTIFICATE_WORDS: Record<UiLanguage, CertificateWords> = {
  en,
  "sr-Latn": srLatn,
  "sr-Cyrl": srCyrl,
  mk,
  sq,
};
