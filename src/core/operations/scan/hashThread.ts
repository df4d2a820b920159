/** The hashing thread: batches in, scans out, one at a time and in order. Bundled as `dist/hash.js`. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { scanBatch, type ScanBatch, type ThreadData } from './pool';

/** Lower than the extension host, which then stalls at most a few milliseconds. */
const LOW_PRIORITY = 10;

if (parentPort === null) throw new Error('This file runs as a worker thread');
const port = parentPort;

// On Linux this lowers the calling thread alone; elsewhere it could lower the whole process.
if ((workerData as ThreadData).background && process.platform === 'linux') setPriority(0, LOW_PRIORITY);

let last: Promise<unknown> = Promise.resolve();
port.on('message', (batch: ScanBatch) => {
  last = last.then(async () => port.postMessage(await scanBatch(batch)));
});
