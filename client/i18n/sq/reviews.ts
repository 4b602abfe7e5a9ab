import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Etiketat për rishikim",
  "reviews.about":
    "Kategoritë e këtyre etiketave tani kanë kuptim tjetër. Thoni për secilën se ç’është. Vendos autori i saj; për një etiketë, kategoria e së cilës është ndarë, autori i së cilës nuk është më këtu ose raundi i së cilës nuk merr më etiketa, mund të vendosë edhe një facilitator. Për atë që është zgjidhur vendos çdo jurist ose facilitator; klasifikohet dhe tërhiqet me arsye.",
  "reviews.none": "Asnjë etiketë nuk pret rishikimin tuaj.",
  "reviews.tagged-in": "etiketuar në versionin {version}.",
  "reviews.tagged-by": "etiketuar nga {name} në versionin {version}.",
  "reviews.to-text": "Në tekst",
  "reviews.retired": "Që nga versioni {version} kjo kategori është hequr nga përdorimi.",
  "reviews.split": "Që nga versioni {version} kjo kategori është ndarë. Cila është?",
  "reviews.redefined": "Në versionin {version} iu ndryshua kuptimi:",
  "reviews.keep": "Mbajeni: {name}",
  "reviews.leave": "Lëre si ishte: {name}",
  "reviews.other": "Kategori tjetër",
  "reviews.take-other": "Le të jetë {name}",
  "reviews.drop": "Hiq etiketën",
  "reviews.drop-sure": "Etiketa hiqet nga teksti.",
  "reviews.drop-not": "Lëre",
  "reviews.kept": "U mbajt: {name}, {time}",
  "reviews.changed": "Tani është {name}, {time}",
  "reviews.dropped": "U hoq, {time}",
  "reviews.recorded": "U regjistrua",
  "reviews.progress": { one: "{done} nga {count} e vendosur", other: "{done} nga {count} të vendosura" },
  "reviews.only-parts": "Ky raund nuk merr më etiketa: mund të thuhet vetëm se cila pjesë është.",
  "reviews.settled": "Kjo etiketë është zgjidhur. Thoni në tekst se cila pjesë është dhe pse.",
  "reviews.sort-settled": "Klasifikoje në tekst",
  "reviews.kept-settled": "Kjo etiketë është zgjidhur. Nëse nuk përshtatet më, tërhiqeni në tekst dhe thoni pse.",
  "reviews.withdraw-settled": "Tërhiqe në tekst",
  "reviews.tags": { one: "{count} etiketë", other: "{count} etiketa" },
  "reviews.waiting": {
    one: "{count} etiketë pret rishikimin tuaj: kategoria tani ka kuptim tjetër",
    other: "{count} etiketa presin rishikimin tuaj: kategoritë tani kanë kuptim tjetër",
  },
};
