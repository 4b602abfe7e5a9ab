import type { sync as english } from "../en/sync.ts";
import type { Translation } from "../message.ts";

export const sync: Translation<typeof english> = {
  "sync.offline-page": {
    one: "Pa lidhje, {count} ndryshim ruhet sa kohë kjo faqe është e hapur",
    other: "Pa lidhje, {count} ndryshime ruhen sa kohë kjo faqe është e hapur",
  },
  "sync.offline-keeping": {
    one: "Pa lidhje, {count} ndryshim po ruhet në këtë pajisje",
    other: "Pa lidhje, {count} ndryshime po ruhen në këtë pajisje",
  },
  "sync.page-only": "Puna në këtë faqe ruhet vetëm sa kohë ajo është e hapur.",
  "sync.signed-out": "Keni dalë. Ajo që nuk e kishit dërguar ende është ruajtur: hyni përsëri dhe do të dërgohet.",
  "sync.signed-out-page":
    "Keni dalë. Ajo që nuk e kishit dërguar ende ruhet sa kohë kjo faqe është e hapur: hyni përsëri dhe do të dërgohet.",
  "sync.sign-in": "Hyni",
  "sync.other-member":
    "Dikush tjetër ka hyrë në këtë shfletues. Ajo që nuk e kishit dërguar ende është e vulosur: dërgohet kur të hyni përsëri.",
  "sync.old-client": "Coram është përditësuar. Ringarkoni faqen: ajo që nuk e kishit dërguar ende dërgohet pas kësaj.",
  "sync.old-client-page": "Coram është përditësuar. Kopjoni atë që nuk e kishit dërguar ende, pastaj ringarkoni faqen.",
  "sync.drafts": {
    one: "{count} nga ndryshimet tuaja nuk mund të ruhej dhe mbahet si draft",
    other: "{count} nga ndryshimet tuaja nuk mund të ruheshin dhe mbahen si drafte",
  },
  "sync.drafts-typed": {
    one: "{count} tekst që e shkruat dhe nuk e dërguat mbahet si draft",
    other: "{count} tekste që i shkruat dhe nuk i dërguat mbahen si drafte",
  },
  "sync.drafts-kept": { one: "{count} nga draftet tuaja mbahet këtu", other: "{count} nga draftet tuaja mbahen këtu" },
  "sync.draft-place": "¶ {paragraph}",
  "sync.draft-tag": "Etiketa {code}",
  "sync.draft-unit": "{unit}, propozuar",
  "sync.draft-bare": "Një ndryshim pa fjalë",
  "sync.draft-refused": "Serveri nuk e pranon.",
  "sync.draft-read-only": "Në atë çast atje nuk mund të shkruhej asgjë.",
  "sync.draft-no-access": "Vendi nuk është më i hapur për ju.",
  "sync.draft-no-place": "Ajo që ndryshonte nuk është më aty.",
  "sync.draft-deleted": "Etiketa është fshirë ndërkohë.",
  "sync.draft-erased": "Emri në të është fshirë; në vend të tij qëndron një zëvendësim.",
  "sync.words-erased": "Një pjesë e asaj që shkruat këtu është fshirë; në vend të saj qëndron një zëvendësim.",
  "sync.draft-overlap": "Dikush tjetër shkroi ndërkohë në të njëjtën fushë; atje qëndrojnë fjalët e tij.",
  "sync.draft-called-off": "Raundi në të cilin e koduat u anulua ose nuk jeni më në të.",
  "sync.closed-here": "Këtu nuk mund të shkruani më. Fjalët tuaja mbeten këtu dhe ruhen si draft: kopjojini.",
  "sync.closed-here-page":
    "Këtu nuk mund të shkruani më. Fjalët tuaja mbeten këtu derisa të largoheni nga faqja: kopjojini më parë.",
  "sync.draft-typed": "E shkruat dhe nuk e dërguat.",
  "sync.draft-emptied": "E zbrazët fushën; kjo ende nuk është ruajtur.",
  "sync.draft-late": "Raundi për të cilin u shkrua nuk është më i hapur për ju.",
  "sync.draft-begun": "Që kur e shkruat ka nisur një raund; ajo që ishte e hapur më parë tani është e mbyllur.",
  "sync.draft-closed": "Nuk mund të shkruani më atje ku i takon kjo.",
  "sync.draft-again": "Provo përsëri",
  "sync.draft-go-on": "Vazhdo shkrimin",
  "sync.draft-choose": "Zgjidh tekstin",
  "sync.draft-replaces": "Dërgimi zëvendëson:",
  "sync.draft-send": "Dërgo",
  "sync.draft-discard": "Hidhe",
  "sync.discard-title": "Të hidhet përgjithmonë?",
  "sync.discard-lead": "Nuk është ruajtur askund tjetër.",
  "sync.discard-keep": "Mbaje",
  "sync.draft-stays": "Tani nuk mund të shkojë aty. Mbetet këtu.",
  "sync.draft-no-layer":
    "Në këtë vendim tani nuk ka asgjë të hapur për etiketim. Mbetet këtu derisa të hapet një raund.",
  "sync.draft-no-round": "Një person propozohet gjatë kodimit në një raund të pavarur. Deri atëherë mbetet këtu.",
  "sync.draft-person-first": "Lidhet me një person që e propozuat në atë raund: provoni së pari me të. Mbetet këtu.",
  "sync.draft-written": "U shkrua atje ku e ka vendin.",
  "sync.draft-methodology": "Te metodologjia",
  "sync.draft-verdict": "Te vendimi",
  "sync.leave-title": "Jo gjithçka juaja është në server",
  "sync.leave-text": {
    one: "{count} ndryshim është vetëm në këtë pajisje. Nëse dilni, mund të mbetet këtu, i vulosur derisa të hyni përsëri, ose të hidhet.",
    other:
      "{count} ndryshime janë vetëm në këtë pajisje. Nëse dilni, mund të mbeten këtu, të vulosura derisa të hyni përsëri, ose të hidhen.",
  },
  "sync.leave-text-lost": {
    one: "{count} ndryshim nuk është në server. Nëse dilni, humbet.",
    other: "{count} ndryshime nuk janë në server. Nëse dilni, humbin.",
  },
  "sync.leave-stay": "Mos dil",
  "sync.leave-seal": "Dil, mbaje të vulosur",
  "sync.leave-discard": "Dil dhe hidhe",
  "sync.still-in-title": "Ende nuk keni dalë",
  "sync.still-in": "Vetëm serveri mund t’ju nxjerrë. Deri atëherë mos ua lini të tjerëve këtë kompjuter.",
  "sync.waits-here": {
    one: "{count} ndryshim juaji është ruajtur në këtë pajisje. Coram e dërgon sapo serveri të jetë i arritshëm.",
    other: "{count} ndryshime tuajat janë ruajtur në këtë pajisje. Coram i dërgon sapo serveri të jetë i arritshëm.",
  },
  "sync.updated": "Coram është përditësuar: ringarkoni faqen për të vazhduar.",
  "sync.no-https":
    "Kjo adresë nuk ka https: Coram hapet vetëm sa kohë serveri arrihet, dhe puna ruhet vetëm sa kohë faqja e saj është e hapur.",
  "sync.understood": "U kuptua",
};
