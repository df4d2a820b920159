/** The diagnosis of an archive in every state: what it says, that it says no name, and that it changes nothing. */
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import * as path from 'node:path';
import type { Diagnostics, DiagnosticsRequest } from '../../../../../src/core/api/archive';
import { diagnose } from '../../../../../src/core/archive/doctor/diagnose';
import { noContext } from '../../../../../src/core/base/ports';
import { previousGeneration } from '../../../../../src/core/storage/database/databaseFile';
import { SCHEMA_VERSION } from '../../../../../src/core/storage/database/schema';
import { Sqlite } from '../../../../../src/core/storage/database/sqlite';
import { identityFile } from '../../../../../src/core/storage/identity/identityFile';
import { journalFolder } from '../../../../../src/core/storage/journal/journal';
import { takeLock } from '../../../../../src/core/storage/lock/lock';
import { diagnosticsText } from '../../../../../src/core/text/diagnostics';
import { Bench, register } from '../../../../support/bench';
import { filesIn, sha256 } from '../../../../support/files';
import { temporaryFolder } from '../../../../support/makeFits';
import { light } from '../../../../support/night';

/** Names that stand in headers, in the notebook and in paths, and nowhere else. */
const PLANTED = ['Plantagenet', 'Zwicky-Feld', 'Kuppel-Ost', 'Brunhilde', 'Teleskop-XQ', 'Kamera-XQ'];
const [PLACE = '', OBJECT = '', SITE = '', OBSERVER = '', TELESCOPE = '', CAMERA = ''] = PLANTED;
/** Of this machine and its user, unless they are words that the text has anyway. */
const OWN = [hostname(), homedir(), userInfo().username].filter(
  (name) =>
    name.length > 3 &&
    !['node', 'system', 'siril', 'linux', 'folder', 'archive'].includes(name.toLowerCase()),
);

