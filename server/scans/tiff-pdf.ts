import { ImportFailure } from "../import/failure.ts";
import { PAPER_POINTS } from "./page-image.ts";
import type { TiffPage, TiffPart } from "./tiff.ts";

/** Below this a file's own word on its resolution is that of a screen, and says nothing of the paper. */
const MIN_RESOLUTION = 90;
const ROTATIONS: Readonly<Record<number, number>> = { 3: 180, 6: 90, 8: 270 };
const DEFLATE = new Set([8, 32946]);
const PACKBITS = 32773;

/**
 * A TIFF as a PDF of the same pictures, strip by strip: all that TIFF packs with, PDF unpacks too, so that one decoder is
 * enough. Throws `unknown-format` for packings of cameras and of the last century.
 */
export function tiffToPdf(pages: readonly TiffPage[]): Uint8Array {
  const objects: Uint8Array[] = [new Uint8Array(), ascii("<< /Type /Catalog /Pages 2 0 R >>"), new Uint8Array()];
  const add = (...parts: readonly (string | Uint8Array)[]): number =>
    objects.push(Buffer.concat(parts.map((part) => (typeof part === "string" ? ascii(part) : part)))) - 1;
  const stream = (entries: string, data: Uint8Array): number =>
    add(`<< ${entries} /Length ${data.length} >>\nstream\n`, data, "\nendstream");
  const kids = pages.map((page) => {
    const { width, height } = paperOf(page);
    const [sx, sy] = [width / page.width, height / page.height];
    const space = colourSpace(page, stream);
    const images = page.parts.map((part) => stream(imageEntries(page, part, space), dataOf(page, part)));
    const names = images.map((image, i) => `/I${i} ${image} 0 R`).join(" ");
    const draw = page.parts.map(({ x, y, width: w, height: h }, i) => {
      const matrix = [w * sx, 0, 0, h * sy, x * sx, height - (y + h) * sy].map((each) => each.toFixed(4));
      return `q ${matrix.join(" ")} cm /I${i} Do Q`;
    });
    const content = stream("", ascii(draw.join("\n")));
    const rotate = ROTATIONS[page.orientation] ?? 0;
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width.toFixed(2)} ${height.toFixed(2)}] /Rotate ${rotate} ` +
        `/Contents ${content} 0 R /Resources << /XObject << ${names} >> >> >>`,
    );
  });
  const list = kids.map((kid) => `${kid} 0 R`).join(" ");
  objects[2] = ascii(`<< /Type /Pages /Kids [${list}] /Count ${kids.length} >>`);
  return assembled(objects);
}

/** The size of the paper in points; where the file does not tell its resolution, it is as wide as A4. */
function paperOf({ width, height, resolution: { x, y } }: TiffPage): { width: number; height: number } {
  const isTold = x >= MIN_RESOLUTION && y >= MIN_RESOLUTION;
  // Faxes have half as many lines as dots in a line.
  const stretch = x > 0 && y > 0 ? x / y : 1;
  const short = PAPER_POINTS / Math.min(width, height * stretch);
  return isTold
    ? { width: (width * 72) / x, height: (height * 72) / y }
    : { width: width * short, height: height * stretch * short };
}

function colourSpace(page: TiffPage, stream: (entries: string, data: Uint8Array) => number): string {
  const { photometric, samples, bits, palette } = page;
  if (photometric === 3) {
    const count = 2 ** bits;
    const colour = (i: number, of: number): number => (palette[of * count + i] ?? 0) >> 8;
    const colours = Array.from({ length: count }, (_, i) => [colour(i, 0), colour(i, 1), colour(i, 2)]);
    return `[/Indexed /DeviceRGB ${count - 1} <${Buffer.from(colours.flat()).toString("hex")}>]`;
  }
  const [name, own] = photometric <= 1 ? ["DeviceGray", 1] : photometric === 5 ? ["DeviceCMYK", 4] : ["DeviceRGB", 3];
  if (samples <= own) return `/${name}`;
  // What else is told of each dot (how it shines through) is dropped.
  const colours = ["/C", "/M", "/Y", "/K"].slice(0, own).join(" ");
  const rest = samples - own;
  const ranges = (count: number): string => Array.from({ length: count }, () => "0 1").join(" ");
  const drop = stream(
    `/FunctionType 4 /Domain [${ranges(samples)}] /Range [${ranges(own)}]`,
    ascii(`{ ${"pop ".repeat(rest)}}`),
  );
  return `[/DeviceN [${colours} ${"/None ".repeat(rest)}] /${name} ${drop} 0 R]`;
}

function imageEntries(page: TiffPage, { width, height }: TiffPart, space: string): string {
  const { photometric, bits, samples, compression } = page;
  if (![0, 1, 2, 3, 5, 6].includes(photometric))
    throw new ImportFailure("unknown-format", "tiff of unknown colours", { what: "tiff" });
  if (![1, 2, 4, 8].includes(bits)) throw new ImportFailure("unknown-format", `tiff of ${bits} bits`, { what: "tiff" });
  if (photometric === 6 && compression !== 7)
    throw new ImportFailure("unknown-format", "tiff in YCbCr", { what: "tiff" });
  const isInverted = photometric === 0;
  const decode = isInverted ? ` /Decode [${"1 0 ".repeat(samples)}]` : "";
  return (
    `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent ${bits} ` +
    `/ColorSpace ${space}${decode} ${filterOf(page, width, height)}`
  );
}

function filterOf(
  { compression, predictor, samples, bits, faxOptions, photometric }: TiffPage,
  width: number,
  height: number,
): string {
  const fax = `/BlackIs1 true /Columns ${width} /Rows ${height}`;
  const differences =
    predictor === 2
      ? ` /DecodeParms << /Predictor 2 /Colors ${samples} /BitsPerComponent ${bits} /Columns ${width} >>`
      : "";
  if (compression === 1) return "";
  if (compression === 2) return `/Filter /CCITTFaxDecode /DecodeParms << /K 0 /EncodedByteAlign true ${fax} >>`;
  if (compression === 3)
    return `/Filter /CCITTFaxDecode /DecodeParms << /K ${faxOptions & 1} /EncodedByteAlign ${(faxOptions & 4) > 0} ${fax} >>`;
  if (compression === 4) return `/Filter /CCITTFaxDecode /DecodeParms << /K -1 ${fax} >>`;
  if (compression === 5) return `/Filter /LZWDecode${differences}`;
  if (compression === 7) return `/Filter /DCTDecode /DecodeParms << /ColorTransform ${photometric === 6 ? 1 : 0} >>`;
  if (DEFLATE.has(compression)) return `/Filter /FlateDecode${differences}`;
  if (compression === PACKBITS) return "/Filter /RunLengthDecode";
  throw new ImportFailure("unknown-format", `tiff packed by ${compression}`, { what: "tiff" });
}

function dataOf({ compression, isReversed, jpegTables }: TiffPage, { data }: TiffPart): Uint8Array {
  // The tables, without their end, stand before the strip, without its beginning.
  if (compression === 7 && jpegTables.length > 4) return Buffer.concat([jpegTables.subarray(0, -2), data.subarray(2)]);
  return isReversed && compression <= 4 ? data.map(reversed) : data;
}

function reversed(byte: number): number {
  let out = 0;
  for (let bit = 0; bit < 8; bit++) out = (out << 1) | ((byte >> bit) & 1);
  return out;
}

function assembled(objects: readonly Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [ascii("%PDF-1.5\n")];
  let at = 9;
  const put = (part: Uint8Array): void => {
    parts.push(part);
    at += part.length;
  };
  const offsets = objects.map((object, number) => {
    const offset = at;
    if (number > 0) for (const part of [ascii(`${number} 0 obj\n`), object, ascii("\nendobj\n")]) put(part);
    return offset;
  });
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`);
  const table = `xref\n0 ${objects.length}\n0000000000 65535 f \n${rows.join("")}`;
  const trailer = `trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, ascii(table + trailer)]);
}

const ascii = (text: string): Uint8Array => Buffer.from(text, "latin1");
