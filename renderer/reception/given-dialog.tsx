import { Checkbox, Fieldset, Paragraph, Radio, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Board, VisitRow } from '../../shared/api/staff.ts';
import { FormDialog } from '../components/staff/form-dialog.tsx';
import { useSay } from '../components/staff/language.ts';
import type { StaffPage } from '../components/staff/staff-frame.tsx';
import { atMoment } from '../components/staff/times.ts';
import { useSeen } from './use-seen.ts';

interface Props {
  readonly page: StaffPage;
  readonly board: Board;
  readonly visit: VisitRow;
  readonly close: () => void;
  /** It is recorded: the slip is next. */
  readonly done: () => void;
}

/** What somebody who was told no was told by a person: why, when instead, what else, and how the resident is (F1, S0:703-708). */
export function GivenDialog({ page, board, visit, close, done }: Props) {
  const { t } = useTranslation('staff');
  const { say } = useSay();
  const [text, setText] = useState('');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [offered, setOffered] = useState<ReadonlySet<string>>(new Set());
  const [toldHow, setToldHow] = useState(false);
  const [ground, setGround] = useState<string | null>(visit.ground?.id ?? null);
  // A rule's own ground stands; where staff in Denmark said no, they say on which (D7).
  const choosesGround = board.jurisdiction === 'DK' && visit.ground === null;
  const seen = useSeen(visit);
  const newTime = atMoment(day, time, board.zone);

  const offer = (id: string, ticked: boolean) =>
    setOffered((before) => new Set(ticked ? [...before, id] : [...before].filter((other) => other !== id)));

  return (
    <FormDialog
      heading={t('given.talk', { name: visit.visitorName ?? visit.receipt })}
      submit={t('given.submit')}
      check={() => {
        if (text.trim().length < 3) return `${t('given.text')}: ${t('common.required')}`;
        if (choosesGround && ground === null) return `${t('given.ground')}: ${t('common.required')}`;
        if ((day !== '' || time.trim() !== '') && newTime === null) return t('given.badNewTime');
        if (newTime !== null && newTime <= board.now) return t('given.past');
        if (!seen.changedSince) return null;
        seen.see();
        return t('visit.conflict');
      }}
      send={async () =>
        page.heard(
          await page.client.giveReason(visit.visitId, {
            revision: seen.revision,
            reasonText: text.trim(),
            ground,
            newTime,
            alternatives: visit.alternatives.map(({ id }) => id).filter((id) => offered.has(id)),
            toldHow,
          }),
        )
      }
      done={done}
      close={close}
    >
      <Paragraph>{t('given.help')}</Paragraph>
      <Textfield
        multiline
        rows={3}
        label={t('given.text')}
        description={t('given.textHelp')}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {choosesGround && (
        <Fieldset>
          <Fieldset.Legend>{t('given.ground')}</Fieldset.Legend>
          {visit.grounds.map(({ id, text: words }) => (
            <Radio
              key={id}
              name="ground"
              label={say(words)}
              value={id}
              checked={ground === id}
              onChange={() => {
                setGround(id);
              }}
            />
          ))}
        </Fieldset>
      )}
      <div className="staff-side-by-side">
        <Textfield
          label={t('given.newDay')}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <Textfield
          label={t('given.newTime')}
          inputMode="numeric"
          placeholder={t('common.timeShape')}
          value={time}
          onChange={(event) => setTime(event.target.value)}
        />
      </div>
      {visit.alternatives.length > 0 && (
        <Fieldset>
          <Fieldset.Legend>{t('given.alternatives')}</Fieldset.Legend>
          {visit.alternatives.map((alternative) => (
            <Checkbox
              key={alternative.id}
              label={say(alternative.text)}
              value={alternative.id}
              checked={offered.has(alternative.id)}
              onChange={(event) => offer(alternative.id, event.target.checked)}
            />
          ))}
        </Fieldset>
      )}
      <Checkbox
        label={t('given.toldHow')}
        value="told"
        checked={toldHow}
        onChange={(event) => setToldHow(event.target.checked)}
      />
    </FormDialog>
  );
}
