/** Messages of a page: whatever runs in a page can post, so nothing is taken on trust. */
import * as v from 'valibot';
import type { Webview } from 'vscode';
import type { Log } from '../core/base/ports';

/** Hands the messages that are of the schema to `receive`; others are ignored, with a line in the log. */
export function hear<Schema extends v.GenericSchema>(
  webview: Pick<Webview, 'onDidReceiveMessage'>,
  schema: Schema,
  receive: (message: v.InferOutput<Schema>) => void,
  log: { readonly name: string; readonly to: Log },
): void {
  webview.onDidReceiveMessage((message: unknown) => {
    const heard = v.safeParse(schema, message);
    if (heard.success) receive(heard.output);
    else log.to.warn(`${log.name}: a message of an unknown kind was ignored`);
  });
}

/** Posting to a page that was closed meanwhile rejects; there is nobody left to tell. */
export function tell<Message>(webview: Pick<Webview, 'postMessage'>, message: Message): void {
  void webview.postMessage(message).then(undefined, () => undefined);
}
