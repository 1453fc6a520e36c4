import { expect, it, vi } from 'vitest';
import { ApiError } from '../api/client';
import type { Field } from '../api/schema';
import { SchemaForm } from './SchemaForm';
import { doing, draw, find } from './testGround';

const field = (name: string, over: Partial<Field>): Field => ({ name, kind: 'text', label: { vi: `Mục ${name}`, en: name }, ...over });
const fields: Field[] = [
  field('name', { required: true, max: 60 }),
  field('income', { kind: 'money', min: 0, unit: 'đ' }),
  field('poor', { kind: 'bool' }),
  field('sex', { kind: 'enum', options: [{ value: 'f', label: { vi: 'Nữ', en: 'Female' } }] }),
  field('areas', { kind: 'set', options: [{ value: 'A1', label: { vi: 'Sinh kế', en: 'Livelihood' } }, { value: 'A2', label: { vi: 'Sức khoẻ', en: 'Health' } }] }),
  field('rows', { kind: 'table', columns: [] }),
];

const submit = (ground: HTMLElement) => doing(() => find<HTMLButtonElement>(ground, 'button[type=submit]').click());

it('gives all values as the API wants them, and keeps tables as they were', async () => {
  const onSubmit = vi.fn(() => Promise.resolve());
  const ground = await draw(<SchemaForm fields={fields} submit="Lưu" onSubmit={onSubmit}
    values={{ name: 'Lò Thị Mai', income: 1500000, poor: false, sex: 'f', areas: ['A2'], rows: [{ a: 1 }] }} />);
  expect(find<HTMLInputElement>(ground, '[name=income]').value).toBe('1.500.000');
  find<HTMLInputElement>(ground, 'input[value=A1]').checked = true;
  await submit(ground);
  expect(onSubmit).toHaveBeenCalledWith({ name: 'Lò Thị Mai', income: 1500000, poor: false, sex: 'f', areas: ['A1', 'A2'], rows: [{ a: 1 }] });
});

it('says beside the field what is missing, and asks nobody', async () => {
  const onSubmit = vi.fn(() => Promise.resolve());
  const ground = await draw(<SchemaForm fields={fields} submit="Lưu" onSubmit={onSubmit} />);
  await submit(ground);
  expect(onSubmit).not.toHaveBeenCalled();
  const input = find<HTMLInputElement>(ground, '[name=name]');
  expect(input.getAttribute('aria-invalid')).toBe('true');
  expect(find(ground, `#${input.getAttribute('aria-describedby')}`).textContent).toBe('Hãy điền mục này.');
});

it("shows the server's refusal beside the fields it names", async () => {
  const refusal = new ApiError(422, { title: 'Dữ liệu không hợp lệ.', code: 'invalid', errors: [{ field: 'income', code: 'high', message: 'Thu nhập quá lớn.' }] });
  const ground = await draw(<SchemaForm fields={fields} values={{ name: 'Mai' }} submit="Lưu" onSubmit={() => Promise.reject(refusal)} />);
  await submit(ground);
  const input = find(ground, '[name=income]');
  expect(find(ground, `#${input.getAttribute('aria-describedby')}`).textContent).toBe('Thu nhập quá lớn.');
  expect(find(ground, '[role=alert]').textContent).toContain('Dữ liệu không hợp lệ.');
});
