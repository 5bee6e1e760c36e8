// How much room an announcement takes above a scene. Pure.

/** A shout is larger than a paragraph. */
export function announcementLength(text: string): 'short' | 'middle' | 'long' {
  if (text.length <= 100) return 'short';
  return text.length <= 240 ? 'middle' : 'long';
}
