/** Patterns of standard names and folders; `{TOKEN}` stands for a value of the header. */

export interface NamePatterns {
  /** Name of a light without its extension. */
  readonly lightName: string;
  /** Name of a calibration frame; `{FILTER}` and the dash before it vanish where it has none. */
  readonly calibrationName: string;
  /** Folder of lights inside the repository, `/` between parts. */
  readonly lightFolder: string;
  readonly calibrationFolder: string;
  readonly masterFolder: string;
}

export const DEFAULT_PATTERNS: NamePatterns = {
  lightName: '{OBJECT}-{TELESCOPE}-{INSTRUMENT}-{FILTER}-{DATE}-{EXPOSURE}s-{BINNINGX}x{BINNINGY}-t{TEMP}',
  calibrationName:
    '{TYPE}-{TELESCOPE}-{INSTRUMENT}-{FILTER}-{DATE}-{EXPOSURE}s-{BINNINGX}x{BINNINGY}-t{TEMP}',
  lightFolder: 'Light/{OBJECT}/{TELESCOPE}/{INSTRUMENT}/{NIGHT}',
  calibrationFolder: 'Calibrate/{TYPE}/{TELESCOPE}/{INSTRUMENT}/{DETAIL}/{NIGHT}',
  masterFolder: 'Masters/{TYPE}/{TELESCOPE}/{INSTRUMENT}/{DETAIL}/{NIGHT}',
};
