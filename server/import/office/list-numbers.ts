const CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя";
const SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш";

/** A list number in one of Word's formats (`decimal`, `upperRoman`, `lowerLetter` …) or with Serbian letters; unknown formats count in digits. */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case "upperRoman":
      return roman(value);
    case "lowerRoman":
      return roman(value).toLowerCase();
    case "upperLetter":
      return letters(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    case "lowerLetter":
      return letters(value, "abcdefghijklmnopqrstuvwxyz");
    case "russianLower":
      return letters(value, CYRILLIC);
    case "russianUpper":
      return letters(value, CYRILLIC.toUpperCase());
    case "serbianLower":
      return letters(value, SERBIAN);
    case "serbianUpper":
      return letters(value, SERBIAN.toUpperCase());
    case "decimalZero":
      return String(value).padStart(2, "0");
    default:
      return String(value);
  }
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  const steps: readonly [number, string][] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = value;
  let out = "";
  for (const [worth, sign] of steps) for (; rest >= worth; rest -= worth) out += sign;
  return out;
}

/** a … z, then aa, bb, cc as Word counts. */
function letters(value: number, alphabet: string): string {
  if (value < 1) return String(value);
  const letter = alphabet.charAt((value - 1) % alphabet.length);
  return letter.repeat(Math.min(20, Math.ceil(value / alphabet.length)));
}
