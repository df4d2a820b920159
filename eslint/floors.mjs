/**
 * The house: every folder of `src` that holds code, in the order in which they may rest on each other. A
 * floor imports only floors below it, a room only rooms that stand before it. `CONTRIBUTING.md` shows this as
 * a table.
 */

/**
 * The floors of the core from the ground up; the rooms of a floor in order. A floor without rooms is one
 * room.
 */
export const FLOORS = {
  base: [],
  formats: ['fits', 'xisf', 'image', 'codecs', 'pixels', 'raster'],
  siril: ['commands', 'parser', 'folders', 'check', 'edit', 'script', 'running'],
  api: [],
  rules: [
    'cards',
    'processing',
    'place',
    'frame',
    'headers',
    'names',
    'figures',
    'goals',
    'astrobin',
    'sessions',
    'picture',
    'sky',
  ],
  text: [],
  storage: ['files', 'thumbnails', 'lock', 'database', 'notebook', 'identity', 'journal'],
  operations: [
    'pictures',
    'regenerate',
    'knowledge',
    'series',
    'checkout',
    'results',
    'scan',
    'register',
    'history',
    'goals',
    'edit',
    'duplicates',
    'verify',
    'follow',
    'reread',
    'astrobin',
    'astrofiler',
    'scheduler',
    'join',
  ],
  archive: ['.', 'rescue', 'doctor'],
};

/** What everything outside the core may import of it: types, words and rules, never files or the database. */
const PURE = [
  ...['base', 'api', 'rules', 'text'].map((floor) => `core/${floor}`),
  'core/formats/image/names.ts',
];

/**
 * What stands beside the core, and what each may import: folders of `src`, files where one is enough. Views
 * never import each other: a command id is the only link between them.
 */
export const BESIDE = {
  engine: { imports: ['core'], why: 'The engine knows only the core.' },
  cli: {
    imports: ['core'],
    rooms: ['terminal', 'json', 'run', 'commands', '.'],
    why: 'The command line knows only the core.',
  },
  sampleNight: { imports: ['core/base'], why: 'The sample night is made without the archive.' },
  tree: { imports: [...PURE, 'engine/client.ts'] },
  commands: { imports: [...PURE, 'engine/client.ts', 'sampleNight'] },
  language: {
    imports: [...PURE, 'engine/client.ts', 'core/siril', 'core/formats/fits/header.ts'],
    rooms: ['markdown', 'siril', 'paths'],
  },
  webview: { imports: [...PURE, 'engine/client.ts', 'core/formats/fits/header.ts'] },
  watch: { imports: [...PURE, 'engine/client.ts'] },
  welcome: { imports: [...PURE, 'engine/client.ts'] },
  tasks: { imports: [...PURE, 'engine/client.ts', 'core/siril', 'core/operations/checkout/marker.ts'] },
};

/** Browser code: its protocol, types and texts. */
export const BROWSER = {
  folder: 'webview/client',
  imports: [
    'webview/client',
    ...[
      'protocol',
      'planProtocol',
      'reportProtocol',
      'explainProtocol',
      'headerProtocol',
      'imageProtocol',
      'sheetProtocol',
      'imageFile',
      'tourProtocol',
      'pictureParts',
      'pageSizes',
    ].map((name) => `webview/${name}.ts`),
    ...['frame', 'session', 'matching', 'translation'].map((name) => `core/base/${name}.ts`),
    'core/api',
    'core/text',
    'core/rules/picture',
    'core/rules/figures',
    'core/rules/names/filterNames.ts',
  ],
};
