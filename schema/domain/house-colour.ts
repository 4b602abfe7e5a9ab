import { z } from "zod";

/** A colour as it is stored: six hexadecimal digits, lower case. */
export const HouseColour = z.string().regex(/^#[0-9a-f]{6}$/);
export type HouseColour = z.infer<typeof HouseColour>;

/** Numbers and labels of nine points stand in it on white paper. */
export const CONTRAST_MIN = 7;

type Triple = readonly [number, number, number];

/** Contrast on white, as WCAG counts it: 1 to 21. */
export function contrastOnWhite(colour: HouseColour): number {
  const [r, g, b] = linearOf(colour);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

/** The same colour, darkened no more than it takes until it can be read on white. */
export function nearestReadable(colour: HouseColour): HouseColour {
  if (contrastOnWhite(colour) >= CONTRAST_MIN) return colour;
  // Lightness of Oklab is what the eye sees; hue and the share of colour stay.
  const [lightness, a, b] = toOklab(linearOf(colour));
  let [low, high] = [0, lightness];
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    const share = lightness === 0 ? 0 : middle / lightness;
    if (contrastOnWhite(toHex(fromOklab([middle, a * share, b * share]))) >= CONTRAST_MIN) low = middle;
    else high = middle;
  }
  const share = lightness === 0 ? 0 : low / lightness;
  return toHex(fromOklab([low, a * share, b * share]));
}

function linearOf(colour: HouseColour): Triple {
  const at = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [at(1), at(3), at(5)];
}

function toHex(linear: Triple): HouseColour {
  const digits = linear.map((value) => {
    const inside = Math.min(1, Math.max(0, value));
    const shown = inside <= 0.0031308 ? inside * 12.92 : 1.055 * inside ** (1 / 2.4) - 0.055;
    return Math.round(shown * 255)
      .toString(16)
      .padStart(2, "0");
  });
  return `#${digits.join("")}`;
}

/** The matrices of Oklab (Björn Ottosson, public domain). */
function toOklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Triple): Triple {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}
