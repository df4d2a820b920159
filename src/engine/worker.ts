/**
 * The engine's thread. Bundled as `dist/engine.js`; the database and everything that takes time live here.
 */
import { parentPort } from 'node:worker_threads';
import { createMessageConnection, PortMessageReader, PortMessageWriter } from 'vscode-jsonrpc/node';
import { serve } from './server';

if (parentPort === null) throw new Error('This file runs as a worker thread');

const connection = createMessageConnection(
  new PortMessageReader(parentPort),
  new PortMessageWriter(parentPort),
);
serve(connection);
connection.listen();
