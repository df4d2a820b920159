export declare const FLOORS: Readonly<Record<string, readonly string[]>>;
export declare const BESIDE: Readonly<
  Record<
    string,
    { readonly imports: readonly string[]; readonly rooms?: readonly string[]; readonly why?: string }
  >
>;
export declare const BROWSER: { readonly folder: string; readonly imports: readonly string[] };
