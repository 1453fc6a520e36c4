import type { NewEnrolment } from '../../../api/enrolments';
import { useText } from '../../../text/catalogue';
import { instant } from '../../../text/format';
import { Button } from '../../../ui';
import { enrolText } from './enrolText';
import { QR } from './QR';

/** The card that goes with a phone: QR, code, until when, and what to do. It is printed as it stands. */
export function CodeCard({ made, onAnother }: { made: NewEnrolment; onAnother: () => void }) {
  const t = useText(enrolText);
  const onPaper = made.form === 'paper';
  return (
    <div class="stack">
      <p class="notice no-print" role="status">{t.cardOnce}</p>
      <section class="code-card" aria-label={t.cardTitle}>
        <div class="code-card-head"><h2>{t.cardTitle}</h2><p><strong>{made.name}</strong></p></div>
        {onPaper ? <QR code={made.qrCode} label={t.cardQR} /> : null}
        <div class="stack">
          <div><p class="small muted">{t.cardCode}</p><p class="code">{made.code}</p></div>
          <p>{t.cardUntil(instant(made.expires))}</p>
          <h3>{t.cardSteps}</h3>
          <ol class="steps">
            {onPaper ? <li>{t.card1}</li> : <li>{t.card1Spoken}</li>}
            {onPaper ? <li>{t.card2}</li> : null}
            <li>{t.card3}</li>
          </ol>
        </div>
      </section>
      <div class="row no-print">
        {onPaper ? <Button tone="main" onClick={() => window.print()}>{t.print}</Button> : null}
        <Button onClick={onAnother}>{t.another}</Button>
        <a class="button" href={`/console/people/${made.user}`}>{t.toPerson}</a>
      </div>
    </div>
  );
}
