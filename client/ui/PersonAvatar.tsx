// A person as a round of their colour with their initials. Knows no presence.

import classes from './PersonAvatar.module.css';
import { initials, readableOn } from './person-look.ts';

interface PersonAvatarProps {
  name: string;
  /** A CSS hex colour. */
  colour: string;
  size?: number;
  /** Read out; leave it away where the name stands beside the round. */
  label?: string;
}

/** One person's round. */
export function PersonAvatar({ name, colour, size = 28, label }: PersonAvatarProps) {
  const look = {
    className: classes.avatar,
    style: {
      width: size,
      height: size,
      fontSize: size * 0.4,
      background: colour,
      color: readableOn(colour),
    },
  };
  const letters = initials(name);
  if (label === undefined) {
    return (
      <span {...look} aria-hidden="true">
        {letters}
      </span>
    );
  }
  return (
    <span {...look} role="img" aria-label={label} title={label}>
      {letters}
    </span>
  );
}
