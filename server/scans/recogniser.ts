import { createWorker, OEM, type Block, type Worker } from "tesseract.js";
import { toPgm, type GreyImage } from "./page-image.ts";

/** One Tesseract in a thread of its own; a model is loaded when it is asked for, and stays. */
export class Recogniser {
  readonly #folder: string;
  #worker: Worker | null = null;
  #models = "";

  /** `folder`: where the trained data lies. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** What stands on a picture. `models`: one, or several joined by "+", which takes as many times as long. */
  async read(image: GreyImage, models: string): Promise<Block[]> {
    const worker = await this.#with(models);
    const { data } = await worker.recognize(toPgm(image), {}, { text: false, blocks: true });
    return data.blocks ?? [];
  }

  async #with(models: string): Promise<Worker> {
    if (!this.#worker) {
      // Everything is on this machine: without these two it would look for data on the network and keep copies of it.
      const options = { langPath: this.#folder, gzip: false, cacheMethod: "none" };
      this.#worker = await createWorker(models, OEM.LSTM_ONLY, options);
    } else if (models !== this.#models) await this.#worker.reinitialize(models, OEM.LSTM_ONLY);
    this.#models = models;
    return this.#worker;
  }
}
