/*
 * Numbers of persons and accounts that carry a check. A number that fails may be mistyped, foreign or made up on purpose
 * (replacements are), so "invalid" never means "no number".
 */

/** Born when, as far as the number says. */
function isDate(day: number, month: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

const digitsOf = (text: string): number[] => Array.from(text, Number);

const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * (digits[i] ?? 0), 0);

/** Thirteen digits that begin with a day and a month: the shape of a JMBG or EMBG, whether or not its check holds. */
export function looksLikeJmbg(number: string): boolean {
  return /^\d{13}$/.test(number) && isDate(Number(number.slice(0, 2)), Number(number.slice(2, 4)));
}

/** JMBG of Serbia and its neighbours, EMBG of North Macedonia: shape and check digit. */
export function isValidJmbg(number: string): boolean {
  if (!looksLikeJmbg(number)) return false;
  const digits = digitsOf(number);
  const check = 11 - (weighted(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === digits[12];
}

/** Whether the region digits are North Macedonia's: the number is called EMBG there. */
export function isMacedonian(jmbg: string): boolean {
  return /^4[1-9]$/.test(jmbg.slice(7, 9));
}

const NID_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV";

/** The shape of an Albanian personal number: decade, year, month (offset by sex and nationality), day, serial, letter. */
export function looksLikeAlbanianNid(number: string): boolean {
  if (!/^[0-9A-Z]\d{8}[A-W]$/.test(number)) return false;
  const month = Number(number.slice(2, 4));
  const real = [80, 50, 30, 0].map((offset) => month - offset).find((each) => each >= 1 && each <= 12);
  return real !== undefined && isDate(Number(number.slice(4, 6)), real);
}

/** Albanian personal number with its letter. Known from one public implementation only: a failure means "maybe not". */
export function isValidAlbanianNid(number: string): boolean {
  if (!looksLikeAlbanianNid(number)) return false;
  const first = number.charAt(0);
  const decade = /\d/.test(first) ? Number(first) : NID_LETTERS.indexOf(first);
  const values = [decade, ...digitsOf(number.slice(1, 9))];
  return NID_LETTERS.charAt(weighted(values, [1, 1, 2, 3, 4, 5, 6, 7, 8]) % 23) === number.charAt(9);
}

/** Kosovo personal number: ten digits. */
export function isValidKosovoNumber(number: string): boolean {
  if (!/^\d{10}$/.test(number)) return false;
  const digits = digitsOf(number);
  const check = 11 - (weighted(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return (check > 9 ? 0 : check) === digits[9];
}

function mod97(digits: string): number {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

/** Serbian account `bbb-nnnnnnnnnnnnn-kk` (the middle may be short), also in one run of 18 digits. */
export function isValidSerbianAccount(account: string): boolean {
  const parts = /^(\d{3})-?(\d{1,13})-?(\d{2})$/.exec(account);
  if (!parts) return false;
  return mod97((parts[1] ?? "") + (parts[2] ?? "").padStart(13, "0") + (parts[3] ?? "")) === 1;
}

/** Macedonian transaction account: 15 digits. */
export function isValidMacedonianAccount(account: string): boolean {
  const digits = account.replace(/\D/g, "");
  return digits.length === 15 && mod97(digits) === 1;
}

/** IBAN of any country: letters and digits, spaces ignored. */
export function isValidIban(iban: string): boolean {
  const plain = iban.replace(/\s/g, "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false;
  const moved = plain.slice(4) + plain.slice(0, 4);
  return mod97(moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) === 1;
}

/** Fifteen digits of a telephone's IMEI with its Luhn digit. */
export function isValidImei(imei: string): boolean {
  if (!/^\d{15}$/.test(imei)) return false;
  const sum = digitsOf(imei).reduce((total, digit, i) => {
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
