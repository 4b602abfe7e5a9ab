/** Who has had so many paragraphs of a verdict in sight has read in it; of a shorter one, all. Some six screens. */
export const READ_PARAGRAPHS = 40;
