/** An encoder for PLIO_1, as plain as can be: runs of equal numbers as instructions. */

/** A list of instructions behind the header of either format. */
export function instructionList(instructions: readonly number[], old = false): Uint8Array {
  const words = old
    ? [0, 0, 3 + instructions.length, ...instructions]
    : [
        0,
        7,
        -100 & 0xffff,
        (7 + instructions.length) & 0x7fff,
        (7 + instructions.length) >> 15,
        0,
        0,
        ...instructions,
      ];
  return Uint8Array.from(words.flatMap((word) => [word >> 8, word & 255]));
}

/** Every run of equal pixels: its value set or moved to, then zeros, highs, or zeros with one at their end. */
export function packPlio(pixels: readonly number[], old: boolean): Uint8Array {
  const instructions: number[] = [];
  let high = 1;
  const reach = (value: number, one: number) => {
    const step = value - high;
    if (Math.abs(step) > 4095) instructions.push(0x1000 | (value & 0xfff), value >> 12);
    else if (step !== 0 || one > 0) instructions.push(((step < 0 ? 3 : 2) + one) * 0x1000 + Math.abs(step));
    high = value;
    return Math.abs(step) <= 4095;
  };
  for (let i = 0; i < pixels.length;) {
    const value = pixels[i] ?? 0;
    let run = 1;
    while (pixels[i + run] === value && run < 4095) run++;
    i += run;
    if (value === 0) {
      const next = pixels[i];
      const isJoined = next === high && run < 4095;
      instructions.push(isJoined ? 0x5000 + run + 1 : run);
      if (isJoined) i++;
    } else if (run === 1) {
      if (!reach(value, 4)) instructions.push(0x4001);
    } else {
      reach(value, 0);
      instructions.push(0x4000 + run);
    }
  }
  return instructionList(instructions, old);
}
