/** Coordinates as astronomers write them, of the sky and of the site. */

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

/** A site north and east positive: 48.1371 and 11.5754 are `48° 08′ 14″ N, 11° 34′ 31″ E`. */
export function siteText(latitude: number, longitude: number): string {
  const angle = (degrees: number, positive: string, negative: string) => {
    const text = declinationText(degrees);
    return `${text.slice(1)} ${text.startsWith('−') ? negative : positive}`;
  };
  return `${angle(latitude, 'N', 'S')}, ${angle(longitude, 'E', 'W')}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
