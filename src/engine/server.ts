/** The engine's side of the port: answers requests from an open archive. */
import {
  type CancellationToken,
  ErrorCodes,
  type MessageConnection,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type { Archive, DiagnosticsRequest } from '../core/api/archive';
import { requestsOf } from '../core/api/requests';
import { diagnose } from '../core/archive/doctor/diagnose';
import { headerReport } from '../core/archive/headerReport';
import { openArchive } from '../core/archive/open';
import { rescueOf } from '../core/archive/rescue/rescue';
import { ArchiveError, messageOf } from '../core/base/errors';
import type { Context, Log } from '../core/base/ports';
import { ImageDesk } from '../core/operations/pictures/desk';
import type { SavePictureRequest } from '../core/operations/pictures/images';
import { ThumbnailDesk, type ThumbnailRequest } from '../core/operations/pictures/thumbnailDesk';
import {
  ARCHIVE_ERROR,
  CHANGED,
  CLOSE,
  DIAGNOSE,
  type ErrorData,
  HEADER,
  type HeaderParams,
  IMAGE_REQUESTS,
  isCancellable,
  LOG,
  type LogParams,
  type LongParams,
  OPEN,
  type OpenParams,
  PROGRESS,
  REQUEST_CANCELLED,
  RESCUE_REQUESTS,
  SAVE_PICTURE,
  THUMBNAIL,
} from './protocol';

/** Answers on this connection until it closes. The caller listens. */
export function serve(connection: MessageConnection): void {
  let archive: Promise<Archive> | undefined;
  const opened = () => archive ?? Promise.reject(new Error(`${OPEN} must come first`));

  connection.onRequest(OPEN, (settings: OpenParams) =>
    guarded(async () => {
      archive = openArchive({
        settings,
        background: true,
        log: logOver(connection),
        onChange: (change) => void connection.sendNotification(CHANGED, change),
      });
      return (await archive).status();
    }),
  );
  connection.onRequest(HEADER, ({ path, timeZone }: HeaderParams) =>
    guarded(() => Promise.resolve(headerReport(path, timeZone))),
  );
  const desk = new ImageDesk();
  for (const name of IMAGE_REQUESTS) {
    if (isCancellable(name)) {
      connection.onRequest(name, ({ request }: LongParams, cancel: CancellationToken) =>
        guarded<unknown>(() => desk[name](request as never, cancel)),
      );
    } else
      connection.onRequest(name, (request: unknown) => guarded<unknown>(() => desk[name](request as never)));
  }
  connection.onRequest(SAVE_PICTURE, ({ request, operation }: LongParams, cancel: CancellationToken) =>
    guarded(() => desk.savePicture(request as SavePictureRequest, contextOf(connection, operation, cancel))),
  );
  const thumbnails = new ThumbnailDesk();
  connection.onRequest(THUMBNAIL, ({ request }: LongParams, cancel: CancellationToken) =>
    guarded(() => thumbnails.thumbnail(request as ThumbnailRequest, cancel)),
  );
  connection.onRequest(DIAGNOSE, (request: DiagnosticsRequest) => guarded(() => diagnose(request)));
  for (const name of RESCUE_REQUESTS) {
    connection.onRequest(name, ({ request, operation }: LongParams, cancel: CancellationToken) =>
      guarded<unknown>(() => {
        const options = { settings: request as OpenParams, background: true, log: logOver(connection) };
        return rescueOf(options)[name](contextOf(connection, operation, cancel));
      }),
    );
  }
  connection.onRequest(CLOSE, () =>
    guarded(async () => {
      await (await opened()).close();
      return null;
    }),
  );
  for (const name of requestsOf('short').filter((each) => each !== HEADER)) {
    connection.onRequest(name, (request: unknown) =>
      guarded(async () => (await opened())[name](request as never)),
    );
  }
  for (const name of requestsOf('long')) {
    connection.onRequest(name, ({ request, operation }: LongParams, cancel: CancellationToken) =>
      guarded(async () => {
        const context = contextOf(connection, operation, cancel);
        const open = await opened();
        return open[name](request as never, context);
      }),
    );
  }
}

function contextOf(connection: MessageConnection, operation: number, cancel: CancellationToken): Context {
  const report = (value: unknown) => void connection.sendNotification(PROGRESS, { operation, report: value });
  return { progress: { report }, cancel };
}

/** Errors lose their fields on the way through JSON-RPC unless they are response errors. */
async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ArchiveError)) {
      const text = error instanceof Error ? (error.stack ?? error.message) : messageOf(error);
      throw new ResponseError(ErrorCodes.InternalError, text);
    }
    const { code, message, detail } = error;
    const data: ErrorData = { code, message, detail };
    throw new ResponseError(code === 'cancelled' ? REQUEST_CANCELLED : ARCHIVE_ERROR, message, data);
  }
}

function logOver(connection: MessageConnection): Log {
  const send = (level: LogParams['level']) => (message: string) =>
    void connection.sendNotification(LOG, { level, message } satisfies LogParams);
  return { debug: send('debug'), info: send('info'), warn: send('warn'), error: send('error') };
}
