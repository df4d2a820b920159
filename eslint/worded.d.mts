export declare const WORDED: readonly string[];
