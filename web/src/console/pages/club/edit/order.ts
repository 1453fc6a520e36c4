import type { Field, RecordType } from '../../../../api/schema';

// The registry gives fields by their names; people want them in the order in which one asks.
const orders: Record<string, string[]> = {
  club: ['name', 'code', 'village', 'status', 'foundedOn', 'decisionNo', 'funding', 'meetingDay', 'meetingWeeks', 'meetingPlace', 'dissolvedOn'],
  member: ['fullName', 'sex', 'birthOn', 'birthPrecision', 'ethnicity', 'phone', 'phoneOwner', 'household', 'group', 'joinedOn', 'cccd', 'bhyt', 'bhytValidTo', 'literacy', 'disability', 'leftOn', 'leftReason'],
  household: ['headName', 'village', 'size', 'phone', 'hardships'],
  clubRole: ['member', 'role', 'from', 'to'],
  consent: ['member', 'purpose', 'decision', 'date', 'form', 'witness'],
  meeting: ['date', 'kind', 'status', 'movedTo', 'place', 'topic', 'chair', 'secretary', 'guests', 'startedAt', 'closedAt'],
  attendance: ['member', 'status', 'proxies'],
  fundTransaction: ['account', 'date', 'direction', 'category', 'amount', 'slipNo', 'counterparty', 'member', 'duesMonth', 'loan', 'meeting'],
  repayment: ['loan', 'date', 'principal', 'interest', 'penalty', 'instalment', 'collectedBy', 'meeting'],
  loanEvent: ['kind', 'date', 'newDueOn', 'amount', 'meeting'],
  healthCheck: ['member', 'date', 'place', 'systolic', 'diastolic', 'pulse', 'weight', 'height', 'waist', 'glucose', 'measuredBy', 'meeting'],
  careRecipient: ['member', 'fullName', 'sex', 'birthOn', 'village', 'from', 'to', 'level', 'needs', 'visitsWeek', 'contactName', 'contactPhone'],
  homeVisit: ['recipient', 'date', 'volunteers', 'minutes', 'tasks', 'condition', 'systolic', 'diastolic', 'pulse'],
};

/** The fields of a type that people see, in the order in which they are asked; notes come last. */
export function fieldsOf(type: RecordType): Field[] {
  const order = orders[type.name] ?? [];
  const rank = (field: Field): number => {
    if (field.name === 'note') return 1000;
    const at = order.indexOf(field.name);
    return at < 0 ? 500 : at;
  };
  return type.fields
    .filter((field) => field.serverOnly !== true && field.name !== 'source')
    .sort((a, b) => rank(a) - rank(b) || a.label.vi.localeCompare(b.label.vi, 'vi'));
}
