import { useState } from 'preact/hooks';
import type { PlacedGrant } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Button, Dialog } from '../../../ui';
import { GrantForm } from './GrantForm';
import { grantText } from './grantText';
import { describe } from './roles';

interface Props {
  grants: PlacedGrant[];
  fault: string | undefined;
  onChange: (grants: PlacedGrant[]) => void;
}

/** What a person may do and where: taken away or added one by one. Nothing is saved before the form around it is. */
export function GrantsEditor({ grants, fault, onChange }: Props) {
  const t = useText(grantText);
  const [adding, setAdding] = useState(false);
  return (
    <>
      <fieldset class={fault === undefined ? 'boxes roomy' : 'boxes roomy wrong'}>
        <legend class="field-label">{t.grantRole}</legend>
        {grants.length === 0 ? <p class="muted">{t.noGrants}</p> : (
          <ul class="picks">
            {grants.map((grant) => {
              const words = describe(grant, t);
              return (
                <li key={`${grant.role} ${grant.club ?? ''} ${grant.unit ?? ''}`} class="picked">
                  <span>{words}</span>
                  <Button label={t.grantDrop(words)} onClick={() => onChange(grants.filter((g) => g !== grant))}>{t.drop}</Button>
                </li>
              );
            })}
          </ul>
        )}
        {fault === undefined ? null : <p class="field-fault" role="alert">{fault}</p>}
        <div class="row"><Button onClick={() => setAdding(true)}>{t.grantAdd}</Button></div>
      </fieldset>
      {adding ? (
        <Dialog title={t.grantAdd} onClose={() => setAdding(false)}>
          <GrantForm taken={grants} onCancel={() => setAdding(false)} onAdd={(grant) => { onChange([...grants, grant]); setAdding(false); }} />
        </Dialog>
      ) : null}
    </>
  );
}
