import type { people as english } from "../en/people.ts";
import type { Translation } from "../message.ts";

export const people: Translation<typeof english> = {
  "people.sign-in": "Hyr",
  "people.sign-in-lead": "Hyni me adresën e postës elektronike dhe fjalëkalimin e llogarisë suaj.",
  "people.guest-ended-title": "Aksesi juaj mbaroi",
  "people.guest-ended":
    "Ishit këtu me ftesë. Lidhja e ftesës vlen një herë: për një të re, pyesni personin që ju ftoi.",
  "people.guest-ended-by":
    "E hoqi: {name}, {organisation}. Ajo që dërguat mbetet atje. Ajo që nuk e kishit dërguar u fshi nga kjo pajisje.",
  "people.guest-unsent":
    "Ajo që nuk e kishit dërguar është vetëm në këtë faqe. Kopjojeni para se të largoheni: në këtë pajisje nuk mbetet asgjë prej saj.",
  "people.removed-unsent":
    "Këtë nuk e kishit dërguar. Kopjojeni para se të largoheni nga faqja. Çfarë kishit shkruar deri kur ju larguan e gjeni në këtë pajisje nëse ju kthejnë.",
  "people.guest-ended-account": "Hyr me llogari",
  "people.email": "Adresa e postës elektronike",
  "people.password": "Fjalëkalimi",
  "people.new-password": "Fjalëkalim i ri",
  "people.password-hint": { one: "Të paktën {count} karakter", other: "Të paktën {count} karaktere" },
  "people.password-show": "Shfaq fjalëkalimin",
  "people.put-out":
    "Hyrja juaj këtu ka përfunduar. Nëse as fjalëkalimi juaj nuk pranohet, aksesi juaj ka mbaruar: pyesni një facilitator.",
  "people.you-left":
    "U larguat nga rrjeti, {when}. Nëse doni të ktheheni, drejtojuni një facilitatori të organizatës suaj.",
  "people.you-removed":
    "Nuk jeni më anëtar i rrjetit, {when}. Ju hoqi: {name}. Nëse është gabim, drejtojuni një facilitatori të organizatës suaj.",
  "people.password-set":
    "Me një lidhje ju është vendosur një fjalëkalim i ri, {when}. Lidhjen e bëri: {name}. Nëse nuk e përdorët ju, njoftoni një facilitator të besuar; një lidhje tjetër e shfuqizon atë fjalëkalim.",
  "people.operator": "kush e mirëmban serverin",
  "people.end-owed": "Keni dalë në këtë pajisje. Serveri do ta marrë vesh sapo të arrihet.",
  "people.forgotten":
    "E harruat fjalëkalimin? Një facilitator i organizatës suaj mund t’ju dërgojë një lidhje për një të ri.",
  "people.your-name": "Emri juaj",
  "people.organisation": "Organizata",
  "people.country": "Shteti",
  "people.role": "Roli",
  "people.valid-until": "E vlefshme deri më",
  "people.link": "Lidhja",
  "people.setup-title": "Krijoni një rrjet",
  "people.setup-lead": "Ju bëheni facilitatori i parë dhe ftoni të tjerët.",
  "people.setup-no-link": "Hapni lidhjen që serveri shfaqi kur u nis.",
  "people.setup-done": "Ky rrjet e ka tashmë facilitatorin e parë.",
  "people.setup-do": "Krijo",
  "people.network-name": "Emri i rrjetit",
  "people.about":
    "Coram është vendi ku rrjeti lexon bashkë vendime gjyqësore për trafikimin e qenieve njerëzore: etiketon pasazhe, u përgjigjet të njëjtave pyetje për çdo vendim dhe krahason leximet.",
  "people.join-title": "Bashkohuni me rrjetin",
  "people.invited-by": "{name} ju fton",
  "people.join-do": "Bashkohu",
  "people.guest-do": "Hape si {name}",
  "people.here": "Jeni këtu tashmë si {name}",
  "people.here-for": "Kjo ftesë është për {name}.",
  "people.here-stays":
    "Ajo që lexoni mbetet e hapur, dhe kjo i shtohet. Secili tekst mbetet i hapur deri në afatin e vet.",
  "people.here-add-verdict": "Shto këtë vendim",
  "people.here-add-output": "Shto këtë dokument",
  "people.here-else":
    "Nëse nuk jeni {name}: ajo që lexon ky person mbyllet në këtë shfletues dhe lidhja që e hapi nuk mund të përdoret më.",
  "people.here-else-unsent": {
    one: "Ajo që nuk kanë dërguar ({count} ndryshim ose skicë) fshihet nga kjo pajisje.",
    other: "Ajo që nuk kanë dërguar ({count} ndryshime dhe skica) fshihet nga kjo pajisje.",
  },
  "people.here-else-do": "Hape si dikush tjetër",
  "people.guest-access": "E hapur për ju",
  "people.guest-access-text": "Një vendim: lexim, etiketat, komente dhe propozime",
  "people.guest-access-output": "Një dokument: lexim, komente dhe propozime formulimesh",
  "people.notice-title": "Çfarë ndodh me të dhënat tuaja",
  "people.notice-who":
    "{organisation} ju fton në këtë rrjet; për pyetje, edhe për të dhënat tuaja, drejtojuni: {inviter}.",
  "people.notice-what":
    "Ruhen emri juaj, ajo që shkruani dhe kur e keni hapur atë që ju tregohet. Asgjë nuk i dërgohet askujt jashtë këtij serveri. Aksesi mbaron ditën e shënuar më sipër.",
  "people.notice-duty":
    "Vendimi ka të bëjë me njerëz që janë dëmtuar. Mos e përhapni tekstin dhe mos u përpiqni të zbuloni kush janë.",
  "people.notice-duty-output":
    "Dokumenti flet për njerëz që janë dëmtuar. Mos e përcillni tekstin dhe mos u përpiqni të zbuloni kush janë.",
  "people.demo-title": "Hyni si {name}",
  "people.demo-do": "Hyr",
  "people.reset-title": "Zgjidhni një fjalëkalim të ri",
  "people.reset-do": "Vendos fjalëkalimin dhe hyr",
  "people.link-dead": "Kjo lidhje nuk të çon askund",
  "people.link-gone": "Është tërhequr ose e ka zëvendësuar një më e re. Kërkoni një të re nga personi që e ka dërguar.",
  "people.link-broken":
    "Një pjesë e kësaj lidhjeje mungon. Kopjojeni të gjithën ose kërkoni një të re nga personi që e ka dërguar.",
  "people.members": "Anëtarët",
  "people.guests": "Të ftuarit",
  "people.former": "Ish-anëtarë",
  "people.former-since": "që nga {date}",
  "people.former-invited": "Ftesa: {name} ({organisation}). Me rikthimin ajo ftesë nuk vlen më.",
  "people.pending": "Ftesat e hapura",
  "people.pending-passwords": "Lidhje për fjalëkalime të reja",
  "people.made-by": "Ftuar nga {name}",
  "people.roles": "Çfarë mund të bëjë secili rol",
  "people.role-then": "{name} është pastaj: {role}. Çfarë bën çdo rol, është më poshtë.",
  "people.organisation-ask": "Të ndryshohet organizata: {name}?",
  "people.organisation-do": "Ndrysho organizatën",
  "people.organisation-then":
    "{was} → {organisation}: ajo që është e hapur vetëm për një organizatë, si tekstet me të gjithë emrat për facilitatorët e saj, hapet pastaj atje e këtu jo më ({name}). Ajo që u shkrua mbetet.",
  "people.role-ask": "Të ndryshohet roli: {name}?",
  "people.role-ask-coder":
    "{name} kodon në një raund të pavarur. Me rolin {role} nuk mund as të vazhdojë, as ta dorëzojë a ta tërheqë. Ajo që u kodua mbetet; nëse nuk u dorëzua, raundi mund të zbulohet vetëm pa të.",
  "people.role-gains":
    "Si facilitator, {name} i lexon tekstet e vendimeve të organizatës me të gjithë emrat dhe ndryshon anëtarë, vendime e metodologjinë.",
  "people.role-loses": "{name} pastaj nuk e drejton më rrjetin: nuk ndryshon as anëtarë, as vendime.",
  "people.leaves-preparing": {
    one: "{organisation} ka {count} vendim në përgatitje: {name} nuk e përgatit më.",
    other: "{organisation} ka {count} vendime në përgatitje: {name} nuk i përgatit më.",
  },
  "people.leaves-nobody":
    "{organisation} pastaj nuk ka facilitator: askush nuk i përgatit vendimet e saj as i miraton.",
  "people.leaves-one":
    "{name} mbetet i vetmi facilitator ({organisation}): atje askush nuk mund të firmosë si lexues i dytë.",
  "people.remove-coder":
    "{name} kodon në një raund të pavarur: nëse kjo nuk u dorëzua, raundi mund të zbulohet vetëm pa të.",
  "people.ends-links": {
    one: "{count} ftesë e hapur ({name}) nuk vlen më: mbetet në listë, ku një facilitator bën lidhje të re.",
    other: "{count} ftesa të hapura ({name}) nuk vlejnë më: mbeten në listë, ku një facilitator bën lidhje të reja.",
  },
  "people.role-do": "Ndrysho rolin",
  "people.as-it-is": "Lëre siç është",
  "people.round-runners": "Kush i fillon, i zbulon dhe i zgjidh raundet: çdo organizatë e vendos për vendimet e veta.",
  "people.round-runners-of": "Vendimet e organizatës {organisation}",
  "people.round-runners-owner": "Facilitatorët e saj",
  "people.round-runners-all": "Facilitatorët e të gjitha organizatave",
  "people.round-runners-changed": "U ndryshua se kush i drejton raundet.",
  "people.you": "ju",
  "people.read-only": "Mund t’i shihni anëtarët. Facilitatorët i ftojnë dhe i ndryshojnë.",
  "people.ended-with": "nuk vlen më: {name}, që e bëri, nuk mund ta bëjë më",
  "people.until": "deri më {date}",
  "people.unnamed": "Pa emër",
  "people.role-of": "Roli: {name}",
  "people.organisation-of": "Organizata: {name}",
  "people.more": "Më shumë: {name}",
  "people.changed": "{name}: tani {to}",
  "people.instead": "{what} ({instead})",
  "people.ask": "pyetni: {names}",
  "people.ask-both": "fton: {names}, pasi ta keni larguar ju",
  "people.ask-operator": "mundet vetëm kush e mirëmban serverin: {command}",
  "people.first-another": "së pari bëni facilitator dikë tjetër atje",
  "people.place-own-only":
    "Askush tjetër nuk e drejton organizatën tuaj. Bëni facilitator një anëtar tjetër të saj, i cili pastaj mund t’i ndryshojë; ose drejtojuni atij që e mirëmban serverin.",
  "people.leaves-themselves": "largohet vetë anëtari",
  "people.place-own": "Rolin dhe organizatën tuaj i ndryshon një facilitator tjetër i organizatës suaj.",
  "people.place-led":
    "Kush i përket organizatës {organisation} dhe me çfarë roli e vendosin facilitatorët e saj: {names}.",
  "people.place-alone":
    "{name} është anëtari i vetëm i organizatës {organisation} dhe vendos vetë nëse largohet. Pastaj facilitatorët e organizatave të tjera mund ta rikthejnë.",
  "people.place-only":
    "{name} është facilitatori i vetëm i organizatës {organisation}. Para se t’i ndryshohet roli, duhet të bëjë facilitator dikë tjetër; nëse është larguar përfundimisht, një facilitator e shton kush e mirëmban serverin.",
  "people.bring-back": "Ktheje",
  "people.bring-back-of": "Ktheje: {name}",
  "people.back-title": "{name}: përsëri në rrjet",
  "people.back-hint":
    "Kush ka qenë anëtar më parë kthehet si i njëjti person, me gjithë punën e tij, nëse shkruani këtu emrin që kishte dhe nëse ai jep adresën e postës elektronike që kishte. Kthimi bëhet edhe te “Ish-anëtarë”.",
  "people.remove": "Largo",
  "people.remove-title": "Të largohet {name}?",
  "people.remove-text":
    "Aksesi mbaron menjëherë, në çdo pajisje. Etiketat dhe komentet e këtij personi mbeten nën emrin e tij. Mund të kthehet te “Ish-anëtarë”.",
  "people.remove-text-guest":
    "Aksesi mbaron menjëherë, në çdo pajisje. Komentet e këtij personi mbeten nën emrin e tij. I ftuari kthehet vetëm me një ftesë të re.",
  "people.remove-text-part":
    "Ajo që lexon me ftesa që ju mund t’i tërhiqni mbyllet menjëherë, në çdo pajisje. Tek ajo për të cilën {name} është ftuar nga të tjerë aksesi mbetet. Komentet e këtij personi mbeten nën emrin e tij.",
  "people.remove-ends": "Me këtë mbaron aksesi te: {what}.",
  "people.remove-also": "Me këtë mbaron edhe aksesi te: {what}.",
  "people.remove-others": { one: "edhe {count} vendim ose dokument", other: "edhe {count} vendime ose dokumente" },
  "people.reset-link": "Lidhje për fjalëkalim të ri",
  "people.reset-made": "Dërgojani këtë lidhje: {name}. Kush e ka mund të caktojë fjalëkalimin: vlen deri më {date}.",
  "people.invite-member": "Fto një anëtar",
  "people.invite-guest": "Fto dikë",
  "people.invite-guest-lead":
    "I ftuari e lexon këtë vendim, sheh etiketat e tij, përgjigjet që vlejnë në fletën e çështjes dhe komentet e hapura për të ftuarit, komenton, propozon etiketa dhe përkthen pasazhe. Nga pjesa tjetër e rrjetit i është e hapur vetëm metodologjia, pa draftin.",
  "people.invite-guest-lead-output":
    "I ftuari e lexon këtë dokument me fjalët që ai citon, sheh komentet e hapura për të ftuarit, komenton dhe propozon formulime. Vendimet dhe gjithçka tjetër në rrjet i mbeten të mbyllura.",
  "people.guest-waits": {
    one: "Ky dokument mbështetet në {count} vendim që nuk është miratuar për të ftuarit. Një facilitator i organizatës së tij e kalon në atë fazë ose hiqni atë që e citon këtu; pastaj mund të ftohen të ftuar.",
    other:
      "Ky dokument mbështetet në {count} vendime që nuk janë miratuar për të ftuarit. Një facilitator i organizatës së tyre i kalon në atë fazë ose hiqni atë që i citon këtu; pastaj mund të ftohen të ftuar.",
  },
  "people.guest-name": "Emri i të ftuarit",
  "people.guest-name-hint": "Të gjithë këtu e shohin këtë emër. I ftuari nuk mund ta ndryshojë.",
  "people.days": "Ditë",
  "people.days-hint": { one: "Më së shumti {count} ditë, nga tani", other: "Më së shumti {count} ditë, nga tani" },
  "people.make-link": "Krijo lidhjen",
  "people.invite-another": "Fto, është dikush tjetër",
  "people.guest-link-made": "Dërgojani këtë lidhje: {name}. Vlen një herë, deri më {date}.",
  "people.member-link-made": "Dërgojani këtë lidhje personit që ftoni. Roli: {role}. Vlen një herë, deri më {date}.",
  "people.link-once": "Lidhja shfaqet vetëm kësaj here.",
  "people.links-anew": "Pasi të mbyllet, krijoni një lidhje të re te “{members}” (“{anew}”).",
  "people.link-here-only":
    "Kolegët gjetkë nuk mund ta hapin këtë lidhje: {address} arrihet vetëm nga kompjuteri ose rrjeti ku punon Coram. Kush e mban serverin, e nis me --url dhe me adresën që e arrijnë të gjithë (docs/operating.md); pastaj lidhjet krijohen sërish.",
  "people.email-optional": "Adresa e postës elektronike, nëse e dini",
  "people.name-optional": "Emri, nëse dëshironi",
  "people.new-organisation": "Një organizatë tjetër…",
  "people.organisation-name": "Emri i organizatës",
  "people.link-anew": "Lidhje e re",
  "people.link-anew-of": "Lidhje e re: {name}",
  "people.anew-ask": "Të krijohet lidhje e re?",
  "people.anew-gone": "Kjo ftesë ({name}) nuk është më e hapur: është përdorur ose tërhequr.",
  "people.anew-lead":
    "{who}: lidhja e dërguar pushon së vlefshmi menjëherë. E reja shfaqet vetëm një herë, që të dërgohet përsëri.",
  "people.anew-all": "Lidhje të reja për të gjithë që nuk janë bashkuar",
  "people.anew-all-ask": { one: "Të krijohet {count} lidhje e re?", other: "Të krijohen {count} lidhje të reja?" },
  "people.anew-all-lead":
    "Të gjithëve që janë ftuar dhe nuk janë bashkuar, lidhja e dërguar u pushon së vlefshmi menjëherë.",
  "people.anew-all-do": "Krijo lidhjet",
  "people.link-replaced": "Lidhja e mëparshme nuk vlen më.",
  "people.withdraw": "Tërhiq",
  "people.withdraw-of": "Tërhiq ftesën: {name}",
  "people.withdraw-ask": "Të tërhiqet ftesa?",
  "people.withdraw-lead":
    "{who}: lidhja e dërguar pushon së vlefshmi menjëherë dhe nuk mund të rikthehet. Mund të ftoni përsëri.",
  "people.withdrawn": "U tërhoq: {name}. Lidhja e dërguar nuk vlen më.",
  "people.guest-out": "{name} nuk ka më akses.",
  "people.guest-out-here": "{name} nuk ka më akses këtu. Tek ajo për të cilën ftuan të tjerë aksesi mbetet.",
  "people.guest-stays": "Ftesa juaj mbaroi. {name} ka ende akses me ftesën e dikujt tjetër.",
};
