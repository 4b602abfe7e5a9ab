/*
 * QR codes of short addresses (ISO/IEC 18004): bytes, error correction M, versions 1 to 6. Square modules, row by row; true is dark.
 */
const CODEWORDS = [26, 44, 70, 100, 134, 172];
/** Of each version: error correction codewords a block, and blocks, which are equally long at these versions. */
const ECC = [10, 16, 26, 18, 24, 16];
const BLOCKS = [1, 1, 1, 2, 2, 4];
/** Bits of level M before the number of the mask. */
const LEVEL = 0b00;

/** The code of some words; throws where they are longer than 106 bytes. */
export function qrCode(words: string): boolean[][] {
  return drawings(words).reduce((best, each) => (penaltyOf(each) < penaltyOf(best) ? each : best));
}

/** The same code under each of the eight masks, all of which say the same. */
export function drawings(words: string): boolean[][][] {
  const bytes = [...new TextEncoder().encode(words)];
  const version = CODEWORDS.findIndex((all, i) => bytes.length + 2 <= all - (ECC[i] ?? 0) * (BLOCKS[i] ?? 0)) + 1;
  if (version === 0) throw new Error("too long for a QR code");
  const codewords = withCorrection(dataOf(bytes, version), version);
  return MASKS.map((isMasked, mask) => draw(codewords, version, mask, isMasked));
}

function dataOf(bytes: readonly number[], version: number): number[] {
  const size = (CODEWORDS[version - 1] ?? 0) - (ECC[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 0);
  // Mode "bytes", how many, the bytes, an end; then what fills it.
  const bits = [0, 1, 0, 0, ...bitsOf(bytes.length, 8), ...bytes.flatMap((byte) => bitsOf(byte, 8))];
  bits.push(...Array.from({ length: Math.min(4, size * 8 - bits.length) }, () => 0));
  while (bits.length % 8 > 0) bits.push(0);
  const data = Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );
  for (let pad = 0xec; data.length < size; pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

function bitsOf(value: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (value >> (count - 1 - i)) & 1);
}

/** Data in blocks, each with its Reed-Solomon remainder, one codeword of each block after the other. */
function withCorrection(data: readonly number[], version: number): number[] {
  const count = BLOCKS[version - 1] ?? 1;
  const length = data.length / count;
  const short = Math.floor(length);
  const long = data.length % count;
  const blocks: number[][] = [];
  for (let i = 0, at = 0; i < count; i++) {
    const end = at + short + (i >= count - long ? 1 : 0);
    blocks.push(data.slice(at, end));
    at = end;
  }
  const divisor = divisorOf(ECC[version - 1] ?? 0);
  const corrections = blocks.map((block) => remainderOf(block, divisor));
  return [...inTurn(blocks), ...inTurn(corrections)];
}

function inTurn(blocks: readonly number[][]): number[] {
  const longest = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => blocks.flatMap((block) => block.slice(i, i + 1))).flat();
}

/** Product in GF(2^8) by 0x11d. */
function times(a: number, b: number): number {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> i) & 1) * a;
  }
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = Array.from({ length: degree }, (_, i): number => (i === degree - 1 ? 1 : 0));
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2))
    for (let j = 0; j < degree; j++) divisor[j] = times(divisor[j] ?? 0, root) ^ (divisor[j + 1] ?? 0);
  return divisor;
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0);
    rest.push(0);
    for (const [i, coefficient] of divisor.entries()) rest[i] = (rest[i] ?? 0) ^ times(coefficient, factor);
  }
  return rest;
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

function draw(
  codewords: readonly number[],
  version: number,
  mask: number,
  isMasked: (x: number, y: number) => boolean,
): boolean[][] {
  const size = version * 4 + 17;
  const cells = Array.from({ length: size }, (): (boolean | null)[] => Array.from({ length: size }, () => null));
  const set = (x: number, y: number, isDark: boolean): void => {
    const row = cells[y];
    if (row && x >= 0 && x < size) row[x] = isDark;
  };
  for (let i = 0; i < size; i++) {
    set(6, i, i % 2 === 0);
    set(i, 6, i % 2 === 0);
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(set, cx, cy, 4, (ring) => ring !== 2 && ring !== 4);
  if (version > 1) square(set, size - 7, size - 7, 2, (ring) => ring !== 1);
  drawFormat(set, size, mask);
  fill(
    cells,
    codewords.flatMap((byte) => bitsOf(byte, 8)),
    isMasked,
  );
  return cells.map((row) => row.map((cell) => cell === true));
}

function square(
  set: (x: number, y: number, isDark: boolean) => void,
  cx: number,
  cy: number,
  reach: number,
  isDark: (ring: number) => boolean,
): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      if (cx + dx >= 0 && cy + dy >= 0) set(cx + dx, cy + dy, isDark(Math.max(Math.abs(dx), Math.abs(dy))));
}

/** Level and mask, twice, under a code of their own; and the one module that is always dark. */
function drawFormat(set: (x: number, y: number, isDark: boolean) => void, size: number, mask: number): void {
  const data = (LEVEL << 3) | mask;
  let rest = data;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((data << 10) | rest) ^ 0x5412;
  const bit = (i: number): boolean => ((bits >>> i) & 1) === 1;
  for (let i = 0; i <= 5; i++) set(8, i, bit(i));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let i = 9; i < 15; i++) set(14 - i, 8, bit(i));
  for (let i = 0; i < 8; i++) set(size - 1 - i, 8, bit(i));
  for (let i = 8; i < 15; i++) set(8, size - 15 + i, bit(i));
  set(8, size - 8, true);
}

/** Two columns at a time from the right, up and down, over what is free. */
function fill(cells: (boolean | null)[][], bits: readonly number[], isMasked: (x: number, y: number) => boolean): void {
  const size = cells.length;
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUp = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = isUp ? size - 1 - step : step;
        const row = cells[y];
        if (!row || row[x] !== null) continue;
        row[x] = (bits[at++] === 1) !== isMasked(x, y);
      }
  }
}

/** How hard a code is to read: runs, blocks, what looks like a corner, and how far it is from half dark. */
function penaltyOf(cells: readonly boolean[][]): number {
  const size = cells.length;
  const columns = cells.map((_, x) => cells.map((row) => row[x] === true));
  let penalty = 0;
  for (const line of [...cells, ...columns]) {
    const text = line.map(Number).join("");
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
    penalty += 40 * ((text.match(/(?=10111010000)/g)?.length ?? 0) + (text.match(/(?=00001011101)/g)?.length ?? 0));
  }
  for (let y = 0; y + 1 < size; y++)
    for (let x = 0; x + 1 < size; x++) {
      const here = cells[y]?.[x];
      if (cells[y]?.[x + 1] === here && cells[y + 1]?.[x] === here && cells[y + 1]?.[x + 1] === here) penalty += 3;
    }
  const dark = cells.flat().filter(Boolean).length;
  return penalty + 10 * Math.floor(Math.abs((dark * 20) / (size * size) - 10));
}
