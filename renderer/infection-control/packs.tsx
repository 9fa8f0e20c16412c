import { Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackRow, PolicyState } from '../../shared/api/policy.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { useSay } from '../components/staff/language.ts';
import { Part } from '../components/staff/part.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { PackCard } from './pack-card.tsx';
import { TakeInPack } from './take-in-pack.tsx';
import type { Policy } from './use-policy.ts';

interface Props {
  readonly page: StaffPage;
  readonly policy: Policy;
  readonly state: PolicyState;
}

/** Which pack decides, which could, and which cannot. */
export function Packs({ page, policy, state }: Props) {
  const { t } = useTranslation('staff');
  const [goBackTo, setGoBackTo] = useState<PackRow | null>(null);
  const cards = (wanted: PackRow['state']) =>
    state.packs
      .filter((pack) => pack.state === wanted)
      .map((pack) => (
        <li key={`${pack.id} ${pack.version}`}>
          <PackCard pack={pack} policy={policy} goBack={() => setGoBackTo(pack)} />
        </li>
      ));
  const ready = cards('ready');
  const refused = cards('refused');
  return (
    <>
      <Part id="packs-in-force" heading={t('policy.inForce')}>
        <ul className="staff-cards">{cards('in-force')}</ul>
      </Part>
      <Part id="packs-ready" heading={t('policy.ready')}>
        {ready.length === 0 && <Paragraph>{t('policy.noneReady')}</Paragraph>}
        <ul className="staff-cards">{ready}</ul>
      </Part>
      {refused.length > 0 && (
        <Part id="packs-refused" heading={t('policy.refused')}>
          <ul className="staff-cards">{refused}</ul>
        </Part>
      )}
      <Part id="packs-take-in" heading={t('policy.upload')}>
        <TakeInPack page={page} policy={policy} />
      </Part>
      {goBackTo !== null && (
        <GoBackDialog page={page} policy={policy} pack={goBackTo} close={() => setGoBackTo(null)} />
      )}
    </>
  );
}

/** The pack that was in force before comes back at once: what it does is known already. */
function GoBackDialog({
  page,
  policy,
  pack,
  close,
}: Omit<Props, 'state'> & { readonly pack: PackRow; readonly close: () => void }) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const title = say(pack.title);
  return (
    <FormDialog
      heading={t('policy.goBackHeading', { title })}
      submit={t('policy.goBackSubmit')}
      send={async () => page.heard(await page.client.goBack())}
      done={() => {
        close();
        policy.changed(t('rehearsal.activated', { what: title }));
      }}
      close={close}
    >
      <Paragraph>{t('policy.goBackText', { title })}</Paragraph>
    </FormDialog>
  );
}
