import type { prepare as english } from "../../en/preparation/prepare.ts";
import type { Translation } from "../../message.ts";

export const prepare: Translation<typeof english> = {
  "prepare.title": "Përgatitja: {case}",
  "prepare.printed-names": "Në përgatitje, me emra njerëzish: jo për shpërndarje",
  "prepare.open": "Përgatit vendimin",
  "prepare.open-apart": "Përgatit vendimin (skedë e re)",
  "prepare.read": "Faqja e leximit",
  "prepare.panels": "Pjesët e përgatitjes",
  "prepare.drawer": "Shfaq ose fshih panelin",
  "prepare.panel-names": "Emrat",
  "prepare.panel-corrections": "Korrigjimet",
  "prepare.panel-scan": "Skanimi",
  "prepare.panel-check": "Kontrolli",
  "prepare.lost-short": "Pa lidhje",
  "prepare.lost":
    "Serveri nuk arrihet. Një tekst që përgatitet nuk ruhet kurrë në pajisje: faqja vazhdon kur të kthehet serveri. Deri atëherë vendimet për emrat presin këtu.",
  "prepare.no-access": "Këtë vendim e përgatisin vetëm facilitatorët e organizatës së cilës i përket.",
};
