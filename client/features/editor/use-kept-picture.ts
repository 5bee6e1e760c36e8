// Whether an address is of a picture that this server keeps. Asks by showing it.
import { useEffect, useState } from 'react';
import { imageNameOf } from '../../../shared/images.ts';

/** The name of the picture an address stands for, until it turns out that this server has none. */
export function useKeptPicture(address: string): { name: string | null; onMissing: () => void } {
  const [missing, setMissing] = useState<string | null>(null);
  // What could not be loaded without a network is asked for again with one.
  useEffect(() => {
    const forget = () => setMissing(null);
    window.addEventListener('online', forget);
    return () => window.removeEventListener('online', forget);
  }, []);
  const name = imageNameOf(address);
  return { name: name === missing ? null : name, onMissing: () => setMissing(name) };
}
