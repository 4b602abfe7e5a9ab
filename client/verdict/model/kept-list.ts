/** A list that is made anew now and then and mostly says the same: who draws it draws it again only where it says something else. */
export class KeptList<Item> {
  private list: readonly Item[] = [];
  private said = "[]";

  /** The list that was given before, where this one says the same. */
  take(next: readonly Item[]): readonly Item[] {
    const said = next.length === 0 ? "[]" : JSON.stringify(next);
    if (said !== this.said) {
      this.said = said;
      this.list = next;
    }
    return this.list;
  }
}
