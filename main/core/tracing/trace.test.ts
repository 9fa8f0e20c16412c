import { describe, expect, it } from 'vitest';
import { timesOf, type Stay } from './stays.ts';
import { trace, type TraceWish } from './trace.ts';

const at = (time: string): number => Date.parse(`2026-03-10T${time}:00.000Z`);
const NOW = at('20:00');

interface Told {
  readonly came: readonly string[];
  readonly residents?: readonly string[];
  readonly ward?: string;
  readonly place?: 'room' | 'café' | null;
  /** `10:00-11:00`; with `~` before an end nobody knows it to the hour; without a leaving they are still there. */
  readonly time: string;
}
let made = 0;
const stay = ({ came, residents = [], ward = 'furua', place = 'room', time }: Told): Stay => {
  const [start = '', end = ''] = time.split('-');
  const open = end === '';
  const vague = end.startsWith('~') ? 3_600_000 : 0;
  const times = timesOf(
    {
      starts_earliest: at(start),
      starts_latest: at(start),
      ends_earliest: open ? null : at(end.replace('~', '')) - vague,
      ends_latest: open ? null : at(end.replace('~', '')),
    },
    NOW,
  );
  if (times === null) throw new Error('a stay of no moment');
  return {
    ...times,
    visitId: place === null ? null : `visit-${(made += 1)}`,
    leg: 0,
    ward,
    place: place && `${ward}-${place}`,
    isPrivate: place === 'room',
    came,
    residents,
  };
};
const asked = (changes: Partial<TraceWish> = {}): TraceWish => ({
  index: 'kari',
  window: { from: at('00:00'), to: NOW },
  minutes: 15,
  reach: 'same-ward',
  generations: 2,
  ...changes,
});
const found = (stays: Stay[], changes: Partial<TraceWish> = {}) =>
  trace(stays, asked(changes)).map(
    ({ from, to, generation, how, certainMinutes, possibleMinutes }) =>
      `${from} → ${to}: ${generation}, ${how}, ${certainMinutes}/${possibleMinutes}`,
  );

describe('whom an ill visitor met', () => {
  const kari = stay({ came: ['kari', 'child'], residents: ['olga'], time: '10:00-11:00' });

  it('is whoever came along and whoever was visited, for the whole visit', () => {
    expect(found([kari])).toEqual([
      'kari → child: 1, same-visit, 60/60',
      'kari → olga: 1, same-visit, 60/60',
    ]);
  });

  it('is whoever was with the same resident, and after them whoever comes to her later', () => {
    const per = stay({ came: ['per'], residents: ['olga'], time: '10:30-12:00' });
    const siv = stay({ came: ['siv'], residents: ['olga'], time: '14:00-14:20' });
    expect(found([kari, per, siv])).toContain('kari → per: 1, same-resident, 30/30');
    expect(found([kari, per, siv])).toContain('olga → siv: 2, same-visit, 20/20');
    expect(found([kari, per, siv], { generations: 1 }).join()).not.toContain('siv');
  });

  it('is not whoever came to the resident before', () => {
    const siv = stay({ came: ['siv'], residents: ['olga'], time: '08:00-09:00' });
    expect(found([kari, siv]).join()).not.toContain('siv');
  });

  it('is possibly who was in another room of the ward: they share the corridor, its resident does not', () => {
    const nils = stay({ came: ['nils'], residents: ['ole'], time: '10:00-11:00' });
    expect(found([kari, nils])).toContain('kari → nils: 1, same-ward, 0/60');
    expect(found([kari, nils]).join()).not.toContain('ole');
    expect(found([kari, nils], { reach: 'same-place' }).join()).not.toContain('nils');
    expect(found([kari, nils], { reach: 'whole-ward' })).toContain('kari → ole: 1, same-ward, 60/60');
  });

  it('is whoever sat in the same common room, residents as well', () => {
    const café = stay({ came: ['kari'], residents: ['olga'], place: 'café', time: '10:00-11:00' });
    const other = stay({ came: ['nils'], residents: ['ole'], place: 'café', time: '10:40-12:00' });
    const heard = found([café, other], { reach: 'same-place' });
    expect(heard).toContain('kari → nils: 1, same-place, 20/20');
    expect(heard).toContain('kari → ole: 1, same-place, 20/20');
  });

  it('is possible where nobody saw the one leave, and certain only as long as both were there in any case', () => {
    const vague = stay({ came: ['per'], residents: ['olga'], time: '09:00-~10:50' });
    expect(found([kari, vague])).toContain('kari → per: 1, same-resident, 0/50');
  });

  it('is nobody for fewer minutes than count, unless they add up within a day', () => {
    const short = stay({ came: ['per'], residents: ['olga'], time: '10:50-12:00' });
    expect(found([kari, short], { generations: 1 }).join()).not.toContain('per');
    const again = stay({ came: ['kari'], residents: ['olga'], time: '11:55-12:30' });
    expect(found([kari, short, again])).toContain('kari → per: 1, same-resident, 15/15');
  });

  it('is whoever is still there, as of now', () => {
    const inside = stay({ came: ['per'], residents: ['olga'], time: '10:45-' });
    expect(found([kari, inside])).toContain('kari → per: 1, same-resident, 15/15');
  });
});

describe('whom somebody of staff met', () => {
  const shift = stay({ came: ['staff'], place: null, time: '08:00-15:00' });

  it('is everybody in the ward, behind whatever door', () => {
    const nils = stay({ came: ['nils'], residents: ['ole'], time: '14:00-16:00' });
    const away = stay({ came: ['away'], residents: ['eva'], ward: 'bjorka', time: '14:00-16:00' });
    expect(found([shift, nils, away], { index: 'staff' })).toEqual([
      'staff → nils: 1, same-ward, 60/60',
      'staff → ole: 1, same-ward, 60/60',
    ]);
  });
});

describe('whom an ill resident met', () => {
  it('is every visitor of theirs, and whom those go on to', () => {
    const first = stay({ came: ['kari'], residents: ['olga'], time: '10:00-11:00' });
    const then = stay({ came: ['kari'], residents: ['ole'], ward: 'bjorka', time: '12:00-13:00' });
    expect(found([first, then], { index: 'olga' })).toEqual([
      'olga → kari: 1, same-visit, 60/60',
      'kari → ole: 2, same-visit, 60/60',
    ]);
  });
});
