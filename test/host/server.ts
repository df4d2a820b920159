/** Starts a throw-away VS Code server with a fresh profile, and stops all that it started. */
import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onExit } from './cleanup';
import { NODE, SERVER } from './paths';

/** User settings that keep the workbench quiet; without workspace trust an extension may be absent. */
const QUIET = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
};

export interface ServerOptions {
  /** A packaged extension to install before the start: `/project/out/astro-archive.vsix`. */
  readonly vsix?: string;
  /** A folder of translations that is laid over the installed extension. */
  readonly translation?: string;
  /** User settings over the quiet ones: `{ 'astroArchive.mode': 'copy' }`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Environment of the extension host: `{ PATH: '/usr/bin' }`. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Makes the server honour `extensionTestsPath` in the page's address. It also hides notifications and skips
   * dialogs, so end-to-end tests do without it.
   */
  readonly testDriver?: boolean;
}

export interface Server {
  /** `http://127.0.0.1:41234` */
  readonly url: string;
  /** `127.0.0.1:41234`, for `vscode-remote://` addresses. */
  readonly authority: string;
  /** The profile folder, removed by `stop`. */
  readonly profile: string;
  /** Writes the user settings, over the quiet ones, for the next window that is opened. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Waits until the extension hosts of all windows have ended; false where one has not after 20 s. */
  hostsEnded(): Promise<boolean>;
  /** What the server wrote so far. */
  log(): string;
  stop(): Promise<void>;
}

/** Starts the server on a free port; it must be installed. Throws with the server's log when it does not start. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  // A short name: sockets are made inside, and their whole path may have 107 characters.
  const profile = await mkdtemp(join(tmpdir(), 'vs-'));
  const configure = async (settings: Readonly<Record<string, unknown>>) => {
    const user = join(profile, 'data/User');
    await mkdir(user, { recursive: true });
    await writeFile(join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...settings }));
  };
  await configure(options.settings ?? {});
  const common = [SERVER, '--server-data-dir', profile, '--accept-server-license-terms'];
  if (options.vsix !== undefined) {
    await promisify(execFile)(NODE, [...common, '--install-extension', options.vsix, '--force']);
  }
  if (options.translation !== undefined) {
    const extensions = join(profile, 'extensions');
    const [installed] = (await readdir(extensions)).filter((name) => name.startsWith('astro-archive.'));
    if (installed === undefined) throw new Error('A translation needs the packaged extension (vsix).');
    await cp(options.translation, join(extensions, installed), { recursive: true });
  }
  const logFile = join(profile, 'server.log');
  const descriptor = openSync(logFile, 'w');
  // In its own group, so that extension hosts, terminals and watchers can be ended with the server.
  const child = spawn(
    NODE,
    [
      ...common,
      '--host',
      '127.0.0.1',
      '--port',
      '0',
      '--without-connection-token',
      '--telemetry-level',
      'off',
      // After the browser is gone the extension host lives on for this many seconds.
      '--reconnection-grace-time',
      '1',
      ...(options.testDriver === true ? ['--enable-smoke-test-driver'] : []),
    ],
    {
      env: { ...process.env, TMPDIR: profile, ...options.env },
      stdio: ['ignore', descriptor, descriptor],
      detached: true,
    },
  );
  closeSync(descriptor);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const signalGroup = (signal: NodeJS.Signals) => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The whole group has ended already.
    }
  };
  const forget = onExit(() => signalGroup('SIGKILL'));
  const log = () => readFileSync(logFile, 'utf8');
  const stop = async () => {
    signalGroup('SIGTERM');
    await Promise.race([ended, pause(5000)]);
    await pause(500);
    signalGroup('SIGKILL');
    forget();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 300 });
  };
  const port = await portOf(log, () => child.exitCode !== null);
  if (port === null) {
    const text = log();
    await stop();
    throw new Error(`VS Code's server did not start:\n${text}`);
  }
  const authority = `127.0.0.1:${port}`;
  const hostsEnded = async () => {
    const times = (text: string) => log().split(text).length - 1;
    const ended = () => times('Starting extension host process') === times('Extension Host Process exited');
    for (let waited = 0; waited < 20_000 && !ended(); waited += 100) await pause(100);
    return ended();
  };
  return { url: `http://${authority}`, authority, profile, configure, hostsEnded, log, stop };
}

/** Waits up to 60 s for the line that names the port. */
async function portOf(log: () => string, dead: () => boolean): Promise<string | null> {
  for (let waited = 0; waited < 60_000 && !dead(); waited += 100) {
    const port = /listening on (\d+)/.exec(log())?.[1];
    if (port !== undefined) return port;
    await pause(100);
  }
  return null;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}
