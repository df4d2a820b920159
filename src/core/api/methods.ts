/** The requests of the table as methods: of the archive in this process, and of the engine's client. */
import { type Context, noContext } from '../base/ports';
import { type RequestName, REQUESTS, type Requests } from './requests';

/** Carries out any request. A short one comes with a context that reports nothing and is never cancelled. */
export type Ask = (name: RequestName, request: unknown, context: Context) => Promise<unknown>;

class Methods {
  constructor(ask: Ask) {
    const names = Object.keys(REQUESTS) as RequestName[];
    const methods = names.map((name) => {
      const method = (request: unknown, context = noContext) => ask(name, request, context);
      return [name, method] as const;
    });
    Object.assign(this, Object.fromEntries(methods));
  }
}

/** A base class with a method for each request of the table; each of them calls `ask`. */
export const RequestMethods = Methods as new (ask: Ask) => Requests;
