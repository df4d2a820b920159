/** The requests of the table as methods of whoever carries them to the archive. */
import { noContext, type Context } from '../base/ports';
import { REQUESTS, type RequestName, type Requests } from './requests';

/** Carries a request to where it is answered. A short one comes with a context that tells nothing. */
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

/** Whoever extends it has a method for each request of the table, and answers them in `ask`. */
export const RequestMethods = Methods as new (ask: Ask) => Requests;
