// The parameters of one API call, whichever way they came: JSON, form or multipart, or in the address.
// Called by server.ts and methods.ts. Missing and mistyped ones are refused as Telegram refuses them.
import { Refusal } from './world.ts';

export type Params = Record<string, unknown>;

export function readParams(url: URL, type: string, body: Buffer): Params {
  const params: Params = Object.fromEntries(url.searchParams);
  if (type.startsWith('application/json')) {
    let json: unknown;
    try {
      json = body.length ? JSON.parse(body.toString()) : {};
    } catch {
      throw new Refusal(400, "Bad Request: can't parse JSON object");
    }
    return { ...params, ...(json as Params) };
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { ...params, ...Object.fromEntries(new URLSearchParams(body.toString())) };
  if (type.startsWith('multipart/form-data')) {
    Object.assign(params, multipart(type, body));
    // "attach://<field>" stands for the file in that field.
    for (const [name, value] of Object.entries(params))
      if (typeof value === 'string' && value.startsWith('attach://')) {
        params[name] = params[value.slice(9)];
        delete params[value.slice(9)];
      }
  }
  return params;
}

/** Node's own parser refuses what grammY writes (no blank after "form-data;"), which Telegram takes. */
function multipart(type: string, body: Buffer): Params {
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) throw new Refusal(400, 'Bad Request: no boundary in the content type');
  const params: Params = {};
  // Latin-1 keeps every byte as one character.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, end), 'latin1').toString();
    const name = /[; ]name="?([^";\r]+)"?/i.exec(head)?.[1];
    if (end < 0 || name === undefined) throw new Refusal(400, 'Bad Request: unreadable part of a form');
    const content = Buffer.from(part.slice(end + 4, -2), 'latin1');
    params[name] = /filename="?/i.test(head) ? content : content.toString();
  }
  return params;
}

export function text(params: Params, name: string): string {
  const value = params[name];
  if (value === undefined || value === null || value === '') return '';
  if (typeof value !== 'string') throw new Refusal(400, `Bad Request: field "${name}" must be of type String`);
  if (/\p{Surrogate}/u.test(value)) throw new Refusal(400, 'Bad Request: strings must be encoded in UTF-8');
  return value;
}

export function required(params: Params, name: string, refusal = `parameter "${name}" is required`): string {
  const value = text(params, name);
  if (value === '') throw new Refusal(400, `Bad Request: ${refusal}`);
  return value;
}

/** A whole number, also as text; undefined when missing. */
export function whole(params: Params, name: string): number | undefined {
  const value = params[name];
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new Refusal(400, `Bad Request: invalid ${name} specified`);
  return number;
}

export const flag = (params: Params, name: string) => params[name] === true || params[name] === 'true';

/** An object or list, also as JSON text. */
export function json(params: Params, name: string): unknown {
  const value = params[name];
  if (typeof value !== 'string') return value ?? undefined;
  try {
    return value === '' ? undefined : JSON.parse(value);
  } catch {
    throw new Refusal(400, `Bad Request: can't parse ${name.replaceAll('_', ' ')} JSON object`);
  }
}
