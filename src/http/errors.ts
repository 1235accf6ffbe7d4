// The one mapper from errors to answers: a code, and a sentence for the person in their language.
import { DrizzleQueryError } from 'drizzle-orm';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import en from '../../locales/en/errors.json' with { type: 'json' };
import vi from '../../locales/vi/errors.json' with { type: 'json' };
import { AppError, type ErrorCode, errorCodes } from '../model/errors.ts';
import type { Refusal } from './contract/chat.ts';

const texts: Record<'vi' | 'en', Record<ErrorCode, string>> = { vi, en };

const someone = { vi: 'Người khác', en: 'Somebody else' };

export function answerError(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) {
  const known = asAppError(error);
  if (known.status >= 500) request.log.error({ err: error }, 'a request failed');
  if (known.status === 429 || known.status === 503) reply.header('retry-after', String(known.details.retryAfter ?? 5));
  return reply.status(known.status).send(refusal(known, request));
}

function refusal({ code, details }: AppError, request: FastifyRequest): Refusal & { details?: { by: string } } {
  const language = request.headers['accept-language']?.toLowerCase().startsWith('en') ? 'en' : 'vi';
  const { by } = details;
  const message = texts[language][code].replace('{{by}}', typeof by === 'string' ? by : someone[language]);
  return { error: code, message, ...(typeof by === 'string' && { details: { by } }) };
}

function asAppError(error: FastifyError | Error): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return new AppError(codeIn(error) ?? 'request:invalid', {}, error);
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 413) return new AppError('request:too_large', {}, error);
  if (status !== undefined && status >= 400 && status < 500) return new AppError('request:invalid', {}, error);
  return new AppError(isAway(error) ? 'service:unavailable' : 'service:failed', {}, error);
}

/** The code that a schema of the contract has for what is wrong, as the message of a check. */
function codeIn({ issues }: ZodError): ErrorCode | undefined {
  return issues
    .map(({ message }) => message)
    .find((message): message is ErrorCode => Object.hasOwn(errorCodes, message));
}

/** Whether the database is away or full, rather than the question wrong: by the class of its SQLSTATE, if it has one. */
function isAway(error: Error): boolean {
  if (!(error instanceof DrizzleQueryError)) return false;
  const code = error.cause && 'code' in error.cause ? String(error.cause.code) : '';
  return !/^[0-9A-Z]{5}$/.test(code) || /^(08|53|57|58)/.test(code);
}
