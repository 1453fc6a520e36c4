// The one way to the server. Paths are those of openapi.yaml; the log-in is a cookie that scripts never see.

/** What is wrong with one field of what was sent. */
export interface Fault {
  field?: string;
  code: string;
  message: string;
}

/** What openapi.yaml calls Problem. */
interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  errors?: Fault[];
  details?: Record<string, string>;
  record?: unknown;
}

/** A refusal by the server, or no answer at all (status 0, code "offline"). `title` is for people, in their language. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly faults: Fault[];
  readonly details: Record<string, string>;
  /** 412: the record as it stands. */
  readonly record: unknown;

  constructor(status: number, problem: Problem) {
    super(problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? 'internal';
    this.title = problem.title ?? '';
    this.detail = problem.detail ?? '';
    this.faults = problem.errors ?? [];
    this.details = problem.details ?? {};
    this.record = problem.record;
  }
}

/** What came back: the body, and the tag that a later change must name as `ifMatch`. */
export interface Answer<T> {
  body: T;
  etag: string;
}

interface Sending {
  ifMatch?: string;
  signal?: AbortSignal;
}

type Query = Record<string, string | number | undefined>;

/** Tells the shell that the log-in is over: it asks for the password again and keeps the page. */
export const loggedOut = 'beplua:logged-out';

/** Puts a query behind a path; what is undefined or empty is left away. */
export function withQuery(path: string, query: Query): string {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') asked.set(name, String(value));
  }
  const text = asked.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** Reads something: get<Club>('/api/v1/clubs/…'). Throws ApiError. */
export function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer<T>> {
  return request<T>(withQuery(path, query), { method: 'GET', ...(signal ? { signal } : {}) });
}

/** Changes something. A body that is a Blob goes as it is, anything else as JSON. Throws ApiError. */
export function send<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, how: Sending = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = {};
  if (how.ifMatch !== undefined) headers['If-Match'] = how.ifMatch;
  const init: RequestInit = { method, headers };
  if (how.signal) init.signal = how.signal;
  if (body instanceof Blob) {
    init.body = body;
    headers['Content-Type'] = body.type;
  } else if (body !== undefined) {
    init.body = JSON.stringify(body);
    headers['Content-Type'] = 'application/json';
  }
  return request<T>(path, init);
}

async function request<T>(path: string, init: RequestInit): Promise<Answer<T>> {
  const headers = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang || 'vi', ...init.headers };
  let response: Response;
  try {
    response = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, { code: 'offline' });
  }
  if (!response.ok) throw await refusal(response);
  const text = await response.text();
  return { body: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('ETag') ?? '' };
}

async function refusal(response: Response): Promise<ApiError> {
  let problem: Problem = {};
  try {
    problem = (await response.json()) as Problem;
  } catch {
    // a proxy's page, or nothing: the status says enough
  }
  const error = new ApiError(response.status, problem);
  // A wrong password that is asked for once more names its field; the log-in is not over by that.
  if (error.status === 401 && error.code === 'unauthorized' && error.faults.length === 0) window.dispatchEvent(new Event(loggedOut));
  return error;
}
