import { useTranslation } from 'react-i18next';
import type { OkAnswer } from '../../shared/flow/index.ts';
import { PlaceIcon } from '../components/index.ts';
import { say } from '../text/index.ts';
import { useVisitor } from './visitor-context.ts';

/** Where to go, and how (V8). A place, never a resident's name (F5). */
export function WayPanel({ where }: { where: OkAnswer['where'] }) {
  const { state } = useVisitor();
  const { t } = useTranslation();
  return (
    <section className="panel" data-color="info">
      <h2 className="panel-title">
        <PlaceIcon /> {t('outcome.where')}: {say(where.place, state.language)}
      </h2>
      <p className="lead">{say(where.directions, state.language)}</p>
    </section>
  );
}
