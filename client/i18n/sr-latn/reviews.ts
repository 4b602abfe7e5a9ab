import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Oznake za pregled",
  "reviews.about": "Kategorije ovih oznaka sada znače nešto drugo. Za svaku reci šta je; niko drugi to ne može.",
  "reviews.none": "Nijedna tvoja oznaka ne čeka pregled.",
  "reviews.tagged-in": "označeno u verziji {version}.",
  "reviews.to-text": "U tekstu",
  "reviews.retired": "Od verzije {version} ova kategorija se više ne koristi.",
  "reviews.split": "Od verzije {version} ova kategorija je podeljena. Koja je to?",
  "reviews.redefined": "U verziji {version} promenjeno joj je značenje:",
  "reviews.keep": "Zadrži: {name}",
  "reviews.leave": "Ostavi kako je bilo: {name}",
  "reviews.other": "Druga kategorija",
  "reviews.drop": "Ukloni oznaku",
  "reviews.drop-sure": "Oznaka nestaje iz teksta.",
  "reviews.drop-not": "Ostavi",
  "reviews.kept": "Zadržano: {name}, {time}",
  "reviews.changed": "Sada je {name}, {time}",
  "reviews.dropped": "Uklonjeno, {time}",
  "reviews.recorded": "Zabeleženo",
  "reviews.progress": {
    one: "odlučeno {done} od {count}",
    few: "odlučeno {done} od {count}",
    other: "odlučeno {done} od {count}",
  },
  "reviews.tags": { one: "{count} oznaka", few: "{count} oznake", other: "{count} oznaka" },
  "reviews.waiting": {
    one: "{count} tvoja oznaka čeka pregled: kategorija joj sada znači nešto drugo",
    few: "{count} tvoje oznake čekaju pregled: kategorije im sada znače nešto drugo",
    other: "{count} tvojih oznaka čeka pregled: kategorije im sada znače nešto drugo",
  },
};
