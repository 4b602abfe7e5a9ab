import type { account as english } from "../en/account.ts";
import type { Translation } from "../message.ts";

export const account: Translation<typeof english> = {
  "account.more-pages": "Повеќе",
  "account.reading-size": "Големина на текстот",
  "account.role-at": "{role}, {organisation}",
  "invite.title": "Покани од список",
  "invite.paste": "Имиња и адреси, по една во ред, или ќелии од табела",
  "invite.hint":
    "Име, адреса, организација, улога. Ако организацијата не е наведена, се чита од адресата, кога таа тоа го кажува; без улога некој е правник.",
  "invite.lines": { one: "Залепен {count} ред", other: "Залепени {count} реда" },
  "invite.read-as": "Прочитано како",
  "invite.to-answer": { one: "{count} прашање", other: "{count} прашања" },
  "invite.which-organisation": "Која организација?",
  "invite.which-role": "Која улога?",
  "invite.which-country": "Која држава?",
  "invite.new-of": "{name}, нова",
  "invite.new-organisations": "Нови организации",
  "invite.country-of": "Држава на организацијата {name}",
  "invite.doubt-no-name": "Недостига име: впишете го во редот.",
  "invite.doubt-no-address": "Недостига адреса: впишете ја во редот.",
  "invite.doubt-address-twice": "Оваа адреса стои двапати.",
  "invite.doubt-address-member": "Ова е адреса на член: {name}.",
  "invite.note-former": "Поранешен член: се враќа како истото лице.",
  "invite.note-invited": "Веќе е поканет: претходниот линк престанува да важи.",
  "invite.skip": "Прескокни",
  "invite.skip-of": "Прескокни: {name}",
  "invite.too-many": {
    one: "Најмногу {count} лице одеднаш. Отстранете ги другите редови.",
    other: "Најмногу {count} лица одеднаш. Отстранете ги другите редови.",
  },
  "invite.links-hint": "Линковите важат еднаш, 14 дена. Се прикажуваат само сега: копирајте ги.",
  "invite.do": { one: "Покани {count} лице", other: "Покани {count} лица" },
  "invite.done": { one: "Покането {count} лице", other: "Поканети {count} лица" },
  "invite.copy-all": "Копирај ги сите линкови",
  "invite.copy-of": "Копирај го линкот: {name}",
  "invite.more": "Покани уште",
};
