export function brokenLinks(markdown: string): string[];
