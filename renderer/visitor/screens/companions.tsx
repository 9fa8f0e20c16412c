import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BigButton, ChoiceRow, OnIcon, ScreenHeading } from '../../components/index.ts';
import { Shell } from '../shell.tsx';
import { useVisitor } from '../visitor-context.ts';

/** The party is ten at most, the visitor among them. */
const MOST_COMPANIONS = 9;

/** Who came along: those of the agreement are touched, others counted. */
export function Companions() {
  const { state, dispatch } = useVisitor();
  const { t } = useTranslation();
  const { visit } = state;
  const names = visit?.answer.companions ?? [];
  const before = visit?.party.slice(1) ?? [];
  const [known, setKnown] = useState(() =>
    names.map((name) => before.some((person) => person.known && person.name === name)),
  );
  const [others, setOthers] = useState(() => before.filter((person) => !person.known).length);
  const count = known.filter(Boolean).length + others;
  const firstName = visit?.answer.firstName ?? null;
  const room = MOST_COMPANIONS - count;
  const partySize = visit?.answer.partySize ?? 1;
  return (
    <Shell>
      <ScreenHeading screen="companions">
        {firstName === null ? t('companions.title') : t('companions.titleName', { name: firstName })}
      </ScreenHeading>
      {names.length > 0 && (
        <fieldset className="bare">
          <legend className="lead">{t('companions.known')}</legend>
          <div className="grid">
            {names.map((name, index) => (
              <ChoiceRow
                key={`${index} ${name}`}
                kind="many"
                name="known"
                checked={known[index] === true}
                onChange={(checked) => setKnown(known.map((each, at) => (at === index ? checked : each)))}
              >
                {name}
              </ChoiceRow>
            ))}
          </div>
        </fieldset>
      )}
      <div className="stepper" role="group" aria-labelledby="others">
        <p className="lead" id="others">
          {names.length > 0 ? t('companions.othersBeside') : t('companions.others')}
        </p>
        <div className="row stepper-row">
          <BigButton variant="secondary" loud disabled={others === 0} onPress={() => setOthers(others - 1)}>
            <span aria-hidden="true">−</span>
            <span className="only-read-aloud">{t('companions.fewer')}</span>
          </BigButton>
          <output className="stepper-number" aria-label={t('companions.number', { count: others })}>
            {others}
          </output>
          <BigButton variant="secondary" loud disabled={room <= 0} onPress={() => setOthers(others + 1)}>
            <span aria-hidden="true">+</span>
            <span className="only-read-aloud">{t('companions.more')}</span>
          </BigButton>
        </div>
      </div>
      {partySize > 1 && <p className="quiet">{t('companions.agreed', { count: partySize })}</p>}
      <BigButton
        loud
        grow
        icon={<OnIcon />}
        onPress={() => dispatch({ type: 'companions-told', known, others })}
      >
        {count === 0 ? t('companions.alone') : t('go.on')}
      </BigButton>
    </Shell>
  );
}
