/**
 * Links of the Markdown pages that ship: there is no folder around them that a relative one could lead into.
 * Pure.
 */

/** `[text](target)`, `![picture](target "title")`, `[name]: target`, `href="target"`, `src="target"`. */
const LINKS = [
  /\]\(\s*<?([^)\s>]+)/g,
  /^ {0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm,
  /\b(?:href|src)\s*=\s*["']([^"']+)/gi,
];

/**
 * @param {string} markdown
 * @returns {string[]} targets that lead nowhere once the page stands alone: neither an address of the web nor
 * a heading
 */
export function brokenLinks(markdown) {
  const prose = markdown.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
  const targets = LINKS.flatMap((link) => [...prose.matchAll(link)].map(([, target]) => target));
  const isPlaceholder = (target) => /^https?:\/\/([\w-]+\.)*example\.(org|com|net)\b/i.test(target);
  return targets.filter((target) => !/^(https:\/\/|mailto:|#)/i.test(target) || isPlaceholder(target));
}
