export const translation = {} as const;
