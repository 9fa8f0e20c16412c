import { Paragraph, Tag } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackInWords } from '../../shared/api/policy.ts';
import type { LocalText } from '../../shared/domain/language.ts';
import { useSay } from '../components/staff/language.ts';

/** One rule: when it applies, what follows, what is said, and where it stands. */
export function RuleCard({ rule }: { readonly rule: PackInWords['rules'][number] }) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const list = (texts: readonly LocalText[]): ReactNode => texts.map(say).join(' · ');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('reading.toVisitor'), say(rule.text)],
    [t('reading.toStaff'), say(rule.staffText)],
    ...(rule.ground === null ? [] : [[t('reading.ground'), say(rule.ground)] as const]),
    ...(rule.conditions.length === 0 ? [] : [[t('reading.conditions'), list(rule.conditions)] as const]),
    ...(rule.alternatives.length === 0
      ? []
      : [[t('reading.alternatives'), list(rule.alternatives)] as const]),
  ];
  return (
    <article className="staff-rule">
      <Paragraph>
        <strong className="staff-small-strong">{say(rule.when)}</strong>
      </Paragraph>
      <div className="staff-actions">
        <Tag data-color="accent">{t(`outcome.${rule.outcome}`)}</Tag>
        {rule.callsStaff && <Tag>{t('reading.callsStaff')}</Tag>}
        {rule.stricter && <Tag data-color="warning">{t('reading.stricter')}</Tag>}
      </div>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Paragraph data-size="sm">{t('visit.citation', rule.citation)}</Paragraph>
    </article>
  );
}
