import type { Translation } from "../../message.ts";
import type { paper as english } from "../../en/workshops/paper.ts";

export const paper: Translation<typeof english> = {
  "paper.title": "Listovi na papiru",
  "paper.lead": "Za prostoriju bez mreže: odštampajte listove unapred i unesite šta je prebrojano kada se vrate.",
  "paper.languages": "Štampaj na ovim jezicima",
  "paper.print": "Napravi listove za štampu (PDF)",
  "paper.printed": "Odštampano po nacrtu, izdanje {edition}.",
  "paper.not-printed": "Još ništa nije odštampano.",
  "paper.no-step": "Ni u jednom koraku ove radionice ne kodiraju svi pasuse.",
  "paper.closed": {
    one: "{count} pasus se ne štampa: gosti ne čitaju njegovu presudu, a papir može da pročita bilo ko.",
    few: "{count} pasusa se ne štampaju: gosti ne čitaju njihove presude, a papir može da pročita bilo ko.",
    other: "{count} pasusa se ne štampa: gosti ne čitaju njihove presude, a papir može da pročita bilo ko.",
  },
  "paper.count-later": "Kada se korak završi, ovde unesite šta je prebrojano.",
  "paper.by-hand": "Ručno",
  "paper.slips": {
    one: "{count} list na papiru",
    few: "{count} lista na papiru",
    other: "{count} listova na papiru",
  },
  "paper.no-figure": "Prebrojano ručno: ne ulazi ni u jednu cifru, matricu ni saglasnost.",
  "paper.came-back": "Vraćeni listovi",
  "paper.crossed": "Na koliko listova je precrtana svaka kategorija",
  "paper.few": "Manje od četiri lista bi odalo čiji je koji: čuva se samo njihov broj.",
  "paper.too-many": {
    one: "Vratio se samo {count} list: nijedna kategorija nije precrtana na više njih.",
    few: "Vratila su se samo {count} lista: nijedna kategorija nije precrtana na više njih.",
    other: "Vratilo se samo {count} listova: nijedna kategorija nije precrtana na više njih.",
  },
  "paper.keep": "Sačuvaj prebrojano",
  "paper.kept": "Prebrojano je sačuvano.",
  "paper.take-back": "Povuci prebrojano",
  "paper.taken-back": "Prebrojano je uklonjeno.",
};
