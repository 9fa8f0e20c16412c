import { Button, Checkbox, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useEffect, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FORMATS_OF,
  NEEDS,
  OWN_TARGET,
  type ExportOrder,
  type ExportsOverview,
} from '../../../shared/api/exports.ts';
import {
  EXPORT_KINDS,
  LOOKUP_PURPOSES,
  type ExportFormat,
  type ExportKind,
  type LookupPurpose,
} from '../../../shared/domain/events.ts';
import { Choice } from '../../components/staff/choice.tsx';
import type { StaffPage } from '../../components/staff/staff-frame.tsx';
import { momentOf } from '../../components/staff/times.ts';
import { DayChoice } from './day-choice.tsx';

interface Props {
  readonly page: StaffPage;
  readonly overview: ExportsOverview;
  readonly busy: boolean;
  readonly start: (order: ExportOrder) => Promise<void>;
  readonly look: () => void;
}

/** What, of when, in which format, to where and why. */
export function ExportForm({ page, overview, busy, start, look }: Props) {
  const { t, i18n } = useTranslation('staff');
  const [what, setWhat] = useState<ExportKind>('daily-log');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [from, setFrom] = useState(overview.today);
  const [to, setTo] = useState(overview.today);
  const [caseId, setCaseId] = useState<string | null>(null);
  const [purpose, setPurpose] = useState<LookupPurpose | null>(null);
  const [target, setTarget] = useState<string>(OWN_TARGET);
  const [encrypt, setEncrypt] = useState(false);

  // Somebody who has just put a stick in comes back to this page.
  useEffect(() => {
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [look]);

  const needs = NEEDS[what];
  const formats: readonly ExportFormat[] = FORMATS_OF[what];
  const chosen = formats.includes(format) ? format : (formats[0] ?? null);
  const kinds = EXPORT_KINDS.filter(
    (kind) => FORMATS_OF[kind].length > 0 && (NEEDS[kind] !== 'case' || overview.cases.length > 0),
  );
  const missing = missingIn({ needs, from, to, caseId, purpose });

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (missing !== null || chosen === null || purpose === null) return;
    const ofDays = needs === 'day' || needs === 'period';
    void start({
      what,
      format: chosen,
      from: ofDays ? from : null,
      to: ofDays ? (needs === 'day' ? from : to) : null,
      caseId: needs === 'case' ? caseId : null,
      purpose,
      target,
      encrypt,
    });
  };

  return (
    <form className="staff-form" onSubmit={submit}>
      <div className="staff-side-by-side">
        <Choice
          label={t('exports.what')}
          value={what}
          options={kinds.map((kind) => ({ value: kind, text: t(`exports.kind.${kind}`) }))}
          onChange={setWhat}
        />
        <Choice
          label={t('exports.format')}
          value={chosen}
          options={formats.map((one) => ({ value: one, text: t(`exports.formats.${one}`) }))}
          onChange={setFormat}
        />
      </div>
      {needs === 'day' && <DayChoice page={page} day={from} setDay={setFrom} />}
      {needs === 'period' && (
        <div className="staff-side-by-side">
          <Textfield
            label={t('exports.from')}
            type="date"
            max={overview.today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <Textfield
            label={t('exports.to')}
            type="date"
            max={overview.today}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
        </div>
      )}
      {needs === 'case' && (
        <Choice
          label={t('exports.case')}
          value={caseId}
          options={overview.cases.map((one) => ({
            value: one.caseId,
            text: t('exports.caseOf', {
              id: one.caseId,
              when: momentOf(one.openedAt, i18n.language, page.zone),
            }),
          }))}
          onChange={setCaseId}
        />
      )}
      <div className="staff-side-by-side">
        <Choice
          label={t('exports.target')}
          value={target}
          options={overview.targets.map(({ id, name, problem }) => ({
            value: id,
            text: targetText(name ?? t('exports.kiosk'), problem !== null, t),
          }))}
          onChange={setTarget}
        />
        <Choice
          label={t('exports.purpose')}
          value={purpose}
          options={LOOKUP_PURPOSES.map((one) => ({ value: one, text: t(`tracing.purpose.${one}`) }))}
          onChange={setPurpose}
        />
      </div>
      {target === OWN_TARGET && !encrypt && <Paragraph>{t('exports.kioskHelp')}</Paragraph>}
      <Checkbox
        label={t('exports.encrypt')}
        checked={encrypt}
        disabled={!overview.canEncrypt}
        description={overview.canEncrypt ? undefined : t('refusal.no-municipality-key')}
        onChange={(event) => setEncrypt(event.target.checked)}
      />
      <div className="staff-actions">
        <Button type="submit" disabled={busy || missing !== null}>
          {t('exports.submit')}
        </Button>
        {missing !== null && <Paragraph>{t(`exports.missing.${missing}`)}</Paragraph>}
      </div>
    </form>
  );
}

/** What must still be chosen; null: nothing. */
const missingIn = (chosen: {
  needs: (typeof NEEDS)[ExportKind];
  from: string;
  to: string;
  caseId: string | null;
  purpose: LookupPurpose | null;
}): 'case' | 'days' | 'purpose' | null => {
  const { needs, from, to } = chosen;
  if (needs === 'case' && chosen.caseId === null) return 'case';
  if (needs === 'day' && from === '') return 'days';
  if (needs === 'period' && (from === '' || to === '' || from > to)) return 'days';
  return chosen.purpose === null ? 'purpose' : null;
};

const targetText = (
  name: string,
  isMissing: boolean,
  t: (key: 'exports.notReady', values: { name: string }) => string,
): string => (isMissing ? t('exports.notReady', { name }) : name);
