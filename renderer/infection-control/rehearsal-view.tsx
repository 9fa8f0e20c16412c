import { Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rehearsal } from '../../shared/api/policy.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { useSay } from '../components/staff/language.ts';
import { Part } from '../components/staff/part.tsx';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { dayOf, momentOf } from '../components/staff/times.ts';
import { HitTable } from './hit-table.tsx';
import type { Policy } from './use-policy.ts';

interface Props {
  readonly page: StaffPage;
  readonly policy: Policy;
  readonly rehearsed: Rehearsal;
}

/** What a change would have done with the last 14 days and will do tomorrow; only from here is it put in force. */
export function RehearsalView({ page, policy, rehearsed }: Props) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const [asking, setAsking] = useState(false);
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    top.current?.focus();
  }, []);
  const what = policy.nameOf(rehearsed.change);
  const day = (on: string) => dayOf(on, language, 'long');
  const { visits, visitsHit, bookings, bookingsHit } = rehearsed;
  const possible = [...visitsHit, ...bookingsHit].some(({ certain }) => !certain);
  return (
    <main className="staff-board">
      <section>
        <Heading level={2} data-size="md" ref={top} tabIndex={-1}>
          {t('rehearsal.heading', { what })}
        </Heading>
        <Paragraph>{t('rehearsal.help')}</Paragraph>
        {possible && <Paragraph>{t('rehearsal.possibleHelp')}</Paragraph>}
      </section>
      <Part id="rehearsal-tomorrow" heading={t('rehearsal.tomorrow')}>
        <Paragraph>
          {t('rehearsal.bookings', { count: bookings, day: day(rehearsed.tomorrow) })}{' '}
          {t('rehearsal.hit', { count: bookingsHit.length })}
        </Paragraph>
        {bookingsHit.length > 0 && (
          <>
            <Heading level={3} data-size="xs">
              {t('rehearsal.callList')}
            </Heading>
            <Paragraph>{t('rehearsal.callHelp')}</Paragraph>
            <HitTable
              policy={policy}
              label={t('rehearsal.callList')}
              hits={bookingsHit.map((hit) => ({ ...hit, key: hit.bookingId, at: hit.from, who: hit }))}
              zone={page.zone}
            />
            <div className="staff-actions">
              <Button variant="secondary" onClick={() => policy.show({ what: 'call-list', rehearsed })}>
                {t('rehearsal.printCallList')}
              </Button>
            </div>
          </>
        )}
      </Part>
      <Part id="rehearsal-past" heading={t('rehearsal.past')}>
        <Paragraph>
          {t('rehearsal.visits', { count: visits, from: day(rehearsed.from), to: day(rehearsed.to) })}{' '}
          {t('rehearsal.hit', { count: visitsHit.length })}
        </Paragraph>
        {visitsHit.length > 0 && (
          <HitTable
            policy={policy}
            label={t('rehearsal.past')}
            hits={visitsHit.map((hit) => ({ ...hit, key: hit.visitId, who: null }))}
            zone={page.zone}
          />
        )}
      </Part>
      {/* After what it would do has been passed by. */}
      <div className="staff-actions">
        <Button onClick={() => setAsking(true)}>{t('rehearsal.activate')}</Button>
        <Button variant="secondary" onClick={policy.close}>
          {t('rehearsal.leave')}
        </Button>
      </div>
      {asking && (
        <ActivateDialog page={page} policy={policy} rehearsed={rehearsed} close={() => setAsking(false)} />
      )}
    </main>
  );
}

function ActivateDialog({ page, policy, rehearsed, close }: Props & { readonly close: () => void }) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const { change, token } = rehearsed;
  const what = policy.nameOf(change);
  const begins =
    change.kind === 'pack' || change.from === null
      ? t('rehearsal.fromNow')
      : t('rehearsal.fromThen', { when: momentOf(change.from, language, page.zone) });
  return (
    <FormDialog
      heading={t('rehearsal.activateHeading', { what })}
      submit={t('rehearsal.activateSubmit')}
      send={async () => page.heard(await page.client.activate(change, token))}
      done={() =>
        policy.changed(
          change.kind === 'pack' ? t('rehearsal.activated', { what }) : t('rehearsal.decided', { what }),
        )
      }
      close={close}
    >
      <Paragraph>
        {change.kind === 'pack'
          ? t('rehearsal.activatePack', { what })
          : t('rehearsal.activatePhase', { what, when: begins })}
      </Paragraph>
    </FormDialog>
  );
}
