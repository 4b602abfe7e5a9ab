/** Whether a modal dialog lies over the page: what lies below it takes no press. */
export function isDialogOpen(): boolean {
  return document.querySelector("coram-dialog[open], dialog:modal") !== null;
}
