import { ApiError } from '../../../api/client';

/** Whether something is not there, or not for the asker to know of: the server does not tell which. */
export const isMissing = (error: unknown): boolean => error instanceof ApiError && error.status === 404;
