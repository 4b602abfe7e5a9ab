/** Hues of the branches in print and in other programs: the lines and letters of tokens.css in light, as sRGB. */
const HUES: Record<string, { line: string; text: string; tint: string }> = {
  a: { line: "#A3726C", text: "#70433E", tint: "#FEE9E6" },
  b: { line: "#1589C6", text: "#045781", tint: "#E0F1FF" },
  c: { line: "#818458", text: "#53542A", tint: "#EFF0DF" },
  d: { line: "#A261B9", text: "#6B387C", tint: "#F9E8FF" },
  e: { line: "#C8584D", text: "#873129", tint: "#FFE9E5" },
  f: { line: "#8478A6", text: "#554973", tint: "#EFECFD" },
  g: { line: "#5E9128", text: "#375E03", tint: "#E6F4DB" },
  h: { line: "#568A95", text: "#255965", tint: "#DFF3F8" },
  j: { line: "#B76B0E", text: "#764302", tint: "#FFEAD9" },
  k: { line: "#BE578C", text: "#7F305A", tint: "#FFE7F1" },
  l: { line: "#6876D5", text: "#3F4892", tint: "#EAEEFE" },
  m: { line: "#129677", text: "#04604B", tint: "#DBF6EC" },
};
const LETTERS = Object.keys(HUES);

/** The hue of a code, `#RRGGBB`: its letter's, or for a letter without one of the twelve again, as on the screen. */
export function branchHue(code: string): { line: string; text: string; tint: string } {
  const letter = code.charAt(0).toLowerCase();
  const place = Math.max(0, letter.charCodeAt(0) - 97) || 0;
  const hue = HUES[letter] ?? HUES[LETTERS[place % LETTERS.length] ?? "a"];
  return hue ?? { line: "#5A554E", text: "#1F1D1A", tint: "#EEECE8" };
}
