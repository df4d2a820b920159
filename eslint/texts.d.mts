import type { Linter } from 'eslint';

export declare function texts(): Linter.Config[];
