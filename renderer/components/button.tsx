import { Button } from '@digdir/designsystemet-react';
import type { ReactNode, Ref } from 'react';

export interface BigButtonProps {
  children: ReactNode;
  /** Not needed on a button that submits its form. */
  onPress?: () => void;
  submit?: boolean;
  icon?: ReactNode;
  /** `primary` once a screen at most: the way most people go on. */
  variant?: 'primary' | 'secondary' | 'tertiary';
  color?: 'accent' | 'neutral' | 'success' | 'warning' | 'danger' | 'info';
  /** Takes its share of the row, and all of it in a narrow one. */
  grow?: boolean;
  /** Half as high again, for the choice that a whole screen is about. */
  loud?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  lang?: string;
  id?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** The button of every screen: at least 56 px to hit, Designsystemet's own inside. */
export function BigButton({
  children,
  onPress,
  icon,
  grow,
  loud,
  pressed,
  submit = false,
  color = 'accent',
  ...rest
}: BigButtonProps) {
  return (
    <Button
      className="big-button"
      data-color={color}
      data-grow={grow}
      data-loud={loud}
      aria-pressed={pressed}
      type={submit ? 'submit' : 'button'}
      onClick={onPress}
      {...rest}
    >
      {icon}
      <span>{children}</span>
    </Button>
  );
}
