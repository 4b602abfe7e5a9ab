import { VerdictLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { homographsOf } from "../../../schema/language/homographs.ts";
import { analyse } from "../../../schema/language/inflection.ts";

/*
 * Given names that people of the region bear. Short remarks show by nothing else that "Jelena je plakala" is about somebody: a sentence
 * begins with a capital. Not complete. A name that is an ordinary word too ("Nada", "Shpresa") is none here.
 */
const WOMEN =
  "Aleksandra Ana Anđela Anđelka Andrea Angelina Anka Biljana Blagica Bojana Branka Branislava Brankica Danica Danijela Dejana Desanka Dijana " +
  "Dragana Dragica Dušanka Dušica Elena Elizabeta Emilija Fatima Gabrijela Gordana Hatidža Helena Ilinka Irena Irina Isidora Ivana Ivanka Izabela " +
  "Jadranka Jana Jasmina Jasna Jelena Jelica Jovana Jovanka Julija Kata Katarina Katica Kristina Ksenija Lejla Lidija Liljana Ljiljana Ljubica " +
  "Ljubinka Magdalena Maida Marija Marijana Marina Marta Martina Mihaela Milena Milanka Mileva Milica Milijana Milka Miljana Mirela Mirjana " +
  "Miroslava Monika Nataša Natalija Neda Nela Nevena Nikolina Nina Nikoleta Olga Olivera Petra Radmila Ramiza Radica Ranka Ružica Sabina Sandra Sanela " +
  "Sanja Sara Selma Senada Silvana Simona Slađana Slavica Slobodanka Smilja Snežana Sofija Sonja Stanislava Stojanka Suzana Svetlana Tamara Tanja " +
  "Tatjana Teodora Teuta Tijana Valentina Vanja Verica Veronika Viktorija Vukica Zagorka Zorica Zumra Željka Živka Cvetanka Daniela Gorica " +
  "Snežana Stojka Trajanka Vaska Afërdita Albana Alketa Anila Ardita Arjeta Aurela Blerina Blerta Brikena Diana Donika Drilona Edlira Egzona Elira Elona " +
  "Elvira Enkelejda Entela Ermira Esmeralda Etleva Fatime Fatmira Fjolla Gentiana Hatixhe Ilirjana Irma Jonida Klaudia Klea Kristina Ledia Lindita " +
  "Liljana Majlinda Manjola Marsela Merita Migena Mimoza Mirjeta Nazmije Nertila Nexhmije Odeta Ornela Pranvera Rovena Rudina Sadije Shqipe " +
  "Silvana Sonila Suela Teuta Valbona Valentina Vjollca Xhemile Zamira Zyra";
const MEN =
  "Adem Admir Aleksandar Aleksa Andrija Anton Bajram Blagoje Blagoja Bogdan Bojan Boris Borislav Božidar Branislav Branko Damir Danijel Darko Dejan Dimitar " +
  "Dimitrije Dragan Dragiša Dragoljub Dragoslav Dušan Đorđe Elvis Emir Enes Filip Gavrilo Gjorgji Goran Gordan Hasan Ibrahim Igor Ilija Ismet Ivan Ivica " +
  "Jakov Jasmin Jordan Josip Jovan Jovica Kiril Kristijan Lazar Ljubiša Ljubomir Ljupčo Marijan Marinko Marjan Marko Martin Mehmed Mihajlo Miladin " +
  "Mile Milenko Miloš Milorad Milovan Milutin Mihail Mirko Miroslav Miodrag Mirsad Momčilo Mladen Muhamed Nebojša Nedeljko Nemanja Nenad Nikola " +
  "Ognjen Pero Petar Predrag Radomir Radoslav Radovan Ramadan Ratko Rifat Risto Saša Samir Sasho Senad Sergej Siniša Slaven Slavoljub Slobodan Spasoje " +
  "Srđan Stefan Stevan Stevo Stojanče Tihomir Tomislav Toni Trajko Uroš Vasil Vasilije Velimir Veljko Vladan Vladimir Vladislav Vojislav Vukašin Zdravko " +
  "Zlatko Zoran Zvonko Željko Živko Agron Albert Alban Altin Arben Ardian Arian Armand Artan Artur Astrit Avni Bashkim Bledar Blerim Dashnor Dritan " +
  "Edmond Elton Enver Erion Ermal Ervin Fatmir Fatos Ferdinand Flamur Gazmend Genc Gentian Gezim Hasan Hysen Idriz Ilir Indrit Isuf Kastriot Klodian Klevis " +
  "Ledian Leonard Lulzim Maksim Mehmet Mentor Naim Nderim Nuri Qemal Ramiz Redon Rexhep Sali Shkëlzen Skënder Sokol Taulant Valon Vasil Xhevdet Ylber " +
  "Zamir Zef";

const homographs = new Set(VerdictLanguage.options.flatMap((language) => [...homographsOf(language)]));
const names = new Set(
  [...WOMEN.split(" "), ...MEN.split(" ")].map(foldForSearch).filter((name) => !homographs.has(name)),
);

/** Shorter ones are ordinary words of some language when they are written small. */
const LEAST_SMALL = 5;

/** Whether a folded word is a given name in some case of the language, and no other word. */
export function isGivenName(folded: string, language: VerdictLanguage, isCapital: boolean): boolean {
  if (homographs.has(folded) || (!isCapital && folded.length < LEAST_SMALL)) return false;
  return (
    names.has(folded) || analyse(folded, language).some(({ lemma, case: of }) => of !== "family" && names.has(lemma))
  );
}
