import type { palette as english } from "../en/palette.ts";
import type { Translation } from "../message.ts";

export const palette: Translation<typeof english> = {
  "palette.title": "Gjeni ose hapni",
  "palette.everywhere": "emra dhe numra të asaj që mund të hapni",
  "palette.of-guest": "në atë që është e hapur për ju",
  "palette.list": "U gjet",
  "palette.found": { one: "u gjet: {count}", other: "u gjetën: {count}" },
  "palette.none": "Asgjë që është e hapur për ju nuk quhet kështu. Fjalët e një vendimi gjenden në të, me {key}.",
  "palette.go-to": "Hap",
  "palette.here": "Në këtë faqe",
  "palette.elsewhere": "Në faqe të tjera",
  "palette.find-here": "Gjeni “{words}” në këtë tekst",
  "palette.pages": "Faqet",
  "palette.open": "hap",
  "palette.number-then": "Numri i çështjes, pastaj paragrafi",
  "palette.sign-category": "kategori",
  "palette.sign-member": "anëtar",
  "palette.sign-command": "komandë",
  "palette.no-paragraph": "i fundit është ¶ {last}",
  "palette.why-facilitators": "për facilitatorë",
  "palette.why-coders": "për juristë dhe facilitatorë",
  "palette.why-owners": "për facilitatorë: {name}",
  "palette.why-guests": "kur të miratohet për të ftuarit",
  "palette.why-reveal": "pas zbulimit",
  "palette.why-conflict": "jeni në konflikt interesi me këtë vendim",
};
