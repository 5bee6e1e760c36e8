// Whether an address is of a picture that this server keeps. Asks by showing it.
import { useState } from 'react';
import { imageNameOf } from '../../../shared/images.ts';

/** The name of the picture an address stands for, until it turns out that this server has none. */
export function useKeptPicture(address: string): { name: string | null; onMissing: () => void } {
  const [missing, setMissing] = useState<string | null>(null);
  const name = imageNameOf(address);
  return { name: name === missing ? null : name, onMissing: () => setMissing(name) };
}
