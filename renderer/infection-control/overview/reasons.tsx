import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Figures } from '../../../shared/api/overview.ts';
import type { OpenRows } from './day-chart.tsx';

interface Bar {
  readonly name: string;
  readonly count: number;
  readonly onClick: () => void;
}

/** Why staff decided otherwise, and why records were put right. */
export function Reasons({ figures, open }: { readonly figures: Figures; readonly open: OpenRows }) {
  const { t } = useTranslation('staff');
  const overrides = figures.overrides.map(({ reason, count }): Bar => {
    const name = t(`overrideReason.${reason}`);
    return { name, count, onClick: () => open({ of: 'override-reason', overrideReason: reason }, name) };
  });
  const corrections = figures.corrections.map(({ reason, count }): Bar => {
    const name = t(`correctionReason.${reason}`);
    return { name, count, onClick: () => open({ of: 'correction-reason', correctionReason: reason }, name) };
  });
  return (
    <div className="overview-reasons">
      <Bars heading={t('overview.overrides')} bars={overrides} none={t('overview.noOverrides')} />
      <Bars heading={t('overview.corrections')} bars={corrections} none={t('overview.noCorrections')} />
    </div>
  );
}

function Bars({
  heading,
  bars,
  none,
}: {
  readonly heading: string;
  readonly bars: readonly Bar[];
  readonly none: string;
}) {
  const most = Math.max(...bars.map(({ count }) => count), 1);
  return (
    <div>
      <Heading level={3} data-size="xs">
        {heading}
      </Heading>
      {bars.length === 0 && <Paragraph>{none}</Paragraph>}
      <ul className="overview-lines">
        {bars.map(({ name, count, onClick }) => (
          <li key={name}>
            <button type="button" onClick={onClick}>
              <span>{name}</span>
              <strong>{count}</strong>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect width={(count / most) * 100} height="8" className="overview-line" />
              </svg>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
