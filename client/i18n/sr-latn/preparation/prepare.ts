import type { prepare as english } from "../../en/preparation/prepare.ts";
import type { Translation } from "../../message.ts";

export const prepare: Translation<typeof english> = {
  "prepare.title": "Priprema: {case}",
  "prepare.printed-names": "U pripremi, sa imenima ljudi: nije za prosleđivanje",
  "prepare.open": "Pripremi presudu",
  "prepare.open-apart": "Pripremi presudu (nova kartica)",
  "prepare.read": "Stranica za čitanje",
  "prepare.panels": "Delovi pripreme",
  "prepare.drawer": "Prikaži ili sakrij panel",
  "prepare.panel-names": "Imena",
  "prepare.panel-corrections": "Ispravke",
  "prepare.panel-scan": "Sken",
  "prepare.panel-check": "Provera",
  "prepare.lost-short": "Bez veze",
  "prepare.lost":
    "Server nije dostupan. Tekst koji se priprema nikad se ne čuva na uređaju: stranica nastavlja kad se server vrati. Odluke o imenima dotle čekaju ovde.",
  "prepare.no-access": "Ovu presudu pripremaju samo facilitatori organizacije kojoj ona pripada.",
};
