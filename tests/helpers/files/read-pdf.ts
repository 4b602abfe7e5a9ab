/** The words of a PDF, page by page, a blank between what is drawn apart; lines are not kept. */
export async function readPdf(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  // The reader takes the bytes for itself.
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    for (const item of items) if ("str" in item) text += `${item.str} `;
  }
  await task.destroy();
  return text;
}
