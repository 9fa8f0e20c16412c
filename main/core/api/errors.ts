import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import { zValidator } from '@hono/zod-validator';
import type { z } from 'zod';
import { ERROR_CODES, type ErrorBody, type ErrorCode } from '../../../shared/api/error.ts';

/** An answer of the shared error shape (shared/api/error.ts). `message` is for a developer: no name, number, answer or token in it. */
export const refuse = (
  context: Context,
  error: ErrorCode,
  message: string,
  more: Pick<ErrorBody, 'until' | 'reason'> = {},
) => {
  const body: ErrorBody = { error, message, ...more };
  return context.json(body, ERROR_CODES[error]);
};

const whatIsWrong = (issues: readonly z.core.$ZodIssue[]) =>
  issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'body'}: ${issue.code}`)
    .join('; ');

/** The JSON body of a request, parsed by its schema; anything else is `bad-request`, said without the content. */
export const jsonBody = <T extends z.ZodType>(schema: T) =>
  zValidator('json', schema, (result, context) =>
    result.success ? undefined : refuse(context, 'bad-request', whatIsWrong(result.error.issues)),
  );

/** As `jsonBody`, for the query. Every value arrives as text. */
export const query = <T extends z.ZodType>(schema: T) =>
  zValidator('query', schema, (result, context) =>
    result.success ? undefined : refuse(context, 'bad-request', whatIsWrong(result.error.issues)),
  );

/** As `jsonBody`, for the parameters in the path. What is not of its shape is not found. */
export const pathParameters = <T extends z.ZodType>(schema: T) =>
  zValidator('param', schema, (result, context) =>
    result.success ? undefined : refuse(context, 'not-found', 'no such thing'),
  );

/** What to write of an unexpected error: its name, its code, and the line of ours that it came from. Never its message, which may quote. */
export const faultOf = (error: Error): string => {
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  const ours = frames.find((frame) => !frame.includes('node_modules') && !frame.includes('(node:'));
  const line = /([\w.-]+:\d+):\d+\)?$/.exec(ours ?? '')?.[1];
  return `${error.name}${code}${line === undefined ? '' : ` at ${line}`}`;
};

/** Answers about people are kept by nobody on the way. */
export const noStore = createMiddleware(async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
});
