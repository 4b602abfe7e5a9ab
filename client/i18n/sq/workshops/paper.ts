import type { Translation } from "../../message.ts";
import type { paper as english } from "../../en/workshops/paper.ts";

export const paper: Translation<typeof english> = {
  "paper.title": "Fletë në letër",
  "paper.lead": "Për një sallë pa rrjet: printoni fletët paraprakisht dhe shkruani çfarë u numërua kur të jenë kthyer.",
  "paper.languages": "Printo në këto gjuhë",
  "paper.print": "Bëj fletë për printim (PDF)",
  "paper.printed": "Të printuara sipas draftit, botimi {edition}.",
  "paper.not-printed": "Ende nuk është printuar asgjë.",
  "paper.no-step": "Asnjë hap i kësaj punëtorie nuk ka pasazhe që i kodojnë të gjithë.",
  "paper.closed": {
    one: "{count} pasazh nuk printohet: të ftuarit nuk e lexojnë vendimin e tij, kurse letrën mund ta lexojë kushdo.",
    other:
      "{count} pasazhe nuk printohen: të ftuarit nuk i lexojnë vendimet e tyre, kurse letrën mund ta lexojë kushdo.",
  },
  "paper.count-later": "Kur hapi të mbarojë, shkruani këtu çfarë u numërua.",
  "paper.by-hand": "Me dorë",
  "paper.slips": { one: "{count} fletë në letër", other: "{count} fletë në letër" },
  "paper.no-figure": "Numëruar me dorë: në asnjë shifër, matricë a pajtim.",
  "paper.came-back": "Fletë që u kthyen",
  "paper.crossed": "Në sa fletë është shënuar secila kategori",
  "paper.few": "Më pak se katër fletë do të tregonin e kujt është cila: ruhet vetëm numri i tyre.",
  "paper.too-many": {
    one: "U kthye vetëm {count} fletë: asnjë kategori nuk është shënuar në më shumë.",
    other: "U kthyen vetëm {count} fletë: asnjë kategori nuk është shënuar në më shumë.",
  },
  "paper.keep": "Ruaj numërimin",
  "paper.kept": "Numërimi u ruajt.",
  "paper.take-back": "Tërhiq numërimin",
  "paper.taken-back": "Numërimi u hoq.",
};
