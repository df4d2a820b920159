/** Sky coordinates as astronomers write them. */

/** Right ascension of `degrees` in hours, minutes and seconds: 314.75 is `20h 59m 00.0s`. */
export function rightAscensionText(degrees: number): string {
  // Tenths of a second, rounded once, so that 59.96 s becomes a minute and never 60.0 s.
  const tenths = Math.round((((degrees % 360) + 360) % 360) * 2400) % 864_000;
  const hours = Math.floor(tenths / 36_000);
  const minutes = Math.floor((tenths % 36_000) / 600);
  return `${pad(hours)}h ${pad(minutes)}m ${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}s`;
}

/** Declination of `degrees` in degrees, minutes and seconds of arc: -5.391 is `−05° 23′ 28″`. */
export function declinationText(degrees: number): string {
  const seconds = Math.round(Math.abs(degrees) * 3600);
  const sign = degrees < 0 && seconds > 0 ? '−' : '+';
  return `${sign}${pad(Math.floor(seconds / 3600))}° ${pad(Math.floor((seconds % 3600) / 60))}′ ${pad(seconds % 60)}″`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
