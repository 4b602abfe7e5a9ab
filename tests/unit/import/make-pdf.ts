/** A word or line on a page: origin at the lower left, points; Helvetica unless `bold`. */
export interface Placed {
  text: string;
  x: number;
  y: number;
  size?: number;
  bold?: boolean;
  /** Degrees by which it is turned to the left, round the beginning of its base line. */
  turn?: number;
}

/** How the pages of a file lie: turned by their `/Rotate`, of another size than A4. */
export interface Paper {
  rotate?: number;
  width?: number;
  height?: number;
  /** The font says of its hyphen that it is a soft one, as many programs write it, or a soft one and then a hyphen. */
  softHyphens?: boolean | "and others";
}

const WIN_ANSI: Readonly<Record<string, number>> = { š: 0x9a, ž: 0x9e, Š: 0x8a, Ž: 0x8e, "–": 0x96, ë: 0xeb, ç: 0xe7 };

const mapOf = (hyphen: string): string =>
  `begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <2d> <${hyphen}> endbfchar endcmap`;

/** A PDF of A4 pages with a text layer, written by hand so that tests know each byte of it. `encrypt` asks for a password. */
export function makePdf(
  pages: readonly (readonly Placed[])[],
  { encrypt = false, rotate, width = 595, height = 842, softHyphens = false }: Paper & { encrypt?: boolean } = {},
): Uint8Array {
  const turned = rotate === undefined ? "" : ` /Rotate ${rotate}`;
  const objects: string[] = [];
  const kids = pages.map((_, i) => `${5 + i * 2} 0 R`).join(" ");
  objects[1] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[2] = `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`;
  const toUnicode = 5 + pages.length * 2;
  const told = softHyphens ? ` /ToUnicode ${toUnicode} 0 R` : "";
  objects[3] = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding${told} >>`;
  objects[4] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>";
  for (const [i, page] of pages.entries()) {
    const content = page.map(draw).join("\n");
    objects[5 + i * 2] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}]${turned} /Contents ${6 + i * 2} 0 R /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>`;
    objects[6 + i * 2] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
  }
  const map = mapOf(softHyphens === true ? "00ad" : "00ad2010");
  if (softHyphens) objects[toUnicode] = `<< /Length ${map.length} >>\nstream\n${map}\nendstream`;
  let out = "%PDF-1.4\n";
  const offsets: number[] = [];
  for (const [number, object] of objects.entries()) {
    if (object === undefined) continue;
    offsets[number] = out.length;
    out += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const xref = out.length;
  const rows = objects.map((_, i) =>
    i === 0 ? "0000000000 65535 f \n" : `${String(offsets[i] ?? 0).padStart(10, "0")} 00000 n \n`,
  );
  const key = "00".repeat(32);
  const secret = encrypt
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<${"11".repeat(16)}> <${"11".repeat(16)}>]`
    : "";
  out += `xref\n0 ${objects.length}\n${"0000000000 65535 f \n"}${rows.slice(1).join("")}trailer\n<< /Size ${objects.length} /Root 1 0 R${secret} >>\nstartxref\n${xref}\n%%EOF\n`;
  return Uint8Array.from(out, (character) => WIN_ANSI[character] ?? character.charCodeAt(0));
}

function draw({ text, x, y, size = 11, bold = false, turn = 0 }: Placed): string {
  const escaped = text.replace(/[\\()]/g, "\\$&");
  const angle = (turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)].map((each) => Number(each.toFixed(5)));
  return `BT /F${bold ? 2 : 1} ${size} Tf ${cos} ${sin} ${-(sin ?? 0)} ${cos} ${x} ${y} Tm (${escaped}) Tj ET`;
}

/** The same page turned to the left by quarters, so that it fills a sheet of A4 (or A4 across) again. */
export function turnedPage(page: readonly Placed[], quarters: number): Placed[] {
  const [width, height] = [595, 842];
  return page.map(({ x, y, ...rest }) => {
    const turn = quarters * 90;
    if (quarters === 1) return { ...rest, turn, x: height - y, y: x };
    if (quarters === 2) return { ...rest, turn, x: width - x, y: height - y };
    if (quarters === 3) return { ...rest, turn, x: y, y: width - x };
    return { ...rest, x, y };
  });
}

/** Lines one under the other from the top, as a word processor sets a page. */
export function linesAt(lines: readonly string[], { x = 70, top = 760, leading = 14, size = 11 } = {}): Placed[] {
  return lines.map((text, i) => ({ text, x, y: top - i * leading, size }));
}
