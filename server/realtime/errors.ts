// What can go wrong in the relay, by the part of it that has to give way.

/** No document of this id exists. */
export class UnknownDocumentError extends Error {
  readonly code = 'unknown_document';
  constructor(documentId: string) {
    super(`There is no document ${documentId}.`);
  }
}

/** What is on the disk does not make a whole document; it is never shown as a blank one (SY5). */
export class DamagedDocumentError extends Error {
  readonly code = 'damaged_document';
  constructor(documentId: string, why: string) {
    super(`Document ${documentId} cannot be read whole: ${why}.`);
  }
}

/** A frame that is no message of the protocol; closes the connection that sent it. */
export class BadFrameError extends Error {
  readonly code = 'bad_frame';
}

/** One room could not take an admitted change; it starts over from the disk, and nobody else is stopped. */
export class RoomFault extends Error {
  readonly code = 'room_fault';
}
