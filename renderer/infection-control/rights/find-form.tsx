import { Button, Field, Input, Label, ValidationMessage } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findWish, ID_CHECKS, type FindWish, type IdCheck } from '../../../shared/api/rights.ts';
import { Choice } from '../../components/staff/choice.tsx';
import type { Rights } from './use-rights.ts';

const KINDS = ['name', 'phone', 'receipt'] as const;
type Kind = (typeof KINDS)[number];

const wishOf = (check: IdCheck, kind: Kind, typed: string): FindWish | null => {
  const text = typed.trim();
  const by =
    kind === 'name'
      ? { kind, name: text }
      : kind === 'phone'
        ? { kind, phone: text }
        : { kind, receipt: text.toUpperCase().replace(/[\s-]/g, '') };
  const wish = findWish.safeParse({ idCheck: check, by });
  return wish.success ? wish.data : null;
};

/** Who asks is made sure of first, and how is written down. */
export function FindForm({ rights }: { readonly rights: Rights }) {
  const { t } = useTranslation('staff');
  const [check, setCheck] = useState<IdCheck | null>(rights.wish?.idCheck ?? null);
  const [kind, setKind] = useState<Kind>('name');
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);

  const find = () => {
    const wish = check === null ? null : wishOf(check, kind, typed);
    setProblem(wish !== null ? null : t(check === null ? 'rights.checkFirst' : 'rights.typeFirst'));
    if (wish !== null) void rights.find(wish);
  };
  return (
    <form
      className="rights-form"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <Choice
        label={t('rights.idCheck')}
        value={check}
        options={ID_CHECKS.map((value) => ({ value, text: t(`rights.check.${value}`) }))}
        onChange={setCheck}
      />
      <Choice
        label={t('rights.by')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(`rights.byKind.${value}`) }))}
        onChange={setKind}
      />
      <Field>
        <Label>{t(`rights.byKind.${kind}`)}</Label>
        <Input
          value={typed}
          autoComplete="off"
          inputMode={kind === 'phone' ? 'tel' : 'text'}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div aria-live="assertive">
          {problem !== null && <ValidationMessage>{problem}</ValidationMessage>}
        </div>
      </Field>
      <div className="staff-actions">
        <Button type="submit" disabled={rights.busy}>
          {t(rights.busy ? 'rights.finding' : 'rights.find')}
        </Button>
      </div>
    </form>
  );
}
