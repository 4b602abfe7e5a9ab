import type { problems as english } from "../en/problems.ts";
import type { Translation } from "../message.ts";

export const problems: Translation<typeof english> = {
  "problem.not-signed-in": "Keni dalë nga llogaria. Hyni përsëri për të vazhduar.",
  "problem.wrong-password":
    "Adresa e postës elektronike ose fjalëkalimi është i gabuar. Kontrolloni të dyja; një facilitator mund t’ju dërgojë një lidhje për fjalëkalim të ri.",
  "problem.case-moved":
    "Dikush ka vendosur ndërkohë për këtë mospërputhje. Krahasoni të dyja, pastaj regjistroni sërish tuajën ose lini tjetrën.",
  "problem.passage-gone": "Fjalët që zgjodhët nuk janë më në tekst. Shiheni si është tani dhe zgjidhni përsëri.",
  "problem.not-allowed": "Kjo nuk ju lejohet. Drejtojuni një facilitatori të rrjetit.",
  "problem.own-place":
    "Askush nuk e ndryshon vetë rolin ose organizatën e vet. E bën një facilitator tjetër i organizatës suaj.",
  "problem.operator-decides":
    "{organisation} ka vendime me të gjithë emrat dhe asnjë facilitator. Vetëm kush e mirëmban serverin mund të shtojë një, me “coram member”.",
  "problem.operator-resets":
    "Askush tjetër nuk e drejton organizatën {organisation}. Lidhjen e bën kush e mirëmban serverin, me “coram member reset”.",
  "problem.owner-not-led":
    "{organisation} nuk ka facilitator, ndaj askush atje nuk do të mund ta përgatiste vendimin. Së pari bëni facilitator dikë atje, ose zgjidhni një organizatë tjetër.",
  "problem.leaves-unled":
    "Ju jeni facilitatori i vetëm i organizatës suaj. Së pari bëni facilitator dikë tjetër prej saj, te “Anëtarët”.",
  "problem.leaves-nobody":
    "Askush tjetër nga organizata juaj nuk është këtu. Lexoni çfarë pason dhe largohuni edhe një herë nëse jeni i sigurt.",
  "problem.leaves-preparing":
    "Askush tjetër nuk e drejton organizatën, dhe ajo ka vendime me të gjithë emrat. Së pari bëni facilitator dikë tjetër atje.",
  "problem.led-by-others": "Për këtë vendosin facilitatorët e organizatës {organisation}. Drejtojuni njërit prej tyre.",
  "problem.verdict-erased": "Ky vendim është fshirë përgjithmonë, me etiketat, përgjigjet dhe komentet.",
  "problem.verdict-in-preparation":
    "{organisation} e ka kthyer këtë vendim në përgatitje. Derisa të miratohet përsëri, e lexojnë vetëm facilitatorët e asaj organizate. Etiketat, përgjigjet dhe komentet tuaja janë ruajtur.",
  "problem.verdict-in-preparation.output":
    "Ky dokument është i mbyllur për momentin: mbështetet te një vendim që është në përgatitje. Hapet përsëri kur vendimi të miratohet ose kur citimet e tij të hiqen. Pyesni facilitatorët e {organisation}.",
  "problem.not-found": "Kjo nuk ekziston, ose nuk është e hapur për ju.",
  "problem.bad-request":
    "Diçka në formular mungon ose nuk ka formën e pritur. Kontrolloni fushat dhe dërgojeni përsëri.",
  "problem.bad-request.email-no-dot": "Adresa e postës elektronike nuk është e plotë. Pas @ vjen një emër me pikë.",
  "problem.bad-request.email-space": "Në adresën e postës elektronike ka një hapësirë. Hiqeni.",
  "problem.bad-request.email-no-at": "Adresës së postës elektronike i mungon @.",
  "problem.bad-request.email-two-at": "Në adresën e postës elektronike @ gjendet më shumë se një herë. Lini vetëm një.",
  "problem.bad-request.email-script":
    "Në adresën e postës elektronike ka shkronja që nuk janë latine. Shkruajeni siç gjendet në një mesazh që vjen prej saj.",
  "problem.bad-request.email-signs":
    "Diçka në adresën e postës elektronike nuk është shkruar siç shkruhen adresat. Kontrollojeni shkronjë për shkronjë.",
  "problem.bad-request.field": "“{field}”: mungon ose nuk ka formën e pritur. Kontrollojeni dhe dërgojeni përsëri.",
  "problem.too-many-attempts": "Shumë përpjekje. Prisni disa minuta dhe provoni përsëri.",
  "problem.link-spent": "Kjo lidhje është përdorur tashmë. Hyni, ose kërkoni një të re nga personi që e dërgoi.",
  "problem.link-expired": "Kjo lidhje ka skaduar. Kërkoni një të re nga personi që e dërgoi.",
  "problem.wrong-current-password":
    "Ky nuk është fjalëkalimi juaj i tanishëm. Shkruajeni përsëri; asgjë nuk ka ndryshuar.",
  "problem.initials-taken": "Një anëtar tjetër i ka këto iniciale. Zgjidhni të tjera.",
  "problem.name-taken":
    "Dikush nga {organisation} e ka tashmë këtë emër, ose një që duket njësoj. Shtoni një emër të mesëm ose një inicial.",
  "problem.name-taken.elsewhere":
    "Dikush nga {organisation} e ka tashmë këtë emër, ose një që duket njësoj. Shtoni një emër të mesëm ose një inicial që t’ju dallojnë, ose mbajeni emrin.",
  "problem.name-taken.invite":
    "{names} nga {organisation} e ka tashmë këtë emër, ose një që duket njësoj. A është i njëjti person? Atëherë nuk i duhet ftesë.",
  "problem.organisation-in-use":
    "Kjo organizatë mbetet: ka anëtarë, ish-anëtarë, vendime ose ftesa të hapura. Së pari zhvendosini ose tërhiqini ato.",
  "problem.organisation-taken":
    "{organisation} gjendet tashmë me këtë emër ose me një që duket njësoj. Zgjidhni atë ose jepni një emër tjetër.",
  "problem.organisation-taken.ask":
    "{organisation} gjendet tashmë me këtë emër ose me një që duket njësoj. Pyetni {names} për ftesën në të ose jepni një emër tjetër.",
  "problem.led-by-others.invited":
    "Kjo adresë është ftuar tashmë nga {organisation} (pyetni: {names}): lidhja e tyre mbetet.",
  "problem.email-former": "Kjo është adresa e një ish-anëtari. Një facilitator e kthen te “Anëtarët”, “Ish-anëtarë”.",
  "problem.email-taken": "Dikush në këtë rrjet e përdor tashmë këtë adresë. Zgjidhni një tjetër, ose hyni me të.",
  "problem.email-taken.invite": "Këtë adresë e ka {names}, tashmë në rrjet.",
  "problem.email-taken.open-invitation":
    "{names} ka një ftesë të hapur në këtë adresë. Së pari tërhiqeni atë ftesë ose ndreqni adresën.",
  "problem.password-too-short": "Fjalëkalimi është shumë i shkurtër. Përdorni të paktën dhjetë karaktere.",
  "problem.email-taken.account": "Dikush në këtë rrjet e përdor tashmë këtë adresë. Jepni një tjetër.",
  "problem.organisation-taken.rename":
    "{organisation} gjendet tashmë me këtë emër ose me një që duket njësoj. Jepni një emër tjetër.",
  "problem.last-facilitator": "Ky është facilitatori i fundit. Së pari bëni facilitator dikë tjetër.",
  "problem.member-present":
    "Ky person është tashmë anëtar: ndoshta e ka kthyer një koleg. Po t’i duhet, bëjini një lidhje për fjalëkalim të ri.",
  "problem.names-come": "Kjo do të zbulonte dikë te ata që e lexojnë tashmë vendimin. Asgjë nuk u ruajt.",
  "problem.revision-gone": "Fjalët para këtij ndryshimi nuk ruhen më, prandaj ai nuk mund të zhbëhet.",
  "problem.reimport-undecided":
    "Emra ose numra në tekstin e ri për të cilët nuk është vendosur ende: {count}. Vendosni për secilin ose lërini jashtë ato vende.",
  "problem.edits-conflict":
    "Një koleg i ndryshoi ndërkohë të njëjtat fjalë. Shihni tekstin siç është tani dhe bëjeni ndryshimin përsëri.",
  "problem.revision-newer": "Teksti ka një rishikim më të ri. Ringarkoni faqen dhe provoni përsëri.",
  "problem.stage-order": "Fazat ecin përpara një hap në një kohë. Së pari kaloni në hapin tjetër.",
  "problem.language-locked": "Ky vendim është miratuar: gjuha dhe alfabeti i tij mbeten siç janë.",
  "problem.offer-moved": "Dikush ishte më i shpejtë: vendimi nuk i ofrohet më organizatës suaj.",
  "problem.stage-blocked": "Diçka duhet zgjidhur para se vendimi të kalojë në fazën tjetër. Shihni përgatitjen e tij.",
  "problem.clearing-moved":
    "Teksti, ose ajo që u gjet në të, ka ndryshuar ndërkohë. Shihni listën siç është tani dhe firmosni sërish.",
  "problem.clearing-incomplete": "Diçka në listë nuk është as e shënuar, as e arsyetuar. Kalojeni dhe firmosni sërish.",
  "problem.clearing-second-reader":
    "Këtë e keni firmosur tashmë. Duhet ta lexojë dhe ta firmosë edhe një facilitator tjetër i organizatës suaj.",
  "problem.names-moved":
    "Një koleg vendosi ndërkohë diçka për këta emra. Shikoni listën siç është tani dhe provoni përsëri.",
  "problem.names-nothing":
    "Asnjë emër nuk është konfirmuar ende, prandaj nuk ka çfarë të zëvendësohet. Konfirmoni së pari emrat.",
  "problem.names-open": "Për disa vende ende nuk është vendosur. Vendosni për to ose thoni se nuk janë emra.",
  "problem.names-applied": "Këta emra në tekst janë zëvendësuar tashmë. Ktheni së pari emrat.",
  "problem.names-token-taken":
    "Këtë zëvendësim e ka tashmë një person tjetër. Zgjidhni një tjetër ose bashkojini të dy.",
  "problem.unit-in-use":
    "Ky person nuk mund të hiqet: teksti ose një përgjigje i referohet, ose kodimi është në vazhdim.",
  "problem.codings-moved": "Teksti, metodologjia ose raundet ndryshuan ndërkohë. Shikojini kodimet përsëri.",
  "problem.codings-while-blind": "Ky vendim po kodohet në mënyrë të pavarur. Sillni kodime të tjera pas zbulimit.",
  "problem.key-wrong-passphrase": "Ky fjalëkalim nuk e hap çelësin. Shkruajeni përsëri pikërisht siç është caktuar.",
  "problem.erased": "Këtu ka fjalë që u fshinë nga vendimi. Shkruajeni pa to.",
  "problem.erasure-not-confirmed": "Ajo që shkruat nuk është e njëjtë. Shkruajeni përsëri saktësisht siç qëndron atje.",
  "problem.guest-too-long": "Një i ftuar mund të qëndrojë më së shumti tridhjetë ditë. Zgjidhni më pak ditë.",
  "problem.verdict-not-open-to-guests":
    "Ky vendim nuk është miratuar ende për të ftuarit. Mund ta miratojë një facilitator i organizatës së tij.",
  "problem.output-not-open-to-guests": {
    one: "Ky dokument mbështetet në {count} vendim që nuk është miratuar ende për të ftuarit. Mund ta miratojë një facilitator i organizatës së tij.",
    other:
      "Ky dokument mbështetet në {count} vendime që nuk janë miratuar ende për të ftuarit. Mund t’i miratojë një facilitator i organizatës së tyre.",
  },
  "problem.import-empty": "Ky skedar është bosh. Zgjidhni skedarin me vendimin.",
  "problem.import-empty.body":
    "Në pjesën kryesore të këtij skedari nuk ka tekst. Kokat dhe fundet e faqeve, komentet dhe teksti i fshehur ose i fshirë nuk lexohen. Zhvendoseni tekstin në pjesën kryesore dhe shtojeni skedarin përsëri.",
  "problem.import-empty.pictures":
    "Në figurat e këtij skedari nuk u lexua asnjë fjalë. Skanojeni drejt, me 300 pika për inç, dhe shtojeni.",
  "problem.import-encrypted": "Ky skedar është i mbyllur me fjalëkalim. Ruani një kopje pa të dhe shtojeni atë.",
  "problem.import-truncated": "Fundi i këtij skedari mungon. Merreni përsëri nga burimi dhe shtojeni.",
  "problem.import-unknown-format":
    "Coram nuk e njeh këtë lloj skedari. Ruajeni si DOCX, ODT, RTF, PDF, HTML ose TXT, ose skanimin si PDF, PNG, JPEG ose TIFF, dhe shtojeni.",
  "problem.import-unknown-format.mail":
    "Ky skedar është një e-mail ose një faqe interneti e ruajtur si një skedar i vetëm. Hapeni, ruajeni si DOCX, ODT ose PDF, dhe shtojeni.",
  "problem.import-unknown-format.tiff":
    "Ky TIFF është ruajtur në një mënyrë që Coram nuk e lexon. Ruajeni si PNG ose PDF, dhe shtojeni.",
  "problem.import-wrong-extension":
    "Emri i këtij skedari tregon një format dhe përmbajtja është tjetër. Ruajeni përsëri nga programi me të cilin u bë.",
  "problem.import-too-large": "Ky skedar është shumë i madh. Ndajeni, ose ruajeni pa figura.",
  "problem.import-too-slow":
    "Leximi i këtij skedari zgjati shumë dhe u ndërpre. Ruajeni si tekst të thjeshtë dhe shtojeni.",
  "problem.import-too-complex":
    "Ky skedar është ndërtuar në një mënyrë që Coram e refuzon. Ruajeni përsëri nga një program teksti dhe shtojeni.",
  "problem.import-too-large.megabytes":
    "Mund të lexohen skedarë deri në {limit} MB; ky ka {found} MB. Ndajeni, ose ruajeni pa figura.",
  "problem.import-too-large.characters": "Mund të lexohen tekste deri në {limit} karaktere; ky ka {found}. Ndajeni.",
  "problem.import-too-large.megapixels":
    "Mund të lexohen figura deri në {limit} megapikselë; kjo ka {found}. Skanojeni me rezolucion më të ulët (mjaftojnë 300 pika për inç).",
  "problem.import-too-large.page-picture":
    "Mund të lexohen figura deri në {limit} megapikselë; në faqen {found} ka një më të madhe. Skanojeni atë faqe me rezolucion më të ulët (mjaftojnë 300 pika për inç).",
  "problem.import-too-large.centimetres":
    "Mund të lexohen faqe deri në {limit} cm; një faqe e këtij skedari është {found} cm. Ruajeni në letër të madhësisë së zakonshme.",
  "problem.import-too-complex.cells":
    "Mund të lexohen tabela deri në {limit} qeliza; ky skedar ka {found}. Lëreni tabelën jashtë, ose ndajeni.",
  "problem.import-too-complex.paragraph":
    "Mund të lexohen paragrafë deri në {limit} karaktere; një paragraf i këtij skedari ka {found}. Ndajeni në paragrafë.",
  "problem.import-too-complex.paragraphs": "Mund të lexohen tekste deri në {limit} paragrafë; ky ka {found}. Ndajeni.",
  "problem.import-too-complex.pages": "Mund të lexohen skedarë deri në {limit} faqe; ky ka {found}. Ndajeni.",
  "problem.import-no-text": "Në këtë skedar nuk ka tekst. Shihni nëse është skedari i duhur.",
  "problem.import-ocr-data-missing":
    "Serveri ende nuk mund të lexojë figura faqesh. Kërkojini personit që e mirëmban të ekzekutojë “{command}”, pastaj provoni përsëri.",
  "problem.import-broken":
    "Ky skedar është i dëmtuar dhe nuk mund të lexohet. Merreni ose ruajeni përsëri dhe shtojeni.",
  "problem.import-gone": "Ajo që u lexua nga ky skedar u ruajt një orë dhe nuk është më. Shtojeni skedarin përsëri.",
  "problem.import-known": "Një vendim i kësaj gjykate me këtë numër është tashmë këtu.",
  "problem.scan-no-space":
    "Disku i serverit është plot, prandaj skanimi nuk mund të ruhet. Njoftoni personin që e mirëmban, pastaj provoni përsëri.",
  "problem.export-empty": "Asnjë pasazh nuk i përgjigjet kësaj zgjedhjeje. Hiqni një filtër.",
  "problem.export-gone": "Ky skedar u ruajt një ditë dhe nuk është më. Bëjeni përsëri.",
  "problem.export-leak": "Diçka në këtë skedar duket si e dhënë e një personi. Shihni vendet dhe rregullojini më parë.",
  "problem.export-unset": "Kjo nuk mund të vendoset në faqe: {block}. Thjeshtojeni ose shkurtojeni, ose krijoni Word.",
  "problem.translation-moved": "Dikush e ka ndryshuar ndërkohë këtë përkthim ose tekstin. Shihini të dy dhe zgjidhni.",
  "problem.methodology-moved": "Dikush e ndryshoi metodologjinë ndërkohë. Shihni si është tani dhe provoni përsëri.",
  "problem.methodology-invalid": {
    one: "Drafti nuk mund të vihet ende në fuqi: {count} gjë mungon ose bie ndesh me një tjetër. Ndreqeni atë më parë.",
    other: "Drafti nuk mund të vihet ende në fuqi: {count} gjëra mungojnë ose bien ndesh. Ndreqini ato më parë.",
  },
  "problem.methodology-undecided": {
    one: "Thoni më parë për {count} kategori të ndryshuar nëse ka ende të njëjtin kuptim.",
    other: "Thoni më parë për {count} kategori të ndryshuara nëse kanë ende të njëjtin kuptim.",
  },
  "problem.methodology-file-unknown":
    "Kjo nuk është metodologji: sillni një libër kodesh (.qdc), një skedar JSON ose një libër pune (.xlsx) të ruajtur këtu.",
  "problem.coded-blind":
    "Një vendim i këtij hapi po kodohet në mënyrë të pavarur. Ushtrohuni me një tjetër, ose pas zbulimit.",
  "problem.in-workshop": "Një punëtori po punon me këtë vendim. Nisni raundin kur të mbarojë ai hap.",
  "problem.slips-on-their-way":
    "Disa fletë mund të jenë ende rrugës. Zbuloni pas pak sekondash, ose kur të jenë dorëzuar të gjitha.",
  "problem.floor-moved": "Fjalën tani e ka dikush tjetër. Asgjë nuk u ndryshua.",
  "problem.floor-moved.to": "Fjalën tani e ka {name}. Asgjë nuk u ndryshua.",
  "problem.workshop-moved": "Punëtoria ka vazhduar ndërkohë. Shihni ku është tani.",
  "problem.ballot-open": "Një votim tjetër është i hapur. Mbylleni më parë atë.",
  "problem.ballot-closed": "Votimi është mbyllur. Asgjë nuk u ndryshua.",
  "problem.ballot-few": "Votimi i fshehtë mbyllet pasi të kenë votuar katër anëtarë. Mund ta anuloni.",
  "problem.wording-moved":
    "Formulimi ka ndryshuar në draft që kur u propozua. Asgjë nuk u ndryshua; shihni si është tani.",
  "problem.door-shut": "Dera tani është e mbyllur. Kërkojini një facilitatori ta hapë.",
  "problem.round-moved": "Raundi ka vazhduar ndërkohë. Shihni ku është tani.",
  "problem.round-needs-facilitator":
    "Nevojitet një facilitator që nuk e kodon këtë raund: ai e zbulon dhe e shënon si të zgjidhur. Lini jashtë një facilitator.",
  "problem.coding-blind":
    "Po kodoni një raund të mëtejshëm të këtij vendimi. Ajo që vlen shfaqet sërish kur raundi zbulohet.",
  "problem.coding-blind.output":
    "Po kodoni një vendim për të cilin është ky dokument. Dokumenti shfaqet sërish kur raundi zbulohet.",
  "problem.round-handed-in": "Dikush ka dorëzuar tashmë: raundi nuk mund të anulohet më.",
  "problem.standing-moved": "Ajo që vlen ka ndryshuar ndërkohë. Shihjeni përsëri.",
  "problem.round-unfinished": "Dikush nuk ka dorëzuar ende. Zgjidhni të vazhdoni pa ta ose prisni.",
  "problem.round-changed": "Ajo që donit të konfirmonit ka ndryshuar ndërkohë. Shikojeni përsëri.",
  "problem.cases-open": {
    one: "{count} mospërputhje pret ende zgjidhje. Vendosni së pari për të.",
    other: "{count} mospërputhje presin ende zgjidhje. Vendosni së pari për to.",
  },
  "problem.output-moved": "Dikush e ka ndryshuar gjendjen e këtij dokumenti. Shikojeni përsëri.",
  "problem.output-being-written":
    "Dikush po shkruan në këtë dokument pikërisht tani. Kërkoni sërish nënshkrimet kur të ndalet.",
  "problem.output-paired": "Ky dokument e ka tashmë çiftin në gjuhën tjetër ose është vetë në atë gjuhë.",
  "problem.output-signed":
    "Ky dokument është miratuar ose nënshkruar, prandaj mbetet. Një facilitator mund ta hapë përsëri për ndryshime.",
  "problem.output-rests": "Diçka në dokument mbështetet në një vendim që do të hiqnit. Shikojeni përsëri.",
  "problem.output-held":
    "Versioni në një gjuhë tjetër nuk mund të ndryshohet tani: është miratuar, janë kërkuar nënshkrime ose nuk mund të shkruani në të.",
  "problem.output-one-verdict": "Një dokument i këtij lloji është për një vendim.",
  "problem.output-leads": "Dokumenti në gjuhë të tjera ndjek këtë. Fshijini më parë ato.",
  "problem.output-approved": "Ky dokument është miratuar. Një facilitator mund ta hapë përsëri.",
  "problem.output-asked": "Për këtë dokument janë kërkuar nënshkrime. Në të mund të shkruhet përsëri kur të tërhiqet.",
  "problem.approval-points": "Diçka duhet ndrequr më parë ose të thuhet pse mund të mbetet. Është renditur këtu.",
  "problem.approval-changed":
    "Diçka në të ka ndryshuar që kur u kërkuan nënshkrimet. Është përmendur këtu dhe dokumenti është përsëri draft.",
  "problem.colour-faint":
    "Kjo ngjyrë është tepër e çelët për t’u lexuar në letër të bardhë. Më e afërta që lexohet është {nearest}.",
  "problem.picture-unreadable": "Kjo figurë nuk mund të lexohet. Zgjidhni një PNG tjetër.",
  "problem.grant-lineless":
    "Ky grant ende nuk ka fjali për donatorin. Së pari shkruajeni dhe ruajeni: konfirmohet se donatori i do pikërisht ato fjalë.",
  "problem.house-moved": "Kjo është ndryshuar ndërkohë. Shikojeni përsëri para se të zhbëni diçka.",
  "problem.output-no-series": "Dokumentet sipas këtij modeli nuk marrin numër.",
  "problem.overloaded": "Serveri është i mbingarkuar tani. Provoni përsëri pas pak.",
  "problem.internal": "Diçka shkoi keq në server. Provoni përsëri; nëse vazhdon, njoftoni personin që e mirëmban.",
  "problem.offline": "Serveri nuk arrihet. Kontrolloni lidhjen dhe provoni përsëri.",
  "problem.unreadable": "Kjo faqe është më e vjetër se serveri. Ringarkojeni dhe provoni përsëri.",
};
