/** An encoder for blocks of LZ4: takes the first match that it finds. */
export function packLz4(bytes: Uint8Array): Uint8Array {
  const packed: number[] = [];
  const last = new Map<string, number>();
  const extend = (length: number) => {
    if (length < 15) return;
    for (length -= 15; length >= 255; length -= 255) packed.push(255);
    packed.push(length);
  };
  let literal = 0;
  const write = (to: number, distance: number, match: number) => {
    const literals = to - literal;
    packed.push((Math.min(15, literals) << 4) | (distance === 0 ? 0 : Math.min(15, match - 4)));
    extend(literals);
    packed.push(...bytes.subarray(literal, to));
    if (distance === 0) return;
    packed.push(distance & 255, distance >> 8);
    extend(match - 4);
  };
  for (let i = 0; i + 12 < bytes.length; i++) {
    const key = bytes.subarray(i, i + 4).join();
    const from = last.get(key);
    last.set(key, i);
    if (from === undefined || i - from > 65_535) continue;
    let length = 4;
    // The last five bytes always stand for themselves.
    while (i + length < bytes.length - 5 && bytes[from + length] === bytes[i + length]) length++;
    write(i, i - from, length);
    i += length - 1;
    literal = i + 1;
  }
  write(bytes.length, 0, 0);
  return Uint8Array.from(packed);
}
