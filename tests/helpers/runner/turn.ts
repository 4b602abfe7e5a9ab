/** Ends when all that has been answered is heard. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
