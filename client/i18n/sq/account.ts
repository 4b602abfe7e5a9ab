import type { account as english } from "../en/account.ts";
import type { Translation } from "../message.ts";

export const account: Translation<typeof english> = {
  "account.more-pages": "Më shumë",
  "account.reading-size": "Madhësia e tekstit",
  "account.role-at": "{role}, {organisation}",
  "invite.title": "Fto nga një listë",
  "invite.paste": "Emra dhe adresa, një për rresht, ose qeliza të një tabele",
  "invite.hint":
    "Emri, adresa, organizata, roli. Pa organizatë, ajo lexohet nga adresa, kur adresa e tregon; pa rol, personi është jurist.",
  "invite.lines": { one: "U ngjit {count} rresht", other: "U ngjitën {count} rreshta" },
  "invite.read-as": "U lexua si",
  "invite.to-answer": { one: "{count} pyetje", other: "{count} pyetje" },
  "invite.which-organisation": "Cila organizatë?",
  "invite.which-role": "Cili rol?",
  "invite.which-country": "Cili shtet?",
  "invite.new-of": "{name}, e re",
  "invite.new-organisations": "Organizata të reja",
  "invite.country-of": "Shteti i organizatës {name}",
  "invite.doubt-no-name": "Mungon emri: shkruajeni në rresht.",
  "invite.doubt-no-address": "Mungon adresa: shkruajeni në rresht.",
  "invite.doubt-address-twice": "Kjo adresë gjendet dy herë.",
  "invite.doubt-address-member": "Kjo është adresa e një anëtari: {name}.",
  "invite.note-former": "Ish-anëtar: kthehet si i njëjti person.",
  "invite.note-invited": "Është ftuar tashmë: lidhja e mëparshme nuk vlen më.",
  "invite.skip": "Kapërce",
  "invite.skip-of": "Kapërce: {name}",
  "invite.too-many": {
    one: "Më së shumti {count} person njëherësh. Hiqni rreshtat e tjerë.",
    other: "Më së shumti {count} persona njëherësh. Hiqni rreshtat e tjerë.",
  },
  "invite.links-hint": "Lidhjet vlejnë një herë, për 14 ditë. Shfaqen vetëm tani: kopjojini.",
  "invite.do": { one: "Fto {count} person", other: "Fto {count} persona" },
  "invite.done": { one: "U ftua {count} person", other: "U ftuan {count} persona" },
  "invite.copy-all": "Kopjo të gjitha lidhjet",
  "invite.copy-of": "Kopjo lidhjen: {name}",
  "invite.more": "Fto të tjerë",
};
