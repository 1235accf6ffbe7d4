// Every mistake that a caller can make, with its HTTP status. Texts: locales/<lang>/errors.json, same codes.

export const errorCodes = {
  'request:invalid': 400,
  'request:forbidden_origin': 403,
  'request:forbidden': 403,
  'request:not_found': 404,
  'request:too_large': 413,
  'request:too_fast': 429,
  'chat:no_visitor': 401,
  'sign_in:needed': 401,
  'sign_in:wrong': 401,
  'sign_in:disabled': 403,
  'sign_in:too_often': 429,
  'sign_in:login_invalid': 400,
  'sign_in:login_taken': 409,
  'invitation:not_valid': 404,
  'helper:yourself': 409,
  'ticket:gone': 404,
  'ticket:already_claimed': 409,
  'ticket:not_yours': 409,
  'ticket:resolved': 409,
  'talk:gone': 404,
  'talk:not_yours': 409,
  'talk:window_paid': 409,
  'talk:window_closed': 409,
  'talk:unreachable': 409,
  'answer:gone': 404,
  'answer:not_understood': 422,
  'answer:needs_unit': 422,
  'delivery:not_parked': 404,
  'delivery:unreadable': 409,
  'photo:not_a_picture': 415,
  'photo:heic': 415,
  'webhook:not_authentic': 401,
  'service:unavailable': 503,
  'service:failed': 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: Record<string, unknown>;

  constructor(code: ErrorCode, details: Record<string, unknown> = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorCodes[this.code];
  }
}

/** States what must be true by our own construction; its failure is a bug, never a person's mistake. */
export function invariant(condition: unknown, why: string): asserts condition {
  if (!condition) throw new Error(`invariant broken: ${why}`);
}
