import type { z } from 'zod';
import words from '../../../resources/text/nb/daily-log.json' with { type: 'json' };
import type { evidence } from '../../../shared/domain/presence.ts';
import type { overrideReason, via } from '../../../shared/domain/events.ts';
import type { Outcome, PermitClass } from '../../../shared/domain/outcome.ts';
import type { Visit } from '../protocol/types.ts';

interface Words {
  readonly outcome: Record<Outcome, string>;
  readonly permitClass: Record<PermitClass, string>;
  readonly evidence: Record<z.infer<typeof evidence> | 'none', string>;
  readonly reason: Record<z.infer<typeof overrideReason>, string>;
  readonly via: Record<z.infer<typeof via>, string>;
  readonly state: Record<Visit['state'], string>;
  readonly yes: string;
  readonly no: string;
  readonly heading: Record<keyof (typeof words)['heading'], string>;
}

/** A daily log's words (resources/text/nb/daily-log.json). It is a Norwegian document: one language, whatever the screen speaks. */
export const WORDS: Words = words;
