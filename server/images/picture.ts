// What reading a picture's file gives, whatever its format.

/** A picture without anything that is not seen: no place, no camera, no author, nothing after its end. */
export interface Picture {
  /** As it is shown, turned as its file says. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}
