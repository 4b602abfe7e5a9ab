import type { palette as english } from "../en/palette.ts";
import type { Translation } from "../message.ts";

export const palette: Translation<typeof english> = {
  "palette.title": "Nađi ili otvori",
  "palette.everywhere": "imena i brojevi onoga što smete da otvorite",
  "palette.of-guest": "u onome što vam je otvoreno",
  "palette.list": "Nađeno",
  "palette.found": { one: "nađeno: {count}", few: "nađeno: {count}", other: "nađeno: {count}" },
  "palette.none": "Ništa što vam je dostupno ne zove se tako. Reči u presudi nalaze se u njoj, pomoću {key}.",
  "palette.go-to": "Otvori",
  "palette.here": "Na ovoj stranici",
  "palette.elsewhere": "Na drugim stranicama",
  "palette.find-here": "Nađi „{words}” u ovom tekstu",
  "palette.pages": "Stranice",
  "palette.open": "otvori",
  "palette.number-then": "Broj predmeta, pa pasus",
  "palette.sign-category": "kategorija",
  "palette.sign-member": "član",
  "palette.sign-command": "komanda",
  "palette.no-paragraph": "poslednji je ¶ {last}",
  "palette.why-facilitators": "za facilitatore",
  "palette.why-coders": "za pravnike i facilitatore",
  "palette.why-owners": "za facilitatore: {name}",
  "palette.why-guests": "kad bude odobrena za goste",
  "palette.why-reveal": "posle otkrivanja",
  "palette.why-conflict": "u sukobu ste interesa sa ovom presudom",
};
