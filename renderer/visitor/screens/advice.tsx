import { useTranslation } from 'react-i18next';
import { BigButton, CheckIcon, ScreenHeading } from '../../components/index.ts';
import { say } from '../../text/index.ts';
import { whereOf } from '../../../shared/flow/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';
import { WayPanel } from '../way-panel.tsx';

/** What applies here today, and why, before the door opens (V10). Without the pack's words, the two that always hold. */
export function Advice() {
  const { state, dispatch, advice } = useVisitor();
  const { t } = useTranslation();
  const { language, visit } = state;
  const always = (['hands', 'distance'] as const).map((id) => ({
    id,
    title: t(`advice.${id}Title`),
    text: t(`advice.${id}Text`),
    why: t(`advice.${id}Why`),
  }));
  const said =
    advice?.map(({ id, title, text, why }) => ({
      id,
      title: say(title, language),
      text: say(text, language),
      why: say(why, language),
    })) ?? [];
  return (
    <Shell>
      <ScreenHeading screen="advice">{t('advice.title')}</ScreenHeading>
      <div className="grid advices">
        {(said.length === 0 ? always : said).map(({ id, title, text, why }) => (
          <section key={id} className="advice">
            <h2 className="advice-title">{title}</h2>
            <p>{text}</p>
            <p className="quiet">
              <strong>{t('advice.why')}</strong> {why}
            </p>
          </section>
        ))}
      </div>
      {visit !== null && <WayPanel where={whereOf(visit)} also={visit.answer.also} />}
      <div className="way-on">
        <BigButton
          loud
          grow
          icon={<CheckIcon />}
          onPress={() => dispatch({ type: 'advice-read', attempt: crypto.randomUUID() })}
        >
          {t('advice.finish')}
        </BigButton>
      </div>
    </Shell>
  );
}
