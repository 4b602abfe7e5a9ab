import type { problems as english } from "../en/problems.ts";
import type { Translation } from "../message.ts";

export const problems: Translation<typeof english> = {
  "problem.not-signed-in": "Odjavljeni ste. Prijavite se ponovo da biste nastavili.",
  "problem.wrong-password":
    "Adresa e-pošte ili lozinka nije tačna. Proverite obe; facilitator vam može poslati link za novu lozinku.",
  "problem.case-moved":
    "Neko je u međuvremenu odlučio o ovom neslaganju. Uporedite obe odluke, pa svoju zabeležite ponovo ili ostavite tuđu.",
  "problem.passage-gone": "Reči koje ste izabrali više nisu u tekstu. Pogledajte ga kakav je sada i izaberite ponovo.",
  "problem.not-allowed": "Ovo vam nije dozvoljeno. Obratite se facilitatoru mreže.",
  "problem.own-place": "Niko sam sebi ne menja ulogu ni organizaciju. To čini drugi facilitator vaše organizacije.",
  "problem.operator-decides":
    "{organisation} ima presude sa svim imenima, a nema facilitatora. Može da ga doda samo onaj ko održava server, pomoću „coram member“.",
  "problem.operator-resets":
    "Niko drugi ne vodi organizaciju {organisation}. Link pravi onaj ko održava server, pomoću „coram member reset“.",
  "problem.owner-not-led":
    "{organisation} nema facilitatora, pa niko tamo ne bi mogao da pripremi presudu. Najpre tamo dodelite tu ulogu nekome ili izaberite drugu organizaciju.",
  "problem.leaves-unled":
    "Vi ste jedini facilitator svoje organizacije. Najpre dodelite tu ulogu drugom njenom članu, u odeljku „Članovi“.",
  "problem.leaves-nobody":
    "Nema nikog drugog iz vaše organizacije. Pročitajte šta sledi, pa je napustite još jednom ako ste sigurni.",
  "problem.leaves-preparing":
    "Niko drugi ne vodi organizaciju, a ona ima presude sa svim imenima. Najpre tamo dodelite ulogu facilitatora nekom drugom.",
  "problem.led-by-others": "O ovome odlučuju facilitatori organizacije {organisation}. Obratite se nekom od njih.",
  "problem.verdict-erased": "Ova presuda je trajno izbrisana, sa oznakama, odgovorima i komentarima.",
  "problem.verdict-in-preparation":
    "{organisation} je ovu presudu vratila u pripremu. Dok ne bude ponovo odobrena, čitaju je samo facilitatori te organizacije. Vaše oznake, odgovori i komentari su sačuvani.",
  "problem.verdict-in-preparation.output":
    "Ovaj dokument je zasad zatvoren: oslanja se na presudu koja je u pripremi. Ponovo se otvara kada presuda bude odobrena ili kada se njeni citati izvade. Pitajte facilitatore organizacije {organisation}.",
  "problem.not-found": "Toga nema ili vam nije dostupno.",
  "problem.bad-request": "Nešto u obrascu nedostaje ili nije u očekivanom obliku. Proverite polja i pošaljite ponovo.",
  "problem.bad-request.email-no-dot": "Adresa e-pošte nije potpuna. Posle znaka @ dolazi naziv u kome je tačka.",
  "problem.bad-request.email-space": "U adresi e-pošte ima razmaka. Izbrišite ga.",
  "problem.bad-request.email-no-at": "Adresi e-pošte nedostaje @.",
  "problem.bad-request.email-two-at": "U adresi e-pošte @ stoji više od jednom. Ostavite samo jedno.",
  "problem.bad-request.email-script":
    "U adresi e-pošte ima slova koja nisu latinična. Upišite je kako stoji u poruci koja otuda dolazi.",
  "problem.bad-request.email-signs":
    "Nešto u adresi e-pošte nije napisano kako se adrese pišu. Proverite je slovo po slovo.",
  "problem.bad-request.field": "„{field}“: nedostaje ili nije u očekivanom obliku. Proverite i pošaljite ponovo.",
  "problem.too-many-attempts": "Previše pokušaja. Sačekajte nekoliko minuta i pokušajte ponovo.",
  "problem.link-spent": "Ovaj link je već iskorišćen. Prijavite se ili zatražite novi od osobe koja ga je poslala.",
  "problem.link-expired": "Ovaj link je istekao. Zatražite novi od osobe koja ga je poslala.",
  "problem.wrong-current-password": "Ovo nije vaša sadašnja lozinka. Unesite je ponovo; ništa nije promenjeno.",
  "problem.initials-taken": "Drugi član ima ove inicijale. Izaberite druge.",
  "problem.name-taken":
    "Ovo ime, ili ime koje tako izgleda, već ima neko iz organizacije {organisation}. Dodajte srednje ime ili inicijal.",
  "problem.name-taken.elsewhere":
    "Ovo ime, ili ime koje tako izgleda, već ima neko iz organizacije {organisation}. Dodajte srednje ime ili inicijal da bi vas razlikovali, ili zadržite ime.",
  "problem.name-taken.invite":
    "Ovo ime, ili ime koje tako izgleda, već ima {names} ({organisation}). Da li je to ista osoba? Onda joj poziv nije potreban.",
  "problem.organisation-in-use":
    "Ova organizacija ostaje: ima članove, bivše članove, presude ili otvorene pozive. Prvo premestite ili povucite njih.",
  "problem.organisation-taken":
    "{organisation} već postoji pod ovim ili sličnim nazivom. Izaberite nju ili dajte drugi naziv.",
  "problem.organisation-taken.ask":
    "{organisation} već postoji pod ovim ili sličnim nazivom. Za poziv u nju pitajte: {names}, ili dajte drugi naziv.",
  "problem.led-by-others.invited":
    "Ovu adresu je već pozvala organizacija {organisation} (pitajte: {names}): njihov link ostaje.",
  "problem.email-former":
    "Ovo je adresa e-pošte nekadašnjeg člana. Facilitator ga vraća na strani „Članovi“, pod „Nekadašnji članovi“.",
  "problem.email-taken": "Neko u ovoj mreži već koristi ovu adresu e-pošte. Unesite drugu ili se prijavite njome.",
  "problem.email-taken.invite": "Ovu adresu e-pošte ima {names}, već u mreži.",
  "problem.email-taken.open-invitation":
    "{names} ima otvoren poziv na ovu adresu e-pošte. Najpre povucite taj poziv ili ispravite adresu.",
  "problem.password-too-short": "Lozinka je prekratka. Unesite najmanje deset znakova.",
  "problem.email-taken.account": "Neko u ovoj mreži već koristi ovu adresu e-pošte. Unesite drugu.",
  "problem.organisation-taken.rename": "{organisation} već postoji pod ovim ili sličnim nazivom. Unesite drugi naziv.",
  "problem.last-facilitator": "Ovo je poslednji facilitator. Najpre dodelite tu ulogu nekom drugom.",
  "problem.member-present":
    "Ova osoba je već član: možda ju je vratio neko od kolega. Ako joj treba, napravite joj link za novu lozinku.",
  "problem.names-come": "Ovo bi otkrilo nekoga onima koji već čitaju presudu. Ništa nije sačuvano.",
  "problem.revision-gone": "Reči od pre ove izmene više se ne čuvaju, pa se ona ne može poništiti.",
  "problem.reimport-undecided":
    "Imena ili brojevi u novom tekstu o kojima još nije odlučeno: {count}. Odlučite o svakom ili izostavite ta mesta.",
  "problem.edits-conflict": "Kolega je u međuvremenu promenio iste reči. Pogledajte sadašnji tekst i ponovite izmenu.",
  "problem.revision-newer": "Tekst ima noviju reviziju. Učitajte stranicu ponovo i pokušajte opet.",
  "problem.stage-order": "Faze idu napred korak po korak. Najpre pređite na sledeću.",
  "problem.language-locked": "Ova presuda je odobrena: njen jezik i pismo ostaju kakvi jesu.",
  "problem.offer-moved": "Neko je bio brži: presuda se više ne nudi vašoj organizaciji.",
  "problem.stage-blocked": "Nešto se mora rešiti pre nego što presuda pređe u sledeću fazu. Pogledajte njenu pripremu.",
  "problem.clearing-moved":
    "Tekst, ili ono što je u njemu nađeno, u međuvremenu se promenio. Pogledajte spisak kakav je sada i potpišite ponovo.",
  "problem.clearing-incomplete":
    "Nešto na spisku nije ni potvrđeno ni obrazloženo. Prođite kroz njega i potpišite ponovo.",
  "problem.clearing-second-reader":
    "Ovo ste već potpisali. Mora da pročita i potpiše još jedan facilitator vaše organizacije.",
  "problem.names-moved":
    "Kolega je u međuvremenu odlučio nešto o ovim imenima. Pogledajte spisak kakav je sada i pokušajte ponovo.",
  "problem.names-nothing": "Nijedno ime još nije potvrđeno, pa nema šta da se zameni. Prvo potvrdite imena.",
  "problem.names-open": "O nekim mestima još nije odlučeno. Odlučite o njima ili recite da to nisu imena.",
  "problem.names-applied": "Ova imena su u tekstu već zamenjena. Prvo vratite imena.",
  "problem.names-token-taken": "Ovu zamenu već ima druga osoba. Izaberite drugu ili spojite te dve osobe.",
  "problem.unit-in-use":
    "Ova osoba ne može da se ukloni: tekst ili neki odgovor upućuje na nju, ili je kodiranje u toku.",
  "problem.codings-moved":
    "Tekst, metodologija ili krugovi su se u međuvremenu promenili. Pogledajte kodiranja ponovo.",
  "problem.codings-while-blind": "Ova presuda se kodira nezavisno. Druga kodiranja unesite posle otkrivanja.",
  "problem.key-wrong-passphrase": "Ova lozinka ne otvara ključ. Unesite je ponovo tačno onako kako je zadata.",
  "problem.erased": "Ovo sadrži reči koje su izbrisane iz presude. Napišite bez njih.",
  "problem.erasure-not-confirmed": "Ono što ste upisali nije isto. Upišite ponovo tačno onako kako tamo piše.",
  "problem.guest-too-long": "Gost može ostati najviše trideset dana. Izaberite manje dana.",
  "problem.verdict-not-open-to-guests":
    "Ova presuda još nije odobrena za goste. Može je odobriti facilitator njene organizacije.",
  "problem.output-not-open-to-guests": {
    one: "Ovaj dokument se oslanja na {count} presudu koja još nije odobrena za goste. Može je odobriti facilitator njene organizacije.",
    few: "Ovaj dokument se oslanja na {count} presude koje još nisu odobrene za goste. Može ih odobriti facilitator njihove organizacije.",
    other:
      "Ovaj dokument se oslanja na {count} presuda koje još nisu odobrene za goste. Može ih odobriti facilitator njihove organizacije.",
  },
  "problem.import-empty": "U ovoj datoteci nema ničega. Izaberite datoteku sa presudom.",
  "problem.import-empty.body":
    "U glavnom delu ove datoteke nema teksta. Zaglavlja, podnožja, komentari i skriveni ili obrisani tekst se ne čitaju. Premestite tekst u glavni deo i ponovo dodajte datoteku.",
  "problem.import-empty.pictures":
    "Na slikama u ovoj datoteci nije pročitana nijedna reč. Skenirajte je uspravno, sa 300 tačaka po inču, i dodajte.",
  "problem.import-encrypted": "Ova datoteka je zaključana lozinkom. Sačuvajte kopiju bez nje i dodajte je.",
  "problem.import-truncated": "Kraj ove datoteke nedostaje. Preuzmite je ponovo sa izvora i dodajte.",
  "problem.import-unknown-format":
    "Coram ne poznaje ovu vrstu datoteke. Sačuvajte je kao DOCX, ODT, RTF, PDF, HTML ili TXT, a sken kao PDF, PNG, JPEG ili TIFF, i dodajte.",
  "problem.import-unknown-format.mail":
    "Ova datoteka je imejl ili veb-stranica sačuvana kao jedna datoteka. Otvorite je, sačuvajte kao DOCX, ODT ili PDF, i dodajte.",
  "problem.import-unknown-format.tiff":
    "Ovaj TIFF je sačuvan na način koji Coram ne čita. Sačuvajte ga kao PNG ili PDF, i dodajte.",
  "problem.import-wrong-extension":
    "Naziv ove datoteke ukazuje na jedan format, a sadržaj je drugi. Sačuvajte je ponovo iz programa u kojem je napravljena.",
  "problem.import-too-large": "Ova datoteka je prevelika. Podelite je ili je sačuvajte bez slika.",
  "problem.import-too-slow":
    "Čitanje ove datoteke je predugo trajalo i prekinuto je. Sačuvajte je kao običan tekst i dodajte.",
  "problem.import-too-complex":
    "Ova datoteka je složena tako da je Coram odbija. Sačuvajte je ponovo iz programa za obradu teksta i dodajte.",
  "problem.import-too-large.megabytes":
    "Mogu se čitati datoteke do {limit} MB; ova ima {found} MB. Podelite je ili je sačuvajte bez slika.",
  "problem.import-too-large.characters": "Mogu se čitati tekstovi do {limit} znakova; ovaj ima {found}. Podelite ga.",
  "problem.import-too-large.megapixels":
    "Mogu se čitati slike do {limit} megapiksela; ova ima {found}. Skenirajte u manjoj rezoluciji (dovoljno je 300 tačaka po inču).",
  "problem.import-too-large.page-picture":
    "Mogu se čitati slike do {limit} megapiksela; na strani {found} je veća. Skenirajte tu stranu u manjoj rezoluciji (dovoljno je 300 tačaka po inču).",
  "problem.import-too-large.centimetres":
    "Mogu se čitati strane do {limit} cm; jedna strana ove datoteke ima {found} cm. Sačuvajte je na papiru uobičajene veličine.",
  "problem.import-too-complex.cells":
    "Mogu se čitati tabele do {limit} ćelija; ova datoteka ih ima {found}. Izostavite tabelu ili je podelite.",
  "problem.import-too-complex.paragraph":
    "Mogu se čitati pasusi do {limit} znakova; jedan pasus ove datoteke ima {found}. Podelite ga na pasuse.",
  "problem.import-too-complex.paragraphs":
    "Mogu se čitati tekstovi do {limit} pasusa; ovaj ih ima {found}. Podelite ga.",
  "problem.import-too-complex.pages": "Mogu se čitati datoteke do {limit} strana; ova ih ima {found}. Podelite je.",
  "problem.import-no-text": "U ovoj datoteci nema teksta. Proverite da li je to prava datoteka.",
  "problem.import-ocr-data-missing":
    "Server još ne može da čita slike stranica. Zamolite osobu koja ga održava da pokrene „{command}“, pa pokušajte ponovo.",
  "problem.import-broken":
    "Ova datoteka je oštećena i ne može se pročitati. Preuzmite je ili sačuvajte ponovo i dodajte.",
  "problem.import-gone":
    "Ono što je pročitano iz ove datoteke čuvano je sat vremena i više ga nema. Dodajte datoteku ponovo.",
  "problem.import-known": "Presuda ovog suda sa ovim brojem već je ovde.",
  "problem.scan-no-space":
    "Disk servera je pun, pa sken ne može da se sačuva. Javite osobi koja ga održava, pa pokušajte ponovo.",
  "problem.export-empty": "Nijedan odlomak ne odgovara ovom izboru. Uklonite neki filter.",
  "problem.export-gone": "Ova datoteka je čuvana jedan dan i više je nema. Napravite je ponovo.",
  "problem.export-leak": "Nešto u ovoj datoteci liči na podatke o osobi. Pogledajte mesta i najpre ih ispravite.",
  "problem.export-unset":
    "Ovo ne može da se prelomi na stranice: {block}. Pojednostavite ili skratite, ili napravite Word.",
  "problem.translation-moved": "Neko je u međuvremenu izmenio ovaj prevod ili tekst. Pogledajte oba i izaberite.",
  "problem.methodology-moved":
    "Neko je u međuvremenu promenio metodologiju. Pogledajte kakva je sada i pokušajte ponovo.",
  "problem.methodology-invalid": {
    one: "Nacrt još ne može da se stavi na snagu: {count} stavka nedostaje ili protivreči drugoj. Prvo je ispravite.",
    few: "Nacrt još ne može da se stavi na snagu: {count} stavke nedostaju ili protivreče jedna drugoj. Prvo ih ispravite.",
    other:
      "Nacrt još ne može da se stavi na snagu: {count} stavki nedostaje ili protivreče jedna drugoj. Prvo ih ispravite.",
  },
  "problem.methodology-undecided": {
    one: "Prvo recite da li {count} izmenjena kategorija i dalje znači isto.",
    few: "Prvo recite da li {count} izmenjene kategorije i dalje znače isto.",
    other: "Prvo recite da li {count} izmenjenih kategorija i dalje znači isto.",
  },
  "problem.methodology-file-unknown":
    "Ovo nije metodologija: unesite šifarnik (.qdc), JSON ili radnu svesku (.xlsx) sačuvanu ovde.",
  "problem.coded-blind": "Presuda iz ovog koraka kodira se nezavisno. Vežbajte na drugoj, ili posle otkrivanja.",
  "problem.in-workshop": "Radionica radi na ovoj presudi. Započnite krug kad se taj korak završi.",
  "problem.slips-on-their-way": "Neki listovi možda još stižu. Otkrijte za nekoliko sekundi, ili kad svi budu predati.",
  "problem.floor-moved": "Reč sada ima neko drugi. Ništa nije promenjeno.",
  "problem.floor-moved.to": "Reč sada ima {name}. Ništa nije promenjeno.",
  "problem.workshop-moved": "Radionica je u međuvremenu odmakla. Pogledajte gde je sada.",
  "problem.ballot-open": "Drugo glasanje je otvoreno. Najpre ga zatvorite.",
  "problem.ballot-closed": "Glasanje je zatvoreno. Ništa nije promenjeno.",
  "problem.ballot-few": "Tajno glasanje zatvara se kad glasaju četiri člana. Možete ga opozvati.",
  "problem.wording-moved":
    "Formulacija je u nacrtu promenjena otkad je predložena. Ništa nije promenjeno; pogledajte kako sada glasi.",
  "problem.door-shut": "Vrata su sada zatvorena. Zamolite facilitatora da ih otvori.",
  "problem.round-moved": "Krug je u međuvremenu odmakao. Pogledajte gde je sada.",
  "problem.round-needs-facilitator":
    "Potreban je facilitator koji ne kodira ovaj krug: on ga otkriva i označava kao usaglašen. Izostavite jednog facilitatora.",
  "problem.coding-blind": "Kodirate dalji krug ove presude. Ono što važi ponovo se prikazuje kada se krug otkrije.",
  "problem.coding-blind.output":
    "Kodirate presudu o kojoj govori ovaj dokument. Dokument se ponovo prikazuje kada se krug otkrije.",
  "problem.round-handed-in": "Neko je već predao: krug više ne može da se opozove.",
  "problem.standing-moved": "Ono što važi u međuvremenu se promenilo. Pogledajte ponovo.",
  "problem.round-unfinished": "Neko još nije predao. Odaberite da nastavite bez njih ili sačekajte.",
  "problem.round-changed": "Ono što ste hteli da potvrdite u međuvremenu se promenilo. Pogledajte ponovo.",
  "problem.cases-open": {
    one: "{count} neslaganje još čeka odluku. Prvo odlučite o njemu.",
    few: "{count} neslaganja još čekaju odluku. Prvo odlučite o njima.",
    other: "{count} neslaganja još čeka odluku. Prvo odlučite o njima.",
  },
  "problem.output-moved": "Neko je promenio stanje ovog dokumenta. Pogledajte ga ponovo.",
  "problem.output-being-written": "Neko upravo piše u ovom dokumentu. Ponovo zatražite potpise kad zastane.",
  "problem.output-paired": "Ovaj dokument već ima svoj par na drugom jeziku ili je sam na tom jeziku.",
  "problem.output-signed":
    "Ovaj dokument je odobren ili potpisan, pa ostaje. Facilitator može ponovo da ga otvori radi izmena.",
  "problem.output-rests": "Nešto u dokumentu zasniva se na presudi koju biste uklonili. Pogledajte ga ponovo.",
  "problem.output-held":
    "Verzija na drugom jeziku sada ne može da se menja: odobrena je, traženi su potpisi ili ne smete da pišete u njoj.",
  "problem.output-one-verdict": "Dokument ove vrste je o jednoj presudi.",
  "problem.output-leads": "Dokument na drugim jezicima prati ovaj. Prvo obrišite te jezike.",
  "problem.output-approved": "Ovaj dokument je odobren. Facilitator može ponovo da ga otvori.",
  "problem.output-asked": "Za ovaj dokument su zatraženi potpisi. U njemu se ponovo može pisati kada se povuče.",
  "problem.approval-points": "Nešto treba prvo ispraviti ili reći zašto može da ostane. Navedeno je ovde.",
  "problem.approval-changed":
    "Nešto se u njemu promenilo otkad su zatraženi potpisi. Navedeno je ovde, a dokument je ponovo nacrt.",
  "problem.colour-faint":
    "Ova boja je suviše svetla da bi se čitala na belom papiru. Najbliža koja se čita je {nearest}.",
  "problem.picture-unreadable": "Ova slika se ne može pročitati. Izaberite drugi PNG.",
  "problem.grant-lineless":
    "Ova podrška još nema rečenicu o donatoru. Prvo je napišite i sačuvajte: potvrđuje se da donator želi baš te reči.",
  "problem.house-moved": "Ovo je u međuvremenu promenjeno. Pogledajte ponovo pre nego što bilo šta poništite.",
  "problem.output-no-series": "Dokumenti po ovom šablonu ne dobijaju broj.",
  "problem.overloaded": "Server je trenutno preopterećen. Pokušajte ponovo za trenutak.",
  "problem.internal": "Došlo je do greške na serveru. Pokušajte ponovo; ako se nastavi, javite osobi koja ga održava.",
  "problem.offline": "Server nije dostupan. Proverite vezu i pokušajte ponovo.",
  "problem.unreadable": "Ova stranica je starija od servera. Učitajte je ponovo i pokušajte opet.",
};
