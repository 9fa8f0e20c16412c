import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { PackRow } from '../../shared/api/policy.ts';
import { Facts } from '../components/staff/facts.tsx';
import { useSay } from '../components/staff/language.ts';
import { dayOf } from '../components/staff/times.ts';

/** From when to when, by whom, reviewed when, signed by what; and where it is stricter than what it builds on, with why, who and until (F4, T5). */
export function PackFacts({ pack }: { readonly pack: PackRow }) {
  const { t } = useTranslation('staff');
  const { say, language } = useSay();
  const day = (on: string) => dayOf(on, language, 'long');
  const facts: readonly (readonly [string, string])[] = [
    [t('policy.validFrom'), day(pack.validFrom)],
    ...(pack.phasedInBy === null ? [] : [[t('policy.phasedInBy'), day(pack.phasedInBy)] as const]),
    [t('policy.validTo'), pack.validTo === null ? t('policy.noEnd') : day(pack.validTo)],
    [t('policy.responsible'), say(pack.responsible)],
    [t('policy.reviewed'), day(pack.lastReviewed)],
    [
      t('policy.signature'),
      pack.signedBy === null ? t('policy.unsigned') : t('policy.signedBy', { key: pack.signedBy }),
    ],
    ...(pack.buildsOn === null
      ? []
      : [[t('policy.buildsOn'), `${pack.buildsOn.id}, ${pack.buildsOn.version}`] as const]),
  ];
  return (
    <>
      <Facts facts={facts} />
      {pack.stricter.length > 0 && (
        <>
          <Paragraph>
            <strong className="staff-small-strong">{t('policy.stricter')}</strong>
          </Paragraph>
          <ul className="staff-reasons">
            {pack.stricter.map(({ rule, medicalReason, owner, until, lapsed }) => (
              <li key={rule}>
                {t('policy.medicalReason')}: {medicalReason} {t('policy.owner')}: {owner}. {t('policy.until')}
                : {day(until)}
                {lapsed && ` (${t('policy.lapsed')})`}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
