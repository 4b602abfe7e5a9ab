import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { analyse } from "../../../schema/language/inflection.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";

/*
 * Settlements, regions and countries that verdicts of the three countries name. A name of a place is no name of a person
 * unless the text says so; it is shown as a quasi-identifier instead. Not complete: the preposition before a word tells as well.
 */
const SERBIA =
  "Beograd Niš Kragujevac Subotica Zrenjanin Pančevo Čačak Kraljevo Leskovac Valjevo Kruševac Vranje Šabac Užice Sombor Požarevac " +
  "Pirot Zaječar Kikinda Jagodina Smederevo Bor Prokuplje Vršac Loznica Paraćin Aleksinac Negotin Knjaževac Vlasotince Bosilegrad " +
  "Surdulica Bujanovac Preševo Medveđa Lebane Sjenica Tutin Prijepolje Priboj Ruma Inđija Šid Apatin Vrbas Kula Bečej Senta " +
  "Kanjiža Horgoš Temerin Trstenik Varvarin Ćuprija Despotovac Petrovac Velika Plana Lazarevac Obrenovac Mladenovac Ub Lajkovac " +
  "Arilje Ivanjica Raška Vrnjačka Brus Kuršumlija Blace Babušnica Dimitrovgrad Svrljig Sokobanja Boljevac Kladovo Majdanpek Golubac " +
  "Surčin Zemun Voždovac Palilula Zvezdara Vračar Čukarica Rakovica Grocka Sopot Barajevo Vojvodina Šumadija Sandžak Batrovci Preševu Srbija " +
  "Gračanica Mitrovica Pazar Sad Milanovac Starčevo Palanka Banja Futog Petrovaradin Karlovci Veternik Kovin Alibunar Opovo Plandište Žitište Sečanj Crnja Čoka Odžaci Bač Titel Žabalj " +
  "Irig Pazova Ljig Mionica Osečina Koceljeva Vladimirci Bogatić Krupanj Čajetina Kosjerić Požega Lučani Guča Batočina Lapovo Knić Svilajnac Rekovac Žagubica Petrovac Žabari Merošina Doljevac" +
  " Ražanj Žitorađa Trgovište Aranđelovac Topola Beočin Srbobran Vrdnik Beška Gradište Kučevo Varoš Iđoš Kamenica Ledinci Rumenka Kać Kovilj " +
  "Borča Krnjača Batajnica Dobanovci Kaluđerica Umka Ripanj";
const MONTENEGRO_AND_BOSNIA =
  "Podgorica Nikšić Cetinje Budva Kotor Tivat Ulcinj Pljevlja Bijelo Berane Rožaje Danilovgrad Plav Mojkovac Kolašin Žabljak Andrijevica Tuzi " +
  "Sarajevo Tuzla Zenica Mostar Bijeljina Brčko Doboj Prijedor Trebinje Zvornik Bihać Travnik Goražde Foča";
const NORTH_MACEDONIA =
  "Скопје Битола Куманово Прилеп Тетово Велес Штип Охрид Гостивар Струмица Кавадарци Кочани Кичево Струга Радовиш Гевгелија Дебар " +
  "Крива Паланка Неготино Делчево Виница Ресен Пробиштип Берово Кратово Крушево Валандово Богданци Дојран Пехчево " +
  "Демир Хисар Чаир Аеродром Карпош Кисела Вода Ѓорче Бутел Гази Баба Шуто Оризари Сарај Табановце Богородица Меџитлија Блаце " +
  "Македонија Вардар Полог";
const ALBANIA =
  "Tirana Durrës Vlorë Shkodër Elbasan Fier Korçë Berat Lushnjë Kavajë Gjirokastër Sarandë Kukës Lezhë Pogradec Patos Laç Kuçovë " +
  "Krujë Burrel Peshkopi Librazhd Tepelenë Përmet Gramsh Bulqizë Rrëshen Pukë Ballsh Mamurras Shijak Vorë Kamzë Rrogozhinë Divjakë " +
  "Cërrik Bajram Curri Tropojë Dibër Mat Mirditë Has Delvinë Himarë Skrapar Çorovodë Ersekë Leskovik Maliq Roskovec Selenicë Memaliaj " +
  "Libohovë Konispol Orikum Velipojë Shëngjin Milot Rinas Morinë Kapshticë Kakavijë Shqipëri Shqipëria";
