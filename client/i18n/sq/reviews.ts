import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Shënimet për rishikim",
  "reviews.about":
    "Kategoritë e këtyre shënimeve tani kanë kuptim tjetër. Thuaj për secilin se ç’është. Vendos autori i tij; për një shënim, kategoria e të cilit është ndarë ose autori i të cilit nuk është më këtu, mund të vendosë edhe një facilitator. Ajo që është zgjidhur klasifikohet me arsye, nga çdo jurist ose facilitator.",
  "reviews.none": "Asnjë shënim nuk pret rishikimin tënd.",
  "reviews.tagged-in": "shënuar në versionin {version}.",
  "reviews.tagged-by": "shënuar nga {name} në versionin {version}.",
  "reviews.to-text": "Në tekst",
  "reviews.retired": "Që nga versioni {version} kjo kategori nuk përdoret më.",
  "reviews.split": "Që nga versioni {version} kjo kategori është ndarë. Cila është?",
  "reviews.redefined": "Në versionin {version} iu ndryshua kuptimi:",
  "reviews.keep": "Mbaje: {name}",
  "reviews.leave": "Lëre si ishte: {name}",
  "reviews.other": "Kategori tjetër",
  "reviews.drop": "Hiq shënimin",
  "reviews.drop-sure": "Shënimi hiqet nga teksti.",
  "reviews.drop-not": "Lëre",
  "reviews.kept": "U mbajt: {name}, {time}",
  "reviews.changed": "Tani është {name}, {time}",
  "reviews.dropped": "U hoq, {time}",
  "reviews.recorded": "U regjistrua",
  "reviews.progress": { one: "{done} nga {count} të vendosura", other: "{done} nga {count} të vendosura" },
  "reviews.settled": "Kjo etiketë është zgjidhur. Thuaj në tekst se cila pjesë është dhe pse.",
  "reviews.sort-settled": "Klasifikoje në tekst",
  "reviews.tags": { one: "{count} shënim", other: "{count} shënime" },
  "reviews.waiting": {
    one: "{count} shënim pret rishikimin tënd: kategoria tani ka kuptim tjetër",
    other: "{count} shënime presin rishikimin tënd: kategoritë tani kanë kuptim tjetër",
  },
};
