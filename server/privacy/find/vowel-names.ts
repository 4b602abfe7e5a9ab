import { foldForSearch } from "../../../schema/language/fold.ts";

const NAMES = `
  Blažo Bogdanilo Boro Božo Brano Ćiro Danilo Dinko Đoko Drago Đuro Franjo Gavrilo Gavro Gajo Grujo Iso Ivo Jašo Jevto Joco Joko Joso
  Jovo Jozo Krsto Lazo Lovro Ljubo Manojlo Mato Mićo Mihailo Mihajlo Mijailo Mijo Miro Mišo Mitro Momčilo Momo Niko Novo Pejo
  Pero Radmilo Radilo Rajo Risto Savo Simo Slobo Srđo Stanojlo Stevo Šćepo Špiro Tanasilo Todo Tomo Vaso Vidojlo Vlado Vojo Vukajlo
  Blagoje Bogoje Borivoje Dobrivoje Hrvoje Ljubivoje Milivoje Miloje Obrivoje Radivoje Radoje Srboje Sredoje Vidoje Vlastoje Živoje
  Dimitrije Đorđe Georgije Grigorije Gligorije Jerotije Mile Pavle Rade Rale Tode Vasilije Vlade Vule
  Aca Alija Aljoša Andrija Bora Boža Draža Dragiša Đoka Đura Gliša Ilija Ivica Jakša Jova Kosta Kuzma Laza Luka Ljuba Ljubiša Matija
  Mića Mika Milija Miša Mita Nebojša Nemanja Nikola Nikša Novica Panta Paja Pera Perica Radiša Raša Relja Sava Saša Sima Siniša Slaviša
  Staniša Steva Steviša Stojša Tasa Toma Tomica Vanja Velja Vlada Vojica Vukša Zaharija Živa Žika
  Aleksandar Dimitar Petar`;

/**
 * Serbian given names of men that end in a vowel, or have one that falls out, folded. "Sava Đukanovića" may be of a Sav, "Nikolom
 * Đukanovićem" of a Nikol: no rule of endings tells that nobody is called so.
 */
export const VOWEL_NAMES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/u).map(foldForSearch));
