import type { Translation } from "../message.ts";
import type { reviews as english } from "../en/reviews.ts";

export const reviews: Translation<typeof english> = {
  "reviews.title": "Oznake za pregled",
  "reviews.about":
    "Kategorije ovih oznaka sada znače nešto drugo. Za svaku recite šta je. O tome odlučuje njen autor; o oznaci čija je kategorija podeljena, čiji autor više nije tu ili čiji krug više ne prima oznake, može da odluči i facilitator. O onome što je usaglašeno odlučuje svaki pravnik ili facilitator; razvrstava se i povlači uz obrazloženje.",
  "reviews.none": "Nijedna oznaka ne čeka vaš pregled.",
  "reviews.tagged-in": "označeno u verziji {version}.",
  "reviews.tagged-by": "u verziji {version} označava {name}.",
  "reviews.to-text": "U tekstu",
  "reviews.retired": "Od verzije {version} ova kategorija je povučena iz upotrebe.",
  "reviews.split": "Od verzije {version} ova kategorija je podeljena. Koja je to?",
  "reviews.redefined": "U verziji {version} promenjeno joj je značenje:",
  "reviews.keep": "Zadrži: {name}",
  "reviews.leave": "Ostavi kako je bilo: {name}",
  "reviews.other": "Druga kategorija",
  "reviews.take-other": "Neka bude {name}",
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
  "reviews.only-parts": "Ovaj krug više ne prima oznake: može se reći samo koji je to deo.",
  "reviews.settled": "Ova oznaka je usaglašena. U tekstu recite koji je to deo i zašto.",
  "reviews.sort-settled": "Razvrstaj je u tekstu",
  "reviews.kept-settled": "Ova oznaka je usaglašena. Ako više ne odgovara, povucite je u tekstu i recite zašto.",
  "reviews.withdraw-settled": "Povuci je u tekstu",
  "reviews.tags": { one: "{count} oznaka", few: "{count} oznake", other: "{count} oznaka" },
  "reviews.waiting": {
    one: "{count} oznaka čeka vaš pregled: kategorija joj sada znači nešto drugo",
    few: "{count} oznake čekaju vaš pregled: kategorije im sada znače nešto drugo",
    other: "{count} oznaka čeka vaš pregled: kategorije im sada znače nešto drugo",
  },
};
