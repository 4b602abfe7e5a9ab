import type { sync as english } from "../en/sync.ts";
import type { Translation } from "../message.ts";

export const sync: Translation<typeof english> = {
  "sync.offline-page": {
    one: "Bez veze, {count} izmena se čuva dok je ova stranica otvorena",
    few: "Bez veze, {count} izmene se čuvaju dok je ova stranica otvorena",
    other: "Bez veze, {count} izmena se čuva dok je ova stranica otvorena",
  },
  "sync.offline-keeping": {
    one: "Bez veze, {count} izmena se upisuje na ovaj uređaj",
    few: "Bez veze, {count} izmene se upisuju na ovaj uređaj",
    other: "Bez veze, {count} izmena se upisuje na ovaj uređaj",
  },
  "sync.page-only": "Rad na ovoj stranici čuva se samo dok je otvorena.",
  "sync.signed-out": "Odjavljeni ste. Ono što još niste poslali je sačuvano: prijavite se ponovo i biće poslato.",
  "sync.signed-out-page":
    "Odjavljeni ste. Ono što još niste poslali čuva se dok je ova stranica otvorena: prijavite se ponovo i biće poslato.",
  "sync.sign-in": "Prijava",
  "sync.other-member":
    "Na ovom pregledaču se prijavio neko drugi. Ono što još niste poslali je zapečaćeno: biće poslato kad se ponovo prijavite.",
  "sync.old-client": "Coram je ažuriran. Učitajte stranicu ponovo: ono što još niste poslali biće poslato posle toga.",
  "sync.old-client-page": "Coram je ažuriran. Kopirajte ono što još niste poslali, pa učitajte stranicu ponovo.",
  "sync.drafts": {
    one: "{count} vaša izmena nije mogla da se sačuva i čuva se kao nacrt",
    few: "{count} vaše izmene nisu mogle da se sačuvaju i čuvaju se kao nacrti",
    other: "{count} vaših izmena nije moglo da se sačuva i čuva se kao nacrti",
  },
  "sync.drafts-typed": {
    one: "{count} tekst koji ste ukucali a niste poslali čuva se kao nacrt",
    few: "{count} teksta koja ste ukucali a niste poslali čuvaju se kao nacrti",
    other: "{count} tekstova koje ste ukucali a niste poslali čuva se kao nacrti",
  },
  "sync.drafts-kept": {
    one: "Ovde se čuva {count} vaš nacrt",
    few: "Ovde se čuvaju {count} vaša nacrta",
    other: "Ovde se čuva {count} vaših nacrta",
  },
  "sync.draft-place": "¶ {paragraph}",
  "sync.draft-tag": "Oznaka {code}",
  "sync.draft-unit": "{unit}, predloženo",
  "sync.draft-bare": "Izmena bez reči",
  "sync.draft-refused": "Server je ne prihvata.",
  "sync.draft-read-only": "Tada tamo ništa nije moglo da se upiše.",
  "sync.draft-no-access": "To mesto vam više nije otvoreno.",
  "sync.draft-no-place": "Onoga što je menjala više nema.",
  "sync.draft-deleted": "Oznaka je u međuvremenu obrisana.",
  "sync.draft-erased": "Ime u njoj je obrisano, a na njegovom mestu stoji zamena.",
  "sync.draft-overlap": "Neko drugi je u međuvremenu pisao u isto polje; tamo stoje njegove reči.",
  "sync.draft-called-off": "Krug u kojem ste to kodirali je opozvan ili više niste u njemu.",
  "sync.closed-here": "Ovde više ne možete da pišete. Vaše reči ostaju ovde i čuvaju se kao nacrt: kopirajte ih.",
  "sync.closed-here-page":
    "Ovde više ne možete da pišete. Vaše reči ostaju ovde dok ne napustite stranicu: kopirajte ih pre toga.",
  "sync.draft-typed": "Napisano je, a nije poslato.",
  "sync.draft-late": "Krug za koji je to napisano više vam nije otvoren.",
  "sync.draft-again": "Pokušaj ponovo",
  "sync.draft-go-on": "Nastavi pisanje",
  "sync.draft-choose": "Izaberi tekst",
  "sync.draft-replaces": "Slanjem se zamenjuje:",
  "sync.draft-send": "Pošalji",
  "sync.draft-discard": "Odbaci",
  "sync.discard-title": "Odbaciti zauvek?",
  "sync.discard-lead": "Nigde drugde nije sačuvano.",
  "sync.discard-keep": "Zadrži",
  "sync.draft-stays": "Sada ne može tamo. Ostaje ovde.",
  "sync.draft-no-layer": "U ovoj presudi sada ništa nije otvoreno za označavanje. Ostaje ovde dok se ne otvori krug.",
  "sync.draft-no-round": "Osoba se predlaže dok se kodira u nezavisnom krugu. Do tada ostaje ovde.",
  "sync.draft-person-first":
    "Odnosi se na osobu koju ste predložili u tom krugu: najpre pokušajte s njom. Ostaje ovde.",
  "sync.draft-written": "Upisano je tamo gde pripada.",
  "sync.draft-methodology": "Na metodologiju",
  "sync.draft-verdict": "Na presudu",
  "sync.leave-title": "Nije sve vaše na serveru",
  "sync.leave-text": {
    one: "{count} izmena je samo na ovom uređaju. Ako se odjavite, može ostati ovde, zapečaćena dok se ponovo ne prijavite, ili biti odbačena.",
    few: "{count} izmene su samo na ovom uređaju. Ako se odjavite, mogu ostati ovde, zapečaćene dok se ponovo ne prijavite, ili biti odbačene.",
    other:
      "{count} izmena je samo na ovom uređaju. Ako se odjavite, mogu ostati ovde, zapečaćene dok se ponovo ne prijavite, ili biti odbačene.",
  },
  "sync.leave-text-lost": {
    one: "{count} izmena nije na serveru. Ako se odjavite, biće izgubljena.",
    few: "{count} izmene nisu na serveru. Ako se odjavite, biće izgubljene.",
    other: "{count} izmena nije na serveru. Ako se odjavite, biće izgubljene.",
  },
  "sync.leave-stay": "Ostani prijavljen",
  "sync.leave-seal": "Odjavi se, sačuvaj zapečaćeno",
  "sync.leave-discard": "Odjavi se i odbaci",
  "sync.still-in-title": "Još ste prijavljeni",
  "sync.still-in": "Samo server može da vas odjavi. Ne ostavljajte ovaj računar drugima pre toga.",
  "sync.waits-here": {
    one: "{count} vaša izmena je sačuvana na ovom uređaju. Coram je šalje čim server bude dostupan.",
    few: "{count} vaše izmene su sačuvane na ovom uređaju. Coram ih šalje čim server bude dostupan.",
    other: "{count} vaših izmena je sačuvano na ovom uređaju. Coram ih šalje čim server bude dostupan.",
  },
  "sync.updated": "Coram je ažuriran: učitajte stranicu ponovo da biste nastavili.",
  "sync.no-https":
    "Ova adresa nema https: Coram se otvara samo dok je server dostupan, a rad se čuva samo dok je njegova stranica otvorena.",
  "sync.understood": "U redu",
};
