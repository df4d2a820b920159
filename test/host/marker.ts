/** The line with which the tests' own output begins; what comes before is the workbench's chatter. */
export const START = '@@ integration tests @@';
