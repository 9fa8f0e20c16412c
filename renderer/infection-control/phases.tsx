import { Button, Paragraph, Table } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyState } from '../../shared/api/policy.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { useSay } from '../components/staff/language.ts';
import { Part } from '../components/staff/part.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { StaffTable } from '../components/staff/staff-table.tsx';
import { momentOf } from '../components/staff/times.ts';
import { PhaseForm } from './phase-form.tsx';
import type { Policy } from './use-policy.ts';

type Setting = PolicyState['settings'][number];

interface Props {
  readonly page: StaffPage;
  readonly policy: Policy;
  readonly state: PolicyState;
}

/** Which phase each ward is in and by whose decision (F6), and deciding on another. */
export function Phases({ page, policy, state }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const [withdrawing, setWithdrawing] = useState<Setting | null>(null);
  const title = (id: string): string => {
    const phase = state.phases.find((candidate) => candidate.id === id);
    return phase === undefined ? id : say(phase.title);
  };
  return (
    <>
      <Part id="phases-now" heading={t('phases.now')}>
        <Paragraph>{t('phases.nowHelp')}</Paragraph>
        <StaffTable
          aria-labelledby="phases-now"
          columns={[t('phases.ward'), t('phases.phase'), t('phases.whose')]}
        >
          {state.wards.map((ward) => (
            <Table.Row key={ward.id}>
              <Table.Cell>{ward.name}</Table.Cell>
              <Table.Cell>
                <strong>{title(ward.phase)}</strong>
              </Table.Cell>
              <Table.Cell>{t(`scope.${ward.scope ?? 'none'}`)}</Table.Cell>
            </Table.Row>
          ))}
        </StaffTable>
      </Part>
      <Part id="phases-settings" heading={t('phases.settings')}>
        {state.settings.length === 0 ? (
          <Paragraph>{t('phases.noSettings')}</Paragraph>
        ) : (
          <Settings page={page} state={state} title={title} withdraw={setWithdrawing} />
        )}
      </Part>
      <Part id="phases-set" heading={t('phases.set')}>
        <PhaseForm policy={policy} state={state} zone={page.zone} />
      </Part>
      {withdrawing !== null && (
        <FormDialog
          heading={t('phases.withdrawHeading', { phase: title(withdrawing.phase) })}
          submit={t('phases.withdraw')}
          send={async () => page.heard(await page.client.withdrawPhase(withdrawing.seq))}
          done={() => {
            setWithdrawing(null);
            policy.changed(null);
          }}
          close={() => setWithdrawing(null)}
        >
          <Paragraph>{t('phases.withdrawText')}</Paragraph>
        </FormDialog>
      )}
    </>
  );
}

interface SettingsProps extends Omit<Props, 'policy'> {
  readonly title: (phase: string) => string;
  readonly withdraw: (setting: Setting) => void;
}

function Settings({ page, state, title, withdraw }: SettingsProps) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const where = ({ scope, ward }: Setting): string => {
    if (scope === 'municipality') return t('phases.municipality');
    if (scope === 'institution') return t('phases.house');
    return state.wards.find(({ id }) => id === ward)?.name ?? ward ?? '';
  };
  return (
    <StaffTable
      aria-labelledby="phases-settings"
      columns={[
        t('phases.where'),
        t('phases.phase'),
        t('phases.from'),
        t('phases.until'),
        t('phases.by'),
        t('board.action'),
      ]}
    >
      {state.settings.map((setting) => (
        <Table.Row key={setting.seq}>
          <Table.Cell>{where(setting)}</Table.Cell>
          <Table.Cell>{title(setting.phase)}</Table.Cell>
          <Table.Cell>{momentOf(setting.from, language, page.zone)}</Table.Cell>
          <Table.Cell>
            {setting.until === null ? t('phases.open') : momentOf(setting.until, language, page.zone)}
          </Table.Cell>
          <Table.Cell>{setting.by}</Table.Cell>
          <Table.Cell>
            {/* What the municipality decided is the municipality's to withdraw. */}
            {setting.scope !== 'municipality' && (
              <Button
                variant="secondary"
                aria-label={`${t('phases.withdraw')}: ${title(setting.phase)}, ${where(setting)}`}
                onClick={() => withdraw(setting)}
              >
                {t('phases.withdraw')}
              </Button>
            )}
          </Table.Cell>
        </Table.Row>
      ))}
    </StaffTable>
  );
}
