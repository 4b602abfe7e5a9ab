import type { Canvas } from "@napi-rs/canvas";
import { chooseModel, confidenceOf, type ChosenModel } from "./choose-model.ts";
import type { Model } from "./ocr-data.ts";
import { encodePage, greyOf, turnedBy, type GreyImage } from "./page-image.ts";
import { itemsOfPage } from "./page-items.ts";
import { openPages, type PageSource, type SourcePage } from "./page-source.ts";
import type { ReadAnswer, ReadJob } from "./reader-messages.ts";
import { Recogniser } from "./recogniser.ts";
import { rulesOf, withoutRules } from "./rules.ts";
import type { ScanItem } from "./scanned-page.ts";

/** Below this a page is perhaps in another language than the one before, and is looked at anew. */
const DOUBTFUL = 70;
/** Below this it perhaps lies on its side or head. */
const WRONG_WAY = 60;

/** Reads the pages of a file that are not done, one after the other. Throws ImportFailure. */
export async function readPages(job: ReadJob, tell: (answer: ReadAnswer) => void): Promise<void> {
  const source = await openPages(job.bytes, job.kind);
  tell({ kind: "opened", pages: source.count });
  const done = new Set(job.done);
  const languages = new Languages(job);
  const reader = new Recogniser(job.data.folder);
  for (let number = 1; number <= source.count; number++)
    if (!done.has(number)) tell(await readPage(source, number, reader, languages));
}

async function readPage(
  source: PageSource,
  number: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadAnswer> {
  const page = await source.page(number);
  try {
    return await readSource(page, number, reader, languages);
  } finally {
    // Canvases lie outside of the heap, and would wait for its collector.
    Object.assign(page.canvas, { width: 0, height: 0 });
  }
}

async function readSource(
  page: SourcePage,
  number: number,
  reader: Recogniser,
  languages: Languages,
): Promise<ReadAnswer> {
  if (page.items) return tellOf(number, page.canvas, "text", page.items, await encodePage(page.canvas));
  // The picture is packed while Tesseract reads: it works in another thread.
  const packed = encodePage(page.canvas);
  const { canvas, items } = await readPicture(page, reader, languages);
  const image = canvas === page.canvas ? await packed : await encodePage(canvas);
  return tellOf(number, canvas, "read", items, image);
}

function tellOf(
  number: number,
  { width, height }: Canvas,
  source: "read" | "text",
  items: ScanItem[],
  image: Uint8Array,
): ReadAnswer {
  return { kind: "page", page: { number, source, width, height, items }, image };
}

/** What stands on a page, and the page as it was read: one that lay on its side or head is turned. */
async function readPicture(
  { canvas, pointsPerPixel }: SourcePage,
  reader: Recogniser,
  languages: Languages,
): Promise<{ canvas: Canvas; items: ScanItem[] }> {
  const read = async (picture: Canvas): Promise<{ canvas: Canvas; items: ScanItem[]; confidence: number }> => {
    const page = greyOf(picture);
    const rules = rulesOf(page);
    const blocks = await languages.read(withoutRules(page, rules), reader);
    const items = itemsOfPage(blocks, rules, page, pointsPerPixel);
    return { canvas: picture, items, confidence: confidenceOf(blocks) };
  };
  const found = await read(canvas);
  if (found.confidence >= WRONG_WAY) return found;
  const turns: { turned: Canvas; confidence: number }[] = [];
  for (const quarters of [2, 1, 3]) {
    const turned = turnedBy(canvas, quarters);
    turns.push({ turned, confidence: (await languages.look(greyOf(turned), reader))?.confidence ?? 0 });
  }
  const [best] = turns.sort((a, b) => b.confidence - a.confidence);
  if (!best || best.confidence < DOUBTFUL) return found;
  const again = await read(best.turned);
  return again.confidence > found.confidence ? again : found;
}

/** Which model reads a page: the one of the page before, unless that can not have been right. */
class Languages {
  readonly #job: ReadJob;
  #current: Promise<Model | null> | null = null;

  constructor(job: ReadJob) {
    this.#job = job;
  }

  async read(image: GreyImage, reader: Recogniser): ReturnType<Recogniser["read"]> {
    // The first page is looked at once, and all that are read at the same time wait for it.
    const first = (this.#current ??= this.#model(image, reader));
    const known = await first;
    // An empty page says nothing of the others.
    if (known === null && this.#current === first) this.#current = null;
    const model = known ?? (await this.#model(image, reader));
    if (model === null) return [];
    const blocks = await reader.read(image, model);
    if (confidenceOf(blocks) >= DOUBTFUL) return blocks;
    const other = await this.#model(image, reader);
    if (other === null || other === model) return blocks;
    const again = await reader.read(image, other);
    if (confidenceOf(again) <= confidenceOf(blocks)) return blocks;
    this.#current = Promise.resolve(other);
    return again;
  }

  look(image: GreyImage, reader: Recogniser): Promise<ChosenModel | null> {
    return chooseModel(image, reader, this.#job.data.models);
  }

  async #model(image: GreyImage, reader: Recogniser): Promise<Model | null> {
    return (await this.look(image, reader))?.model ?? null;
  }
}