const KOSOVO =
  "Prishtinë Priština Prizren Pejë Peć Gjakovë Đakovica Mitrovicë Ferizaj Uroševac Gjilan Gnjilane Podujevë Vushtrri Rahovec Suharekë " +
  "Kosovo Kosova Косово";
/** As neighbours call them in their languages. */
const AS_NEIGHBOURS_SAY =
  "Skoplje Bitolj Đevđelija Skadar Drač Valona Скадар Драч Валона Тирана Белград Приштина Призрен Врање Ниш Ниша Лесковац Нови Пазар " +
  "Shkup Manastir Ohër Tetovë Kumanovë Strugë Beogradi Nishi Preshevë Bujanoc Belgrade Skopje Pristina Durres Vlora Shkodra Ohrid";
const ABROAD =
  "Zagreb Sarajevo Podgorica Ljubljana Sofija Solun Atina Istanbul Ankara Beč Berlin Minhen Rim Milano Pariz London Brisel Bratislava Trnava " +
  "Budimpešta Bukurešt Prag Varšava Moskva Kijev Strazbur Strazburg Cirih Ženeva Temišvar Segedin Haag Hag Palermo Brüssel Bruksel Anvers Gent " +
  "Charleroi Liège Athinë Selanik Romë Stamboll Vjenë Mynih Hamburg Bari Palermos Varshavë Strasburg Strasbourg Lion Lyon Скадар Солун Софија Атина " +
  "Белград Виена Рим Варшава Истанбул Хаг Стразбур Палермо Antwerpen Lille Bruxelles Köln Frankfurt Paris Torino Firenze Bologna Napoli Venezia " +
  "Hrvatska Slovenija Bosna Hercegovina Crna Gora Bugarska Rumunija Mađarska Slovačka Češka Poljska Austrija Nemačka Italija Francuska Grčka Turska " +
  "Albanija Rusija Ukrajina Kipar Španija Portugal Belgija Holandija Švajcarska Švedska Norveška Danska Moldavija Evropa Engleska Britanija Amerika Azija " +
  "Afrika Kina Sirija Avganistan Irak Iran Dubai Dubaji Америка Србија Грција Бугарија Албанија Хрватска Словенија Германија Италија Австрија Франција " +
  "Швајцарија Турција Русија Кипар Белгија Холандија Шпанија Романија Унгарија Словачка Чешка Полска Украина Молдавија Европа Босна Херцеговина Црна " +
  "Serbi Serbia Maqedoni Maqedonia Greqi Greqia Itali Italia Gjermani Gjermania Belgjikë Belgjika Francë Franca Zvicër Zvicra Angli Anglia Britani " +
  "Vijetnam Tajland Filipini Nigerija Maroko Pakistan Indija Nepal Kuba Kolumbija Gruzija Jermenija Kazahstan Belorusija Litvanija Letonija Estonija " +
  "Irska Kanada Australija Japan Koreja Egipat Tunis Alžir Libija Libi Jordan Izrael Brazil Meksiko Argentina Виетнам Тајланд Нигерија Мароко Пакистан Индија " +
  "Holandë Holanda Spanjë Spanja Austri Austria Kroaci Kroacia Slloveni Sllovenia Bosnjë Bullgari Bullgaria Turqi Turqia Rusi Rusia Ukrainë Qipro " +
  "Evropë Evropa Europë Europa Amerikë Suedi Norvegji Ballkan Balkan Балкан";

