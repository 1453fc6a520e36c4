import { afterEach, expect, it, vi } from 'vitest';
import { ApiError, get, loggedOut, send, withQuery } from './client';

afterEach(() => vi.unstubAllGlobals());

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const asked = vi.fn((_path: string, _init: RequestInit) => Promise.resolve(new Response(status === 204 ? null : body, { status, headers })));
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('leaves away what is not asked for', () => {
  expect(withQuery('/api/v1/cases', { kind: '', club: undefined, limit: 20, q: 'a&b' })).toBe('/api/v1/cases?limit=20&q=a%26b');
  expect(withQuery('/api/v1/cases', {})).toBe('/api/v1/cases');
});

it('gives the body and the tag', async () => {
  answering(200, '{"id":"7"}', { ETag: '"a:1"' });
  expect(await get('/api/v1/users/7')).toEqual({ body: { id: '7' }, etag: '"a:1"' });
});

it('names the tag that was seen', async () => {
  const asked = answering(204, '');
  await send('PATCH', '/api/v1/users/7', { name: 'Tòng Thị Phẩy' }, { ifMatch: '"a:1"' });
  const init = asked.mock.calls[0]?.[1];
  expect(init?.headers).toMatchObject({ 'If-Match': '"a:1"', 'Content-Type': 'application/json' });
  expect(init?.body).toBe('{"name":"Tòng Thị Phẩy"}');
});

it('tells a refusal with its faults', async () => {
  answering(422, '{"title":"Dữ liệu không hợp lệ.","code":"invalid","errors":[{"field":"name","code":"long","message":"Tên quá dài."}]}');
  const error = await send('POST', '/api/v1/users', {}).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ status: 422, code: 'invalid', title: 'Dữ liệu không hợp lệ.', faults: [{ field: 'name' }] });
});

it('tells a proxy that answers with a page, and a line that is dead', async () => {
  answering(502, '<html>');
  await expect(get('/x')).rejects.toMatchObject({ status: 502, code: 'internal' });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  await expect(get('/x')).rejects.toMatchObject({ status: 0, code: 'offline' });
});

it('tells the shell when the log-in is over, but not for a wrong code or password', async () => {
  const heard = vi.fn();
  window.addEventListener(loggedOut, heard);
  answering(401, '{"code":"unauthorized","errors":[{"field":"password","code":"wrong","message":"Sai mật khẩu."}]}');
  await get('/x').catch(() => undefined);
  answering(401, '{"code":"factor"}');
  await get('/x').catch(() => undefined);
  expect(heard).not.toHaveBeenCalled();
  answering(401, '{"code":"unauthorized"}');
  await get('/x').catch(() => undefined);
  expect(heard).toHaveBeenCalledTimes(1);
  window.removeEventListener(loggedOut, heard);
});
