import type { approval as english } from "../../en/outputs/approval.ts";
import type { Translation } from "../../message.ts";

export const approval: Translation<typeof english> = {
  "approval.mend": "Për t’u ndrequr më parë",
  "approval.why": "Për t’u ndrequr ose për të thënë pse",
  "approval.in-order": "Në rregull",
  "approval.in-order-parts": {
    one: "{count} citim, numër ose tabelë është si në vendim",
    other: "{count} citime, numra e tabela janë si në vendime",
  },
  "approval.go": "Shko atje",
  "approval.go-other": "Te dokumenti në gjuhën: {language}",
  "approval.since": "Shtuar më pas: {words}",
  "approval.to-house": "Pamja e dokumenteve",
  "approval.say-why": "Thoni pse",
  "approval.other-reason": "Thojeni ndryshe",
  "approval.reason": "Pse mund të mbetet kështu",
  "approval.begun": "Ende nuk është ruajtur",
  "approval.keep-reason": "Ruaj arsyen",
  "approval.point-section-missing": { one: "Mungon një pjesë", other: "Mungojnë {count} pjesë" },
  "approval.point-section-empty": { one: "Një pjesë është bosh", other: "{count} pjesë janë bosh" },
  "approval.point-title-template": "Titulli është ende ai i modelit",
  "approval.point-record-missing": "Jo gjithçka që ndodhi në punëtori është në procesverbal",
  "approval.point-record-gone": {
    one: "Një rresht thotë diçka që nuk është më në regjistër",
    other: "{count} rreshta thonë diçka që nuk është më në regjistër",
  },
  "approval.point-quote-changed": {
    one: "Ajo që citohet ose numërohet ka ndryshuar",
    other: "{count} citime, numra ose tabela kanë ndryshuar",
  },
  "approval.point-quote-removed": {
    one: "Fjalët e një citimi nuk janë më",
    other: "Fjalët e {count} citimeve nuk janë më",
  },
  "approval.point-quote-untranslated": { one: "Një citim nuk ka përkthim", other: "{count} citime nuk kanë përkthim" },
  "approval.point-quote-foreign": {
    one: "Një citim ose tabelë është nga një vendim për të cilin dokumenti nuk është",
    other: "{count} citime ose tabela janë nga vendime për të cilat dokumenti nuk është",
  },
  "approval.point-quote-stage": {
    one: "Një citim është nga një vendim që nuk është çliruar",
    other: "{count} citime janë nga vendime që nuk janë çliruar",
  },
  "approval.point-quote-unsorted": {
    one: "Një citim është nga një kategori që është ndarë: thoni cila pjesë është",
    other: "{count} citime janë nga kategori që janë ndarë: thoni për secilin cila pjesë është",
  },
  "approval.point-figure-uncountable": {
    one: "Një numër nuk numëron asgjë",
    other: "{count} numra nuk numërojnë asgjë",
  },
  "approval.point-table-unset": { one: "Një tabelë nuk ka vendim", other: "{count} tabela nuk kanë vendim" },
  "approval.point-uncleared": {
    one: "Fjalët këtu gjenden në një vendim në përgatitje",
    other: "Fjalët në {count} vende gjenden në një vendim në përgatitje",
  },
  "approval.point-leak": {
    one: "Këto fjalë duken si të dhëna të një personi",
    other: "Fjalët në {count} vende duken si të dhëna të një personi",
  },
  "approval.point-rec-finding": { one: "Një rekomandim nuk ka gjetje", other: "{count} rekomandime nuk kanë gjetje" },
  "approval.point-rec-addressee": {
    one: "Një rekomandim nuk i drejtohet askujt",
    other: "{count} rekomandime nuk i drejtohen askujt",
  },
  "approval.point-rec-verb": {
    one: "Një rekomandim nuk thotë me një folje çfarë të bëhet",
    other: "{count} rekomandime nuk thonë me një folje çfarë të bëhet",
  },
  "approval.point-rec-addressee-untranslated": {
    one: "Kujt i drejtohet një rekomandim nuk thuhet në këtë gjuhë",
    other: "Kujt u drejtohen {count} rekomandime nuk thuhet në këtë gjuhë",
  },
  "approval.point-rec-deadline-untranslated": {
    one: "Afati i një rekomandimi nuk është përkthyer",
    other: "Afatet e {count} rekomandimeve nuk janë përkthyer",
  },
  "approval.point-reference-gone": {
    one: "Një referencë çon te diçka që nuk është në dokument",
    other: "{count} referenca çojnë te diçka që nuk është në dokument",
  },
  "approval.point-partner-behind": {
    one: "Një paragraf ka mbetur pas tekstit udhëheqës",
    other: "{count} paragrafë kanë mbetur pas tekstit udhëheqës",
  },
  "approval.point-partner-missing": {
    one: "Mungon një paragraf i tekstit udhëheqës",
    other: "Mungojnë {count} paragrafë të tekstit udhëheqës",
  },
  "approval.point-partner-table-missing": {
    one: "Mungon një tabelë e tekstit udhëheqës",
    other: "Mungojnë {count} tabela të tekstit udhëheqës",
  },
  "approval.point-partner-list-missing": {
    one: "Mungon një listë e tekstit udhëheqës",
    other: "Mungojnë {count} lista të tekstit udhëheqës",
  },
  "approval.point-partner-chart-missing": {
    one: "Mungon një grafik i tekstit udhëheqës",
    other: "Mungojnë {count} grafikë të tekstit udhëheqës",
  },
  "approval.point-partner-quote-missing": {
    one: "Mungon një citim i tekstit udhëheqës",
    other: "Mungojnë {count} citime të tekstit udhëheqës",
  },
  "approval.point-partner-row-missing": {
    one: "Mungon një rresht i tekstit udhëheqës",
    other: "Mungojnë {count} rreshta të tekstit udhëheqës",
  },
  "approval.point-partner-caption-missing": {
    one: "Mungon një titull i tekstit udhëheqës",
    other: "Mungojnë {count} tituj të tekstit udhëheqës",
  },
  "approval.point-partner-remark-missing": {
    one: "Mungon një vërejtje e tekstit udhëheqës",
    other: "Mungojnë {count} vërejtje të tekstit udhëheqës",
  },
  "approval.point-author-line": "Askush nuk përmendet si autor",
  "approval.published-by": "Botuar nga",
  "approval.written-by": "Shkruar nga",
  "approval.by-organisations": "Organizatat; askush nuk përmendet me emër",
  "approval.no-author": "Askush nga ata që shkruan nuk ka dhënë pëlqimin të përmendet. Secili e jep vetëm për vete:",
  "approval.unnamed": {
    one: "Në dokument ka shkruar edhe dikush që nuk ka dhënë pëlqimin të përmendet: {names}. Secili e jep vetëm për vete:",
    other:
      "Në dokument kanë shkruar edhe persona që nuk kanë dhënë pëlqimin të përmenden: {names}. Secili e jep vetëm për vete:",
  },
  "approval.point-donor-line": "Rreshti i donatorit ose shfajësimi mungon në këtë gjuhë ose është ende draft",
  "approval.point-uncited": {
    one: "Një gjetje nuk mbështetet në asnjë pasazh",
    other: "{count} gjetje nuk mbështeten në asnjë pasazh",
  },
  "approval.point-thread": { one: "Një diskutim është i hapur", other: "{count} diskutime janë të hapura" },
  "approval.point-rec-deadline": { one: "Një rekomandim nuk ka afat", other: "{count} rekomandime nuk kanë afat" },
  "approval.point-rec-indicator": {
    one: "Një rekomandim nuk ka tregues",
    other: "{count} rekomandime nuk kanë tregues",
  },
  "approval.point-category-low": {
    one: "Koduesit pajtohen shumë pak për një kategori që citohet",
    other: "Koduesit pajtohen shumë pak për {count} kategori që citohen",
  },
  "approval.point-names-verdict": {
    one: "Fjalët tuaja e përmendin vendimin, në një dokument që nuk përmend asnjë: skedarët aty thonë [gjykata], [data] ose [numri i çështjes]",
    other:
      "Fjalët tuaja e përmendin vendimin në {count} vende, në një dokument që nuk përmend asnjë: skedarët aty thonë [gjykata], [data] ose [numri i çështjes]",
  },
  "approval.point-attendance-waits":
    "Disa që erdhën presin të konfirmohen te pjesëmarrja: nuk numërohen ndër të pranishmit",
  "approval.point-table-empty": {
    one: "Një tabelë është bosh: skedarët e lënë jashtë",
    other: "{count} tabela janë bosh: skedarët i lënë jashtë",
  },
  "approval.point-caption-missing": {
    one: "Një tabelë, listë ose grafik nuk ka titull: skedarët shtypin vetëm numrin",
    other: "{count} tabela, lista ose grafikë nuk kanë titull: skedarët shtypin vetëm numrat",
  },
  "approval.point-unruled": {
    one: "Një numri ose tabele i mungojnë vendime që nuk janë zgjidhur",
    other: "{count} numrave ose tabelave u mungojnë vendime që nuk janë zgjidhur",
  },
  "approval.signatures": "Nënshkrime",
  "approval.of-each": "{n} nga {count}, një nga çdo organizatë",
  "approval.of-one": "{n} nga {count}",
  "approval.anybody": "Një jurist ose facilitator që nuk ka shkruar në të",
  "approval.nobody": "Askush atje nuk mund të nënshkruajë ende",
  "approval.nobody-all-wrote":
    "Askush atje nuk mund të nënshkruajë ende: të gjithë atje kanë shkruar në të, dhe atëherë nënshkruan një facilitator i tyre. U duhet një para se të kërkoni nënshkrimet",
  "approval.all-wrote": "të gjithë atje kanë shkruar në të, gjë që shtypet",
  "approval.not-asked": "nuk është kërkuar",
  "approval.awaited": "pritet",
  "approval.ask": "Kërko nënshkrimet",
  "approval.sign": "Nënshkruaj",
  "approval.give-back": "Ktheja autorëve",
  "approval.give-back-note":
    "Ajo që është këtu tani nuk mund të nënshkruhet. Kur kthehet, është përsëri draft dhe përmendet çfarë ka ndryshuar.",
  "approval.take-back": "Tërhiqe",
  "approval.take-back-ask": "Të tërhiqet ajo që është nënshkruar?",
  "approval.take-back-lead": {
    one: "Nënshkruar tashmë: {names}. Po u tërhoq, ky nënshkrim nuk vlen më dhe nënshkruesi njoftohet.",
    other: "Nënshkruar tashmë: {names}. Po u tërhoq, këto nënshkrime nuk vlejnë më dhe nënshkruesit njoftohen.",
  },
  "approval.take-back-not": "Lëre",
  "approval.fell": {
    one: "Nënshkruar deri atëherë: {names}. Ky nënshkrim nuk vlen më.",
    other: "Nënshkruar deri atëherë: {names}. Këto nënshkrime nuk vlejnë më.",
  },
  "approval.yours-fell": "Nënshkrimi juaj në këtë dokument nuk vlen më: është përsëri draft ({name}).",
  "approval.wait-sign-again": "Kërkohet sërish nënshkrimi juaj: ai që dhatë nuk vlen më ({name})",
  "approval.joint": "Dokument i përbashkët: nënshkruan një person nga çdo organizatë",
  "approval.in-the-way": { one: "Një pikë pengon.", other: "{count} pika pengojnë." },
  "approval.unsaid": {
    one: "Për një pikë thoni pse mund të mbetet.",
    other: "Për {count} pika thoni pse mund të mbeten.",
  },
  "approval.ask-note":
    "Kështu ngulen fjalët, citimet dhe numrat në të gjitha gjuhët; derisa të nënshkruhet ose të tërhiqet, askush nuk shkruan në to.",
  "approval.ask-who": "Nënshkrimet i kërkojnë juristët dhe facilitatorët.",
  "approval.asked-by": "Kërkuar nga {name}, {when}.",
  "approval.sign-note":
    "Nënshkruani atë që është këtu tani, në të gjitha gjuhët. Nëse diçka ka ndryshuar ndërkohë, ajo përmendet dhe dokumenti u kthehet autorëve.",
  "approval.read-only": "Është vetëm për lexim derisa të nënshkruhet ose të tërhiqet.",
  "approval.digest": "Gjurma e asaj që nënshkruhet:",
  "approval.altered": "Nga ai u fshinë fjalë, {when}; nënshkrimet vlejnë.",
  "approval.none-signed": "U miratua para se të kishte nënshkrime.",
  "approval.voided":
    "{name} donte të nënshkruante, {when}. Deri atëherë diçka kishte ndryshuar, prandaj asnjë nënshkrim nuk vlen:",
  "approval.taken-back": "U tërhoq nga {name}, {when}.",
  "approval.done-ask": "Nënshkrimet u kërkuan. Deri atëherë dokumenti është vetëm për lexim.",
  "approval.done-sign": "U nënshkrua.",
  "approval.done-give-back": "U kthye. Në dokument mund të shkruhet përsëri.",
  "approval.done-take-back": "U tërhoq. Në dokument mund të shkruhet përsëri.",
  "approval.version": "U kërkuan nënshkrime",
  "approval.wait-sign": "Kërkohet nënshkrimi juaj: {name}",
  "approval.wait-signed": "U nënshkrua dhe u miratua; nënshkrimi i fundit: {name}",
  "approval.sign-named": "Te nënshkrimi të shtypet emri im, {name}; pa të dokumenti thotë rolin tim",
  "approval.open-note":
    "Me hapjen bëhet përsëri draft, dhe bashkë me të të gjitha gjuhët që u nënshkruan bashkë. Kush e nënshkroi, kërkoi nënshkrime ose shkroi në të, njoftohet për arsyen.",
  "approval.open-why": "Pse hapet përsëri?",
  "approval.wait-taken-back": "Ajo që nënshkruat u tërhoq ({name}): është përsëri draft",
  "approval.wait-opened": "U hap përsëri ({name}): {words}",
  "approval.wait-voided": "Diçka ndryshoi para nënshkrimit ({name}): është përsëri draft",
  "approval.note":
    "Nënshkrimet u kërkuan. Teksti, citimet dhe numrat mbeten siç janë derisa të nënshkruhet ose të tërhiqet.",
};
