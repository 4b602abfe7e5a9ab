import { ImportFailure } from "../import/failure.ts";
import { mustHavePages } from "../import/limits.ts";
import { mustBeDrawable } from "./picture-size.ts";

/** A picture of a TIFF file: its strips or tiles as they lie in the file, and what is needed to decode them. */
export interface TiffPage {
  width: number;
  height: number;
  /** One of those of TIFF 6.0, or 8 and 32946 for Deflate. */
  compression: number;
  photometric: number;
  bits: number;
  samples: number;
  predictor: number;
  /** Numbers of 16 bits stand with their lower byte first. */
  isLittle: boolean;
  /** Bits stand in their bytes from the lowest. */
  isReversed: boolean;
  /** Options of Group 3: bit 0 two dimensions, bit 2 whole bytes. */
  faxOptions: number;
  /** Red, green and blue of a palette, from 0 to 65,535 each. */
  palette: readonly number[];
  /** Tables that all strips of a JPEG share. */
  jpegTables: Uint8Array;
  /** Dots an inch; 0 where the file does not say. */
  resolution: { x: number; y: number };
  /** As it was laid on the scanner: 1 upright, 3 on its head, 6 and 8 on its sides. */
  orientation: number;
  parts: TiffPart[];
}

/** A strip or tile, at its place from the upper left. */
export interface TiffPart {
  x: number;
  y: number;
  width: number;
  height: number;
  data: Uint8Array;
}

const TAG = {
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  stripRows: 278,
  stripLengths: 279,
  resolutionX: 282,
  resolutionY: 283,
  planes: 284,
  faxOptions: 292,
  resolutionUnit: 296,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileLengths: 325,
  jpegTables: 347,
} as const;

/** Bytes of a value, by its type. */
const SIZES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };
/** Values of one field: strips of a line each, of a tall picture. */
const MAX_VALUES = 200_000;

/** The pictures of a file, without the small ones for a preview. Throws `truncated`, `broken`, `too-large`, `too-complex`, `unknown-format`. */
export function readTiff(bytes: Uint8Array): TiffPage[] {
  const isLittle = bytes[0] === 0x49;
  const file = new TiffFile(bytes, isLittle);
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  for (let at = file.long(4); at !== 0;) {
    if (seen.has(at)) throw new ImportFailure("broken", "TIFF directories in a circle");
    seen.add(at);
    mustHavePages(seen.size);
    const { fields, next } = file.directory(at);
    // Bit 0: a smaller copy of another picture; bit 2: a mask.
    if ((file.number(fields, TAG.subfile, 0) & 5) === 0) pages.push(toPage(file, fields));
    at = next;
  }
  if (pages.length === 0) throw new ImportFailure("broken", "a TIFF without a picture");
  return pages;
}

type Fields = ReadonlyMap<number, { type: number; count: number; at: number }>;

class TiffFile {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly isLittle: boolean;

  constructor(bytes: Uint8Array, isLittle: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.isLittle = isLittle;
  }

  short(at: number): number {
    this.#mustHold(at, 2);
    return this.#view.getUint16(at, this.isLittle);
  }

  long(at: number): number {
    this.#mustHold(at, 4);
    return this.#view.getUint32(at, this.isLittle);
  }

  bytes(at: number, length: number): Uint8Array {
    this.#mustHold(at, length);
    return this.#bytes.subarray(at, at + length);
  }

