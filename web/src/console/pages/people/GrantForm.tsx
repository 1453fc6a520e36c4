import { useState } from 'preact/hooks';
import type { ClubLine } from '../../../api/clubs';
import { readUnits } from '../../../api/places';
import type { PlacedGrant, Role } from '../../../api/users';
import { useText } from '../../../text/catalogue';
import { Button, SelectField, useLoad } from '../../../ui';
import { useSession } from '../../session';
import { ClubPicker } from './ClubPicker';
import { grantText } from './grantText';
import { rolesGivenBy, type Where } from './roles';

interface Props {
  taken: PlacedGrant[];
  onAdd: (grant: PlacedGrant) => void;
  onCancel: () => void;
}

/** Asks for one role and its place. It stands in a dialog over another form, so it is no form itself. */
export function GrantForm({ taken, onAdd, onCancel }: Props) {
  const t = useText(grantText);
  const offered = rolesGivenBy(useSession());
  const [role, setRole] = useState<Role>('volunteer');
  const view = offered.find((r) => r.role === role) ?? offered[0];
  const [where, setWhere] = useState<Where>('club');
  const [club, setClub] = useState<ClubLine | undefined>(undefined);
  const [unit, setUnit] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const units = useLoad(async (signal) => (await readUnits(signal)).body.items, []);
  if (view === undefined) return null;
  const at = view.where.includes(where) ? where : view.where[0];
  const places: Record<Where, string> = { club: t.atClub, unit: t.inCommune, province: t.inProvince };
  const add = () => {
    const grant = grantOf(at);
    if (grant === undefined) return setFault(t.needPlace);
    if (taken.some((g) => g.role === grant.role && g.club === grant.club && g.unit === grant.unit)) return setFault(t.grantTwice);
    onAdd(grant);
  };
  const grantOf = (place: Where | undefined): PlacedGrant | undefined => {
    switch (place) {
      case 'club': return club === undefined ? undefined : { role, club: club.id, name: club.name ?? t.unnamedClub };
      case 'unit': return unit === '' ? undefined : { role, unit, name: units.value?.find((u) => u.id === unit)?.name ?? '' };
      case 'province': return { role };
      default: return undefined;
    }
  };
  return (
    <div class="form">
      <SelectField label={t.grantRole} name="role" value={role} hint={t[view.does]} onChange={(value) => { setRole(value as Role); setFault(undefined); }}
        choices={offered.map((r) => ({ value: r.role, label: t[r.word] }))} />
      {view.where.length < 2 ? null : (
        <SelectField label={t.grantWhere} name="where" value={at ?? ''} onChange={(value) => setWhere(value as Where)}
          choices={view.where.map((w) => ({ value: w, label: places[w] }))} />
      )}
      {at === 'club' ? <ClubPicker chosen={club} fault={fault} onChoose={(next) => { setClub(next); setFault(undefined); }} /> : null}
      {at === 'unit' ? (
        <SelectField label={t.inCommune} name="unit" value={unit} none="–" fault={fault} onChange={(value) => { setUnit(value); setFault(undefined); }}
          choices={(units.value ?? []).map((u) => ({ value: u.id, label: u.name }))} />
      ) : null}
      {at === 'province' && fault !== undefined ? <p class="field-fault" role="alert">{fault}</p> : null}
      <div class="form-actions"><Button tone="main" onClick={add}>{t.addGrant}</Button><Button onClick={onCancel}>{t.grantCancel}</Button></div>
    </div>
  );
}
