import { useId } from 'react';
import { BigButton } from '../components/index.ts';

interface StepperProps {
  title: string;
  /** What the two buttons do, and how many there are, for those who hear it. */
  fewer: string;
  more: string;
  said: string;
  value: number;
  isRoom: boolean;
  onChange: (value: number) => void;
}

/** How many: two large buttons and the number between them. */
export function Stepper({ title, fewer, more, said, value, isRoom, onChange }: StepperProps) {
  const name = useId();
  return (
    <div className="stepper" role="group" aria-labelledby={name}>
      <span className="lead" id={name}>
        {title}
      </span>
      <div className="row stepper-row">
        <BigButton variant="secondary" loud disabled={value === 0} onPress={() => onChange(value - 1)}>
          <span aria-hidden="true">−</span>
          <span className="only-read-aloud">{fewer}</span>
        </BigButton>
        <output className="stepper-number" aria-label={said}>
          {value}
        </output>
        <BigButton variant="secondary" loud disabled={!isRoom} onPress={() => onChange(value + 1)}>
          <span aria-hidden="true">+</span>
          <span className="only-read-aloud">{more}</span>
        </BigButton>
      </div>
    </div>
  );
}
