import { ApiError } from '../../../api/client';

/** What the server says is wrong with one field; undefined when nothing is. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.faults.find((f) => f.field === field)?.message;
}

/** The failure as far as no field tells it: what stands beside a field need not be said twice. */
export function restOf(error: unknown, fields: string[]): unknown {
  return fields.some((field) => faultOf(error, field) !== undefined) ? undefined : error;
}

/** Whether somebody else has changed it meanwhile: the page is to be looked at anew. */
export const isStale = (error: unknown): boolean => error instanceof ApiError && error.status === 412;
