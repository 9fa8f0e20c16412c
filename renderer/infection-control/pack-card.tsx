import { Alert, Button, Heading, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { PackRow } from '../../shared/api/policy.ts';
import { useSay } from '../components/staff/language.ts';
import { PackWarnings } from '../components/staff/pack-warnings.tsx';
import { PackFacts } from './pack-facts.tsx';
import type { Policy } from './use-policy.ts';

interface Props {
  readonly pack: PackRow;
  readonly policy: Policy;
  readonly goBack: () => void;
}

/** One pack: what it is, what to look at, and what can be done with it. */
export function PackCard({ pack, policy, goBack }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const { id, version } = pack;
  const title = say(pack.title);
  return (
    <div className="staff-card" data-color={pack.state === 'in-force' ? 'accent' : 'neutral'}>
      <Heading level={3} data-size="xs">
        {title}
      </Heading>
      <div className="staff-actions">
        <Tag>{t('policy.version', { version })}</Tag>
        <Tag>{t(`packSource.${pack.source}`)}</Tag>
      </div>
      <PackWarnings pack={pack} />
      {pack.problems.length > 0 && (
        <Alert data-color="danger">
          {t('policy.problems')}
          {/* For whoever wrote the pack: in English, as they are. */}
          <ul className="staff-reasons" lang="en">
            {pack.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      <PackFacts pack={pack} />
      <div className="staff-actions">
        {pack.state === 'ready' && (
          <Button
            disabled={policy.busy}
            aria-label={`${t('policy.rehearse')}: ${title}`}
            onClick={() => void policy.rehearse({ kind: 'pack', id, version })}
          >
            {t('policy.rehearse')}
          </Button>
        )}
        {pack.wasInForce && (
          <Button variant="secondary" aria-label={`${t('policy.goBack')}: ${title}`} onClick={goBack}>
            {t('policy.goBack')}
          </Button>
        )}
        {pack.state !== 'refused' && (
          <Button
            variant="secondary"
            aria-label={`${t('policy.read')}: ${title}`}
            onClick={() => policy.show({ what: 'reading', name: { id, version } })}
          >
            {t('policy.read')}
          </Button>
        )}
      </div>
    </div>
  );
}
