/*
 * A name that crosses a border is spelled as the neighbour hears it: Qerimi is Ќерими in Skopje and Ћерими in Niš.
 * Back again the spelling is not certain (л is l or ll); the commoner letter is taken.
 */
const FROM_ALBANIAN =
  "sh=ш zh=ж dh=д th=т xh=џ gj=ѓ nj=њ ll=л rr=р q=ќ ç=ч x=ѕ c=ц ë=е y=и a=а b=б d=д e=е f=ф g=г h=х i=и j=ј k=к l=л m=м n=н " +
  "o=о p=п r=р s=с t=т u=у v=в z=з w=в";
const INTO_ALBANIAN =
  "ш=sh ж=zh џ=xh ѓ=gj ђ=gj њ=nj ќ=q ћ=q ч=ç ѕ=x ц=c а=a б=b в=v г=g д=d е=e з=z и=i ј=j к=k л=l љ=lj м=m н=n о=o п=p р=r с=s т=t " +
  "у=u ф=f х=h";

const pairs = (table: string): Map<string, string> =>
  new Map(table.split(" ").map((pair) => pair.split("=") as [string, string]));

const TO_CYRILLIC = pairs(FROM_ALBANIAN);
const TO_ALBANIAN = pairs(INTO_ALBANIAN);
const SERBIAN_LETTERS: Record<string, string> = { ќ: "ћ", ѓ: "ђ", ѕ: "дз" };

const cased = (to: string, from: string): string =>
  from.toLowerCase() === from ? to : to.charAt(0).toUpperCase() + to.slice(1);

/** An Albanian name in Macedonian or Serbian Cyrillic. Letters that are none stay. */
export function transcribeAlbanian(name: string, into: "mk" | "sr"): string {
  let out = "";
  for (let i = 0; i < name.length;) {
    const two = name.slice(i, i + 2);
    const from = TO_CYRILLIC.has(two.toLowerCase()) ? two : name.charAt(i);
    const letter = TO_CYRILLIC.get(from.toLowerCase());
    const to = letter !== undefined && into === "sr" ? (SERBIAN_LETTERS[letter] ?? letter) : letter;
    out += to === undefined ? from : cased(to, from.charAt(0));
    i += from.length;
  }
  return out;
}

/** A name in Cyrillic in Albanian letters. Letters that are none stay. */
export function toAlbanian(name: string): string {
  let out = "";
  for (const letter of name) {
    const to = TO_ALBANIAN.get(letter.toLowerCase());
    out += to === undefined ? letter : cased(to, letter);
  }
  return out;
}
