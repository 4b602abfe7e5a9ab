import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Shënimet për rishikim",
  "reviews.about":
    "Kategoritë e këtyre shënimeve tani kanë kuptim tjetër. Thuaj për secilin se ç’është; askush tjetër s’mundet.",
  "reviews.none": "Asnjë shënim yti nuk pret rishikim.",
  "reviews.tagged-in": "shënuar në versionin {version}.",
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
  "reviews.tags": { one: "{count} shënim", other: "{count} shënime" },
  "reviews.waiting": {
    one: "{count} shënim yti pret rishikim: kategoria tani ka kuptim tjetër",
    other: "{count} shënime të tua presin rishikim: kategoritë tani kanë kuptim tjetër",
  },
};