/** Where people of the region go to work, and are taken to; not where courts sit or treaties were signed, of which verdicts say the same. */
const TOWNS_ABROAD =
  "Beč Grac Linc Salcburg Insbruk Klagenfurt Berlin Minhen Hamburg Frankfurt Keln Diseldorf Štutgart Dortmund Esen Hanover Nirnberg Cirih Ženeva Bern Bazel Lugano Milano Torino " +
  "Verona Firenca Bolonja Napulj Venecija Trst Đenova Bari Lion Marsej Nica Anvers Gent Roterdam Amsterdam Ljubljana Maribor Zagreb Split Rijeka Osijek Vukovar Segedin Temišvar Solun Sofija Vidin Bratislava Trnava " +
  "Грац Линц Салцбург Минхен Берлин Хамбург Франкфурт Келн Цирих Женева Милано Торино Болоња Солун Софија Виена Љубљана Загреб " +
  "Vjenë Mynih Köln Dortmund Stuttgart Milano Torino Bologna Napoli Venezia Firenze Anvers Gent Charleroi Liège Antwerpen Lille Lyon Selanik Athinë";

/** Of the lists of the region, what is no settlement: it tells of nobody where they live. */
const REGIONS =
  "Srbija Vojvodina Šumadija Sandžak Македонија Вардар Полог Shqipëri Shqipëria Kosovo Kosova Косово Crnja Velika Banja Sad Nova Bijelo Нови";

const foldedOf = (list: string): string[] => list.split(" ").map(foldForSearch);
const near = new Set(
  [SERBIA, MONTENEGRO_AND_BOSNIA, NORTH_MACEDONIA, ALBANIA, KOSOVO, AS_NEIGHBOURS_SAY].flatMap(foldedOf),
);
const abroad = foldedOf(TOWNS_ABROAD);
const places = new Set([...near, ...abroad, ...foldedOf(ABROAD)]);
const regions = new Set(foldedOf(REGIONS));
const settlements = new Set([...near, ...abroad].filter((name) => !regions.has(name)));
/** What such towns are called behind an adjective, and nothing else: *Novi Sad*, *Vrnjačka Banja*. */
const namedBehind = new Set([...settlements, ...foldedOf("Sad Banja")]);

/** Whether a word, in some case of the language, is one of a list. */
function isListed(list: ReadonlySet<string>): (folded: string, language: VerdictLanguage) => boolean {
  const known = new Map<string, boolean>();
  return (folded, language) => {
    const key = `${language} ${folded}`;
    let found = known.get(key);
    if (found === undefined) {
      const bare = folded.replace(/-\p{L}{1,2}$/u, "");
      found =
        list.has(bare) ||
        analyse(bare, language).some(
          (reading) => reading.case !== "possessive" && reading.case !== "family" && list.has(reading.lemma),
        );
      if (known.size < 20_000) known.set(key, found);
    }
    return found;
  };
}

/** Whether a word, in some case of the language, is a known place. */
export const isPlace = isListed(places);

/** Whether it is a known town or village of the three countries and their neighbours, or one abroad that people go to. */
export const isSettlement = isListed(settlements);

/** Whether it is the last word of a town's name that an adjective begins. */
export const endsSettlement = isListed(namedBehind);

const IN: Record<VerdictLanguage, RegExp> = {
  sr: /^(?:u|iz|kroz|sever|severno|okolini?|okoline|grad|gradu|grada|opstin[aeiu]|sel[oau]|naselj[eau]|mest[oau]|region[ua]?)$/u,
  mk: /^(?:vo|niz|grad|gradot|opstina|selo|seloto|naselba|naselbata|mesto|mestoto)$/u,
  sq: /^(?:ne|qytetin|qytetit|qyteti|fshatin|fshatit|fshati|bashkia|bashkise|komuna|komunes|rrethit|rrethi)$/u,
  en: /^(?:in|city|town|village)$/u,
};

/** `u Vlasotincu`, `во Гевгелија`, `në Pukë`: the word before says that a place follows. */
export function isPlacePreposition(folded: string, language: VerdictLanguage): boolean {
  return IN[language].test(folded);
}
