/** Everything that an export needs, from what was asked for; or why it cannot be. */
import { join } from 'node:path';
import type { RefusalReason } from '../../../shared/api/error.ts';
import { FORMATS_OF, NEEDS, type Exported, type ExportOrder } from '../../../shared/api/exports.ts';
import { dayIn } from '../../../shared/domain/time.ts';
import { headClaims } from '../protocol/heads.ts';
import type { Protocol } from '../protocol/types.ts';
import { MUNICIPALITY } from '../sync/index.ts';
import { ageRecipient } from '../keys/age.ts';
import { isRefused, type TracingRefusal } from '../tracing/index.ts';
import type { CaseFormat } from './case/case-export.ts';
import type { Delivery } from './deliver.ts';
import type { Exporter, ExportParts } from './exports.ts';
import { handedKeys } from './handed-keys.ts';
import { MANIFEST_PURPOSE } from './manifest.ts';
import type { Content, Order, Produced } from './order.ts';
import { readyTarget, targetsOf, type TargetProblem } from './target.ts';
import { EXPORT_WORDS } from './words.ts';

export type PlanProblem = Extract<
  RefusalReason,
  | TargetProblem
  | 'not-in-this-format'
  | 'ends-before-it-begins'
  | 'in-the-future'
  | 'no-municipality-key'
  | TracingRefusal
>;

export interface Plan {
  readonly order: Omit<Order, 'path'>;
  readonly delivery: Omit<Delivery, 'write' | 'signal'>;
  readonly resultOf: (produced: Produced, file: string) => Exported;
}
export type Planned = { ok: true; plan: Plan } | { ok: false; problem: PlanProblem };

const refused = (problem: PlanProblem): { ok: false; problem: PlanProblem } => ({ ok: false, problem });

/** The municipality's key as an age recipient; null where it is not known. */
export const municipalityRecipient = ({ dayKeys }: Pick<Protocol, 'dayKeys'>): string | null => {
  const municipality = dayKeys.store.recipients().find(({ id }) => id === MUNICIPALITY);
  return municipality === undefined ? null : ageRecipient(municipality.publicJwk);
};

const daysOf = ({ what, from, to }: ExportOrder): { from: string; to: string } | null => {
  if (from === null) return null;
  return { from, to: NEEDS[what] === 'day' ? from : (to ?? from) };
};

const contentOf = async (
  parts: ExportParts,
  order: ExportOrder,
  who: Exporter,
): Promise<Content | PlanProblem> => {
  const { what } = order;
  switch (what) {
    case 'daily-log':
    case 'protocol':
    case 'postponements':
    case 'statistics': {
      const days = daysOf(order);
      if (days === null || days.to < days.from) return 'ends-before-it-begins';
      const today = dayIn(parts.settings.institution.zone, Date.parse(parts.protocol.now()));
      return days.to > today ? 'in-the-future' : { what, ...days };
    }
    case 'evacuation':
      return { what, evacuation: parts.evacuation() };
    case 'person':
      return 'not-in-this-format';
    case 'line-list':
    case 'call-sheet':
    case 'sormas':
    case 'godata':
    case 'iris':
    case 'fhir': {
      if (order.caseId === null) return 'no-such-case';
      const data = await parts.caseData(order.caseId, who);
      return isRefused(data) ? data.refusal : caseContent(what, data);
    }
  }
};

const caseContent = (
  what: 'line-list' | 'call-sheet' | CaseFormat,
  data: Extract<Content, { readonly what: 'line-list' | 'call-sheet' }>['data'],
): Content => (what === 'line-list' || what === 'call-sheet' ? { what, data } : { what, data });

/** What the file is called by: the day or days, the case, or the day on which it was made. */
const subjectOf = (order: ExportOrder, today: string): string => {
  if (NEEDS[order.what] === 'case') return order.caseId ?? '';
  const days = daysOf(order);
  if (NEEDS[order.what] === 'now' || days === null) return today;
  return days.from === days.to ? days.from : `${days.from}-${days.to}`;
};

/** Asked for, checked, and with all that the writing thread needs. Nothing is written yet. */
export const planOf = async (parts: ExportParts, order: ExportOrder, who: Exporter): Promise<Planned> => {
  const { protocol, settings, db } = parts;
  const { institution, kiosk, wards, places } = settings;
  if (!FORMATS_OF[order.what].some((format) => format === order.format)) return refused('not-in-this-format');
  const recipient = order.encrypt ? municipalityRecipient(protocol) : null;
  if (order.encrypt && recipient === null) return refused('no-municipality-key');
  const target = targetsOf(settings, parts.dataDir).find(({ id }) => id === order.target);
  if (target === undefined) return refused('no-such-target');
  const ready = await readyTarget(target, parts.files);
  if (!ready.ok) return refused(ready.problem);
  const content = await contentOf(parts, order, who);
  if (typeof content === 'string') return refused(content);

  const period = 'from' in content ? { from: content.from, to: content.to } : null;
  const head = claimsOf(await protocol.signHead());
  const madeAt = protocol.now();
  const asked = { ...order, from: period?.from ?? null, to: period?.to ?? null };
  const caseId = NEEDS[order.what] === 'case' ? order.caseId : null;
  return {
    ok: true,
    plan: {
      order: {
        content,
        format: order.format,
        house: { institution, wards, places },
        kiosk: kiosk.id,
        provenance: {
          institution: institution.name,
          zone: institution.zone,
          language: institution.language,
          period,
          madeAt,
          madeBy: who.name,
          purpose: order.purpose,
          protocol: { length: head.length, hash: head.hash },
        },
        file: join(parts.dataDir, 'kiosk.db'),
        migrationsDir: parts.migrationsDir,
        resourcesDir: parts.resourcesDir,
        keys: period === null ? new Map() : await handedKeys(db, protocol, period.from, who.opener),
        recipient,
      },
      delivery: {
        folder: ready.folder,
        removable: target.removable,
        name: `${EXPORT_WORDS[institution.language].file[order.what]}-${institution.id}-${subjectOf(asked, dayIn(institution.zone, Date.parse(madeAt)))}`,
        ending: `.${order.format}${recipient === null ? '' : '.age'}`,
        by: who.by,
        eventOf: ({ rows, sha256 }) => ({
          what: order.what,
          format: order.format,
          purpose: order.purpose,
          caseId,
          from: asked.from,
          to: asked.to,
          rows,
          sha256,
          encrypted: recipient !== null,
          target: order.target,
        }),
        manifestOf: (produced, name, signedHead) => ({
          purpose: MANIFEST_PURPOSE,
          file: { name, size: produced.size, sha256: produced.sha256 },
          contentSha256: produced.contentSha256,
          encryption: recipient === null ? null : { format: 'age-encryption.org/v1', recipient },
          what: order.what,
          format: order.format,
          why: order.purpose,
          caseId,
          period,
          rows: produced.rows,
          rowsErased: produced.erased,
          rowsClosed: produced.closed,
          leftOut: [...produced.leftOut],
          institution: { id: institution.id, name: institution.name },
          kiosk: kiosk.id,
          madeAt,
          madeBy: who.name,
          head: signedHead,
        }),
      },
      resultOf: ({ size, rows, erased, closed, sha256, contentSha256, leftOut }, file) => ({
        file,
        folder: ready.folder.path,
        size,
        rows,
        erased,
        closed,
        sha256,
        contentSha256,
        encrypted: recipient !== null,
        removable: target.removable,
        leftOut: [...leftOut],
      }),
    },
  };
};

const claimsOf = (jws: string) =>
  headClaims.parse(JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')));
