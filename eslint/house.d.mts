import type { Linter } from 'eslint';

export declare function house(root: string): Linter.Config[];
