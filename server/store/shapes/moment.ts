/** How often rows had been changed by then: all together, and in rooms, by the verdict or document that they are of. */
export interface Moment {
  all: number;
  rooms: ReadonlyMap<string, number>;
}
