import type { Field, RecordType } from '../../../../api/schema';

/** The fields of a type that people see. */
export const fieldsOf = (type: RecordType): Field[] => type.fields.filter((field) => field.serverOnly !== true && field.name !== 'source');
