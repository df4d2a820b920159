/**
 * How much pages show and ask for at a time. Apart from the protocols, whose checks need not go into the
 * browser.
 */

/** Candidates of one kind that are shown before the user asks for more, and how many more each time. */
export const FEW = 8;

/** Rows of a plan that are asked for at a time. */
export const PAGE_ROWS = 200;
