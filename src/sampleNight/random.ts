/** Random numbers that are the same on every machine and in every run, so that the sample night is too. */

export interface Random {
  /** Uniform in [from, to). */
  uniform(from: number, to: number): number;
  /** Normally distributed around 0. */
  normal(sigma: number): number;
}

/** FNV-1a over the text: 'L 3' gives every frame its own seed. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * A generator that depends on nothing but `name` ('mono light L 3'). The mixing steps are those of
 * mulberry32.
 */
export function randomFor(name: string): Random {
  let state = seedOf(name);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  let spare: number | null = null;
  return {
    uniform: (from, to) => from + (to - from) * next(),
    normal(sigma) {
      if (spare !== null) {
        const value = spare;
        spare = null;
        return value * sigma;
      }
      // Box-Muller gives two values at a time; 1 - next() keeps the logarithm finite.
      const radius = Math.sqrt(-2 * Math.log(1 - next()));
      const angle = 2 * Math.PI * next();
      spare = radius * Math.sin(angle);
      return radius * Math.cos(angle) * sigma;
    },
  };
}
