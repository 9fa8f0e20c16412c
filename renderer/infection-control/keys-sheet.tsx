import { Alert, Button } from '@digdir/designsystemet-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { kioskNow } from '../components/staff/client.ts';
import { useSay } from '../components/staff/language.ts';
import { Paper } from '../components/staff/paper.tsx';
import { momentOf } from '../components/staff/times.ts';
import './keys.css';

interface Props {
  readonly name: string;
  readonly recoveryKey: string;
  readonly back: () => void;
  readonly next: () => void;
}

/** The recovery key on paper. It is on the screen this once. */
export function KeysSheet({ name, recoveryKey, back, next }: Props) {
  const { t } = useTranslation('staff');
  const { language } = useSay();
  const kiosk = useKioskNow();
  return (
    <Paper
      heading={`${t('keys.step', { step: 3, of: 4 })}: ${t('keys.sheetHeading')}`}
      back={back}
      lang={language}
      notice={<Alert data-color="warning">{t('keys.sheetNotice')}</Alert>}
      tools={
        <Button variant="secondary" onClick={next}>
          {t('keys.sheetDone')}
        </Button>
      }
    >
      <header>
        <strong>{kiosk?.institution}</strong>
        <span>{kiosk && momentOf(kiosk.now, language, kiosk.zone)}</span>
      </header>
      <h1>{t('keys.sheet.title')}</h1>
      <p>{t('keys.sheet.owner', { name })}</p>
      <p className="keys-paper" lang="zxx">
        {recoveryKey.split(' ').map((group, place) => (
          <span key={place}>{group} </span>
        ))}
      </p>
      <p>{t('keys.sheet.what')}</p>
      <p>{t('keys.sheet.how')}</p>
      <p>
        <strong>{t('keys.sheet.keep')}</strong>
      </p>
      <p>{t('keys.sheet.replaces')}</p>
    </Paper>
  );
}

interface Kiosk {
  readonly institution: string;
  readonly now: string;
  readonly zone: string;
}

function useKioskNow(): Kiosk | null {
  const [kiosk, setKiosk] = useState<Kiosk | null>(null);
  useEffect(() => {
    void kioskNow().then((reply) => {
      if (reply.ok) setKiosk(reply.value);
    });
  }, []);
  return kiosk;
}
