import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trouble, Troubles as Known } from '../../../shared/api/troubles.ts';
import type { StaffPage } from './staff-frame.tsx';
import { momentOf } from './times.ts';

const ASK_AGAIN_MS = 10_000;

/** What is wrong with the machine under the kiosk, on every page of staff: the disk, the room on it, the clock. */
export function Troubles({ page }: { readonly page: StaffPage }) {
  const { known, ask } = useTroubles(page);
  const clockIsRight = () => void page.client.clockIsRight().then(page.heard).then(ask);
  return (
    <div className="staff-troubles" aria-live="polite">
      {known?.troubles.map((trouble) => (
        <Alert key={trouble.kind} data-color={trouble.kind.startsWith('disk') ? 'danger' : 'warning'}>
          <div className="staff-trouble">
            <Words trouble={trouble} known={known} clockIsRight={clockIsRight} />
          </div>
        </Alert>
      ))}
    </div>
  );
}

interface WordsProps {
  readonly trouble: Trouble;
  readonly known: Known;
  readonly clockIsRight: () => void;
}

function Words({ trouble, known: { zone, now }, clockIsRight }: WordsProps) {
  const { t, i18n } = useTranslation('staff');
  const time = (at: string) => momentOf(at, i18n.language, zone);
  const by = useDuration();
  switch (trouble.kind) {
    case 'little-space':
      return <Paragraph>{t('trouble.little-space', { free: trouble.freeMb })}</Paragraph>;
    case 'clock-back':
    case 'clock-ahead':
      return (
        <>
          <Paragraph>{t(`trouble.${trouble.kind}`, { by: by(trouble.byMs) })}</Paragraph>
          <Paragraph>
            <strong>{t('trouble.clock-says', { now: time(now) })}</strong> {t('trouble.clock-wrong')}
          </Paragraph>
          <Button variant="secondary" onClick={clockIsRight}>
            {t('trouble.clock-right')}
          </Button>
        </>
      );
    case 'disk-full':
    case 'disk-read-only':
    case 'disk-failing':
      return (
        <>
          <Heading level={2} data-size="xs">
            {t('trouble.heading')}
          </Heading>
          <Paragraph>{t(`trouble.${trouble.kind}`, { since: time(trouble.since) })}</Paragraph>
          <Paragraph>{t('trouble.onPaper')}</Paragraph>
          <Paragraph>
            {t(trouble.kind === 'disk-full' ? 'trouble.call-full' : 'trouble.call-other')}
          </Paragraph>
        </>
      );
  }
}

const MINUTE_MS = 60_000;

/** Days, else hours, else minutes: as precise as anybody needs to find the fault. */
function useDuration(): (ms: number) => string {
  const { t } = useTranslation('staff');
  return (ms) => {
    const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
    if (minutes < 120) return t('trouble.minutes', { count: minutes });
    const hours = Math.round(minutes / 60);
    return hours < 48
      ? t('trouble.hours', { count: hours })
      : t('trouble.days', { count: Math.round(hours / 24) });
  };
}

/** Asked now and then: the disk that fails is the one that a push would come from. */
function useTroubles({ client, heard }: StaffPage): { known: Known | null; ask: () => void } {
  const [known, setKnown] = useState<Known | null>(null);
  const ask = useCallback(() => {
    void client.troubles().then((reply) => {
      const answer = heard(reply);
      if (answer.ok) setKnown(answer.value);
    });
  }, [client, heard]);
  useEffect(() => {
    ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    return () => {
      clearInterval(timer);
    };
  }, [ask]);
  return { known, ask };
}
