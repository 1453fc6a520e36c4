import type { Dashboard, Week } from '../../../api/dashboard';
import { useText } from '../../../text/catalogue';
import { decimal, money, number, percent } from '../../../text/format';
import { WeekChart } from '../../../ui';
import { dashboardText } from './text';

/** What was done week by week. */
export function Activity({ of: { weeks, clubs } }: { of: Dashboard }) {
  const t = useText(dashboardText);
  const points = (value: (w: Week) => number, told?: (w: Week) => string, label?: (w: Week) => string) => weeks.map((w) => ({
    monday: w.monday, value: value(w), ...(told === undefined ? {} : { told: told(w) }), ...(label === undefined ? {} : { label: label(w) }),
  }));
  const heads = (value: string) => ({ week: t.week, value });
  const share = (w: Week) => (w.called === 0 ? 0 : w.present / w.called);
  const millions = (w: Week) => t.million(decimal(Math.round(w.paid / 100_000), 1));
  return (
    <>
      <p class="small muted">{t.activityHint}</p>
      <div class="weeks-grid">
        <WeekChart title={t.held} note={t.heldNote(number(clubs.active))} heads={heads(t.held)}
          weeks={points((w) => w.held, (w) => t.heldTold(number(w.held), number(w.met)), (w) => number(w.held))} />
        <WeekChart title={t.attendance} note={t.attendanceNote} heads={heads(t.attendance)} most={1}
          weeks={points(share, (w) => t.attendanceTold(percent(w.present, w.called), number(w.present), number(w.called)), (w) => percent(w.present, w.called))} />
        <WeekChart title={t.repayments} note={t.repaymentsNote} heads={heads(t.repayments)}
          weeks={points((w) => Math.max(0, w.paid), (w) => t.repaymentsTold(money(w.paid), number(w.repayments)), millions)} />
        {weeks.some((w) => w.visits !== undefined)
          ? <WeekChart title={t.visits} note={t.visitsNote} heads={heads(t.visits)} weeks={points((w) => w.visits ?? 0)} /> : null}
        <WeekChart title={t.operations} note={t.operationsNote(number(clubs.total))} heads={heads(t.operations)} weeks={points((w) => w.operations)} />
      </div>
    </>
  );
}