  directory(at: number): { fields: Fields; next: number } {
    const count = this.short(at);
    const fields = new Map<number, { type: number; count: number; at: number }>();
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + i * 12;
      const field = { type: this.short(entry + 2), count: this.long(entry + 4), at: entry + 8 };
      if ((SIZES[field.type] ?? 1) * field.count > 4) field.at = this.long(entry + 8);
      fields.set(this.short(entry), field);
    }
    return { fields, next: this.long(at + 2 + count * 12) };
  }

  numbers(fields: Fields, tag: number): number[] {
    const field = fields.get(tag);
    if (!field) return [];
    if (field.count > MAX_VALUES) throw new ImportFailure("too-complex", "a TIFF field of too many values");
    const size = SIZES[field.type] ?? 1;
    return Array.from({ length: field.count }, (_, i) => {
      const at = field.at + i * size;
      if (size === 8) return this.long(at) / (this.long(at + 4) || 1);
      return size === 4 ? this.long(at) : size === 2 ? this.short(at) : (this.bytes(at, 1)[0] ?? 0);
    });
  }

  number(fields: Fields, tag: number, otherwise: number): number {
    return this.numbers(fields, tag)[0] ?? otherwise;
  }

  raw(fields: Fields, tag: number): Uint8Array {
    const field = fields.get(tag);
    return field ? this.bytes(field.at, field.count) : new Uint8Array();
  }

  #mustHold(at: number, length: number): void {
    if (at + length > this.#bytes.length) throw new ImportFailure("truncated", "TIFF");
  }
}

function toPage(file: TiffFile, fields: Fields): TiffPage {
  const of = (tag: number, otherwise: number): number => file.number(fields, tag, otherwise);
  const [width, height] = [of(TAG.width, 0), of(TAG.height, 0)];
  if (width < 1 || height < 1) throw new ImportFailure("broken", "a TIFF picture without a size");
  mustBeDrawable(width, height);
  const samples = of(TAG.samples, 1);
  if (samples > 1 && of(TAG.planes, 1) === 2)
    throw new ImportFailure("unknown-format", "tiff in planes", { what: "tiff" });
  // Centimetres make 2.54 times as many dots an inch; 1 says that the numbers are a ratio only.
  const scale = [0, 0, 1, 2.54][of(TAG.resolutionUnit, 2)] ?? 0;
  return {
    width,
    height,
    samples,
    compression: of(TAG.compression, 1),
    photometric: of(TAG.photometric, 0),
    bits: of(TAG.bits, 1),
    predictor: of(TAG.predictor, 1),
    isLittle: file.isLittle,
    isReversed: of(TAG.fillOrder, 1) === 2,
    faxOptions: of(TAG.faxOptions, 0),
    palette: file.numbers(fields, TAG.palette),
    jpegTables: file.raw(fields, TAG.jpegTables),
    resolution: { x: of(TAG.resolutionX, 0) * scale, y: of(TAG.resolutionY, 0) * scale },
    orientation: of(TAG.orientation, 1),
    parts: partsOf(file, fields, width, height),
  };
}

function partsOf(file: TiffFile, fields: Fields, width: number, height: number): TiffPart[] {
  const isTiled = fields.has(TAG.tileOffsets);
  const partWidth = isTiled ? file.number(fields, TAG.tileWidth, width) : width;
  const rows = file.number(fields, isTiled ? TAG.tileHeight : TAG.stripRows, height);
  const partHeight = isTiled ? rows : Math.min(rows, height);
  const offsets = file.numbers(fields, isTiled ? TAG.tileOffsets : TAG.stripOffsets);
  const lengths = file.numbers(fields, isTiled ? TAG.tileLengths : TAG.stripLengths);
  if (partWidth < 1 || partHeight < 1) throw new ImportFailure("broken", "a TIFF strip without a size");
  mustBeDrawable(partWidth, partHeight);
  const across = Math.ceil(width / partWidth);
  const needed = across * Math.ceil(height / partHeight);
  if (offsets.length < needed || lengths.length < needed)
    throw new ImportFailure("truncated", "TIFF strips are missing");
  return Array.from({ length: needed }, (_, i) => {
    const y = Math.floor(i / across) * partHeight;
    return {
      x: (i % across) * partWidth,
      y,
      width: partWidth,
      // The last strip is as high as what is left; tiles are filled up.
      height: isTiled ? partHeight : Math.min(partHeight, height - y),
      data: file.bytes(offsets[i] ?? 0, lengths[i] ?? 0),
    };
  });
}
