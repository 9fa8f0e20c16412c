import { Fieldset, Paragraph, Radio, Textfield } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { TracingState } from '../../../shared/api/tracing.ts';
import { Choice } from '../../components/staff/choice.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { WHO, type Asked } from './asked.ts';
import { FindPerson } from './find-person.tsx';
import { MomentFields } from './moment-fields.tsx';

interface Props {
  readonly page: StaffPage;
  readonly state: TracingState;
  readonly asked: Asked;
  readonly set: (changes: Partial<Asked>) => void;
}

/** Whom the search begins with. */
export function WhoFields({ page, state, asked, set }: Props) {
  const { t } = useTranslation('staff');
  return (
    <>
      <Fieldset>
        <Fieldset.Legend>{t('tracing.who')}</Fieldset.Legend>
        <Fieldset.Description>{t('tracing.whoHelp')}</Fieldset.Description>
        {WHO.map((kind) => (
          <Radio
            key={kind}
            name="tracing-who"
            value={kind}
            label={t(`tracing.kind.${kind}`)}
            checked={asked.kind === kind}
            onChange={() => set({ kind, person: null })}
          />
        ))}
      </Fieldset>
      {asked.kind === 'receipt' && (
        <Textfield
          className="tracing-code"
          label={t('tracing.receipt')}
          description={t('tracing.receiptHelp')}
          value={asked.receipt}
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ receipt: event.target.value })}
        />
      )}
      {(asked.kind === 'visitor' || asked.kind === 'resident') && (
        <FindPerson key={asked.kind} page={page} state={state} asked={asked} set={set} />
      )}
      {asked.kind === 'staff' && <StaffFields state={state} asked={asked} set={set} />}
    </>
  );
}

function StaffFields({ state, asked, set }: Omit<Props, 'page'>) {
  const { t } = useTranslation('staff');
  const { staff } = asked;
  const change = (changes: Partial<Asked['staff']>) => set({ staff: { ...staff, ...changes } });
  return (
    <>
      <Paragraph>{t('tracing.staffHelp')}</Paragraph>
      <div className="staff-side-by-side">
        <Textfield
          label={t('tracing.staffName')}
          value={staff.name}
          maxLength={80}
          onChange={(event) => change({ name: event.target.value })}
        />
        <Choice
          label={t('tracing.ward')}
          value={staff.ward}
          options={state.wards.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(ward) => change({ ward })}
        />
      </div>
      <MomentFields from={staff.from} to={staff.to} set={change} />
    </>
  );
}