describe('the diagnosis', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let bench: Bench;

  beforeEach(async () => {
    folder = temporaryFolder();
    const below = path.join(folder.path, PLACE);
    fs.mkdirSync(below);
    bench = new Bench(below);
    const cards = { OBJECT, SITENAME: SITE, OBSERVER, TELESCOP: TELESCOPE, INSTRUME: CAMERA };
    for (const seed of [1, 2, 3]) bench.put(`${OBJECT}-${seed}.fits`, light(seed, cards));
    const archive = await bench.open();
    await register(archive, 'copy', bench.source);
    await archive.regenerate({}, noContext);
    await archive.note({ subject: { object: OBJECT }, text: `seen by ${OBSERVER}` });
    await archive.close();
  });
  afterEach(async () => {
    await bench.dispose();
    folder.dispose();
  });

  const state = () =>
    [folder.path, ...filesIn(folder.path).map((name) => path.join(folder.path, name))].map((file) => {
      const info = fs.lstatSync(file, { bigint: true });
      return [file, info.mtimeNs, info.size, info.isFile() && (info.mode & 0o400n) > 0n ? sha256(file) : ''];
    });

  /** Asks, and proves for each answer that no name is in it and that nothing has changed. */
  async function ask(changes: Partial<DiagnosticsRequest> = {}): Promise<Diagnostics> {
    const before = state();
    const found = await diagnose({
      version: '0.2.0',
      editor: null,
      settings: bench.settings(),
      mayStartPrograms: false,
      ...changes,
    });
    assert.deepEqual(state(), before);
    for (const text of [JSON.stringify(found), diagnosticsText(found)]) {
      for (const name of [...PLANTED, ...OWN, path.basename(folder.path)]) {
        assert.ok(!text.toLowerCase().includes(name.toLowerCase()), `${name} in ${text}`);
      }
      assert.doesNotMatch(text, /[/\\@]/, 'no path');
    }
    return found;
  }

  const damage = () => {
    const bytes = fs.readFileSync(bench.database);
    fs.writeFileSync(bench.database, bytes.subarray(0, bytes.length - 4096));
  };

  it('counts what a whole archive holds', async () => {
    const { archive, database, journals } = await ask();
    assert.deepEqual(archive, {
      folder: 'there',
      drive: archive?.drive,
      identity: 'whole',
      isAtHome: true,
      isOwnDatabase: true,
      databaseInRepository: false,
      notebook: 'whole',
      use: 'free',
    });
    assert.ok(database);
    const {
      state: stands,
      schema,
      newestSchema,
      frameCount,
      sessions,
      outdated,
      bytes,
      generation,
    } = database;
    assert.deepEqual(
      { stands, schema, newestSchema, frameCount, sessions, outdated },
      {
        ...{ stands: 'whole', schema: SCHEMA_VERSION, newestSchema: SCHEMA_VERSION },
        ...{ frameCount: 3, sessions: 1, outdated: 0 },
      },
    );
    assert.equal(bytes, fs.statSync(bench.database).size);
    assert.ok(generation !== null && generation > 0);
    assert.deepEqual([journals?.open, journals?.damaged], [0, 0]);
    assert.ok((journals?.closed ?? 0) > 0);
  });

  it('says of what is not there that it is not, and makes nothing', async () => {
    const nowhere = path.join(folder.path, 'nowhere');
    const { archive, database, journals } = await ask({
      settings: bench.settings({ repository: nowhere, database: path.join(nowhere, 'x.sqlite') }),
    });
    assert.deepEqual(
      [archive?.folder, archive?.identity, archive?.notebook, archive?.use],
      ['absent', 'absent', 'absent', 'free'],
    );
    assert.deepEqual([database?.state, database?.schema, database?.previous], ['absent', null, 'none']);
    assert.deepEqual(journals, { open: 0, closed: 0, damaged: 0 });
    assert.equal(fs.existsSync(nowhere), false);
  });

  it('works without any archive', async () => {
    const { archive, database, journals } = await ask({ settings: null });
    assert.deepEqual([archive, database, journals], [null, null, null]);
  });

  it('reads what is left of a damaged database', async () => {
    damage();
    const { database } = await ask();
    assert.deepEqual([database?.state, database?.schema], ['damaged', SCHEMA_VERSION]);
    assert.equal(database?.previous, 'whole');
    fs.writeFileSync(bench.database, '');
    assert.deepEqual((await ask()).database?.state, 'damaged');
    fs.writeFileSync(previousGeneration(bench.database), OBSERVER);
    assert.deepEqual((await ask()).database?.previous, 'damaged');
  });

  it('counts nothing in a file that is not ours', async () => {
    const other = path.join(folder.path, 'other.db');
    const sqlite = await Sqlite.open(null);
    sqlite.execute(`create table "${OBSERVER}" (a)`);
    fs.writeFileSync(other, sqlite.export());
    sqlite.close();
    for (const database of [other, path.join(bench.source, `${OBJECT}-1.fits`), bench.source]) {
      const found = await ask({ settings: bench.settings({ database }) });
      const { state: stands, schema, frameCount } = found.database ?? {};
      assert.deepEqual([stands, schema, frameCount], ['refused', null, null], database);
    }
  });

  it('tells the schema of a newer version', async () => {
    const sqlite = await Sqlite.open(fs.readFileSync(bench.database));
    sqlite.execute(`pragma user_version = ${SCHEMA_VERSION + 1}`);
    fs.writeFileSync(bench.database, sqlite.export());
    sqlite.close();
    const { database } = await ask();
    assert.deepEqual([database?.state, database?.schema], ['refused', SCHEMA_VERSION + 1]);
  });

  it('tells the code of the system where that refuses', async function () {
    const loop = path.join(folder.path, `${OBSERVER}.sqlite`);
    try {
      fs.symlinkSync(loop, loop);
    } catch {
      this.test!.title += ' (skipped: this user may make no links)';
      this.skip();
    }
    const { database } = await ask({ settings: bench.settings({ database: loop }) });
    assert.deepEqual([database?.state, database?.system, database?.schema], ['unreadable', 'ELOOP', null]);
  });

  it('says who has it open, and asks nobody to close it', async () => {
    const archive = await bench.open();
    try {
      const { archive: facts, database } = await ask();
      assert.deepEqual([facts?.use, database?.state, database?.frameCount], ['this', 'whole', 3]);
    } finally {
      await archive.close();
    }
    const lock = await takeLock(bench.database);
    const claim = path.join(path.dirname(bench.database), lock.claim);
    const { process: owner, ...rest } = JSON.parse(fs.readFileSync(claim, 'utf8')) as { process: number };
    fs.writeFileSync(claim, JSON.stringify({ ...rest, process: owner + 1 }));
    assert.equal((await ask()).archive?.use, 'other');
    await lock.release();
    // What somebody who is gone has left counts as free, and stays.
    const left = { ...rest, host: OBSERVER, boot: 'before', process: owner, listens: null };
    fs.writeFileSync(`${bench.database}.lock-0123456789ab`, JSON.stringify(left));
    fs.writeFileSync(`${bench.database}.lock-0123456789ac`, `{"of": "${OBSERVER}"}`);
    assert.equal((await ask()).archive?.use, 'unknown');
  });

  it('counts what saves and operations have left', async () => {
    const journals = journalFolder(bench.database);
    fs.writeFileSync(path.join(journals, '20240101T000000000Z-register.jsonl.open'), OBSERVER);
    fs.writeFileSync(path.join(journals, '20240101T000000000Z-register.jsonl.open.damaged-12'), OBSERVER);
    for (const ending of [
      '0123456789ab.new',
      'unsaved-2026-01-02T03-04-05',
      'damaged-2026-01-02T03-04-05',
      'replaced-2026-01-02T03-04-05',
    ])
      fs.writeFileSync(`${bench.database}.${ending}`, OBSERVER);
    const found = await ask();
    assert.deepEqual([found.journals?.open, found.journals?.damaged], [1, 1]);
    const { unfinishedSaves, unsaved, kept } = found.database ?? {};
    assert.deepEqual([unfinishedSaves, unsaved, kept], [1, 1, 2]);
  });

  it('tells an archive that was moved, one with the database of another, and an identity that is damaged', async () => {
    const file = identityFile(bench.repository);
    const identity = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(file, JSON.stringify({ ...identity, repository: `/${OBSERVER}`, id: '0'.repeat(32) }));
    const { archive } = await ask();
    assert.deepEqual([archive?.identity, archive?.isAtHome, archive?.isOwnDatabase], ['whole', false, false]);
    fs.writeFileSync(file, OBSERVER);
    const damaged = (await ask()).archive;
    assert.deepEqual([damaged?.identity, damaged?.isAtHome, damaged?.isOwnDatabase], ['damaged', null, null]);
    fs.writeFileSync(bench.notebook, OBSERVER);
    fs.writeFileSync(path.join(path.dirname(bench.database), 'astro-archive.json'), OBSERVER);
    assert.equal((await ask()).archive?.notebook, 'damaged');
  });

  it('takes versions alone from what it is told of VS Code', async () => {
    const editor = {
      version: `1.101.0-insider ${OBSERVER}`,
      ...({ window: 'web', remote: true, trusted: false, remoteName: `ssh-remote+${SITE}` } as const),
    };
    const { program } = await ask({ version: `0.2.0 ${OBSERVER}`, editor });
    assert.deepEqual([program.version, program.node], ['0.2.0', process.versions.node]);
    assert.deepEqual(program.editor, {
      ...{ version: '1.101.0-insider', window: 'web', remote: true, trusted: false },
    });
  });
});
